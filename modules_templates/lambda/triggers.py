"""Triggers of functions: schedules, queues, streams, topics, buckets."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from hclpress.aws.schedule_expression import schedule_expression
from hclpress.module import FromFact, Item, QueueReference, TopicReference, spelled

from .arns import BucketReference, StreamReference


class Schedule(Item):
    """Calls at fixed times."""

    type: Literal["schedule"]
    """Times call it."""
    expression: Annotated[str, AfterValidator(schedule_expression)]
    """Times of the calls: `rate(5 minutes)`, or six fields of `cron(0 3 * * ? *)` in UTC."""
    input: Mapping[str, str | int | bool] = {}
    """Event that the function gets. Left out: EventBridge's own."""
    enabled: bool = True
    """Whether the schedule is active."""


class Queue(Item):
    """Messages of an SQS queue, in batches."""

    type: Literal["queue"]
    """Messages of a queue call it."""
    queue: QueueReference
    """The queue: an ARN, or `{from: instance.fact}`."""
    batch_size: Annotated[int, Field(ge=1, le=10_000)] = 10
    """Greatest number of messages in a call; above 10 AWS wants `batch_seconds`."""
    batch_seconds: Annotated[int, Field(ge=0, le=300)] = 0
    """Seconds to wait for a batch to fill."""
    maximum_concurrency: Annotated[int, Field(ge=2, le=1000)] | None = None
    """Greatest number of calls at a time for this queue. Left out: no bound of its own."""


class Stream(Item):
    """Changes of a DynamoDB table, in order."""

    type: Literal["stream"]
    """Changes of a table call it."""
    stream: StreamReference
    """The stream: an ARN, or `{from: instance.fact}`."""
    starting_position: Literal["LATEST", "TRIM_HORIZON"] = "LATEST"
    """First change that is read: the next one, or the oldest that the stream keeps."""
    batch_size: Annotated[int, Field(ge=1, le=10_000)] = 100
    """Greatest number of changes in a call."""
    batch_seconds: Annotated[int, Field(ge=0, le=300)] = 0
    """Seconds to wait for a batch to fill."""
    retries: Annotated[int, Field(ge=0, le=10_000)] = 3
    """Times that a failing batch is tried again; meanwhile all later changes wait."""
    split_failing: bool = True
    """Whether a failing batch is cut in two, to find the change that fails."""


class Topic(Item):
    """Messages of an SNS topic, one at a time."""

    type: Literal["topic"]
    """Messages of a topic call it."""
    topic: TopicReference
    """The topic: an ARN, or `{from: instance.fact}`."""


# Amazon S3 User Guide, "Configuring event notifications using object key name filtering".
KeyPart = Annotated[
    str,
    spelled(r"[^* ]*", "a part of a key as S3 filters it (without `*`, and with `+` for a blank)", "images/"),
    Field(max_length=1024),
]


class Bucket(Item):
    """Objects that are created in a bucket or removed from it."""

    type: Literal["bucket"]
    """Objects of a bucket call it."""
    bucket: BucketReference
    """The bucket: its name, or `{from: instance.fact}`."""
    events: Annotated[tuple[Literal["created", "removed"], ...], Field(min_length=1)] = ("created",)
    """Events that call the function."""
    prefix: KeyPart = ""
    """Prefix that the keys must have."""
    suffix: KeyPart = ""
    """Suffix that the keys must have."""


Trigger = Annotated[Schedule | Queue | Stream | Topic | Bucket, Field(discriminator="type")]
"""A trigger; `type` says which."""


def source_of(trigger: Schedule | Queue | Stream | Topic | Bucket) -> tuple[str, str | FromFact] | None:
    """The field that names the source of the calls, and its value; None for schedules."""
    match trigger:
        case Queue():
            return "queue", trigger.queue
        case Stream():
            return "stream", trigger.stream
        case Topic():
            return "topic", trigger.topic
        case Bucket():
            return "bucket", trigger.bucket
        case Schedule():
            return None
