"""Settings of the module sqs."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from hclpress.module import (
    AccountId,
    FromFact,
    Item,
    ItemName,
    KeyReference,
    Module,
    OfKind,
    QueueReference,
    Settings,
    TopicReference,
    spelled,
    text_or_mapping,
    word_or_own,
)

# SQS API reference, SetQueueAttributes: MessageRetentionPeriod, 60 to 1,209,600 seconds.
SHORTEST_RETENTION, LONGEST_RETENTION = 60, 1_209_600
Retention = Annotated[int, Field(ge=SHORTEST_RETENTION, le=LONGEST_RETENTION)]

_BUCKET_ARN = r"arn:aws(-cn|-us-gov)?:s3:::[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]"
BucketArnReference = Annotated[
    Annotated[str, spelled(_BUCKET_ARN, "the ARN of a bucket", "arn:aws:s3:::acme-uploads"), Tag("text")]
    | Annotated[FromFact, OfKind(("bucket arn",)), Tag("mapping")],
    Discriminator(text_or_mapping),
]
"""A bucket: its ARN, or the fact that gives it."""
_RULE_ARN = r"arn:aws(-cn|-us-gov)?:events:[a-z0-9-]+:[0-9]{12}:rule/([A-Za-z0-9_./-]{1,256}/)?[A-Za-z0-9_.-]{1,64}"
_RULE = "arn:aws:events:us-east-1:123456789012:rule/nightly"
RuleReference = Annotated[
    Annotated[str, spelled(_RULE_ARN, "the ARN of a rule of EventBridge", _RULE), Tag("text")]
    | Annotated[FromFact, OfKind(("rule arn",)), Tag("mapping")],
    Discriminator(text_or_mapping),
]
"""A rule of EventBridge: its ARN, or the fact that gives it."""
KeyChoice = Annotated[Annotated[Literal["sqs"], Tag("word")] | Annotated[KeyReference, Tag("own")], word_or_own("sqs")]
"""SQS's own key, or a KMS key."""


class DeadLetters(Settings):
    """The queue for messages that nobody can handle."""

    receives: Annotated[int, Field(ge=1, le=1000)] = 5
    """Times that a message is received before it moves there."""
    retention_seconds: Retention = LONGEST_RETENTION
    """Seconds that it keeps messages, from 60 to 1,209,600 (14 days)."""
    queue: QueueReference | None = None
    """Queue that exists elsewhere: an ARN, or `{from: instance.fact}`. Left out: one made here, `<queue>-dead`."""


class Senders(Settings):
    """Senders outside of this environment, or without a role. Topics and rules here need no entry."""

    topics: tuple[TopicReference, ...] = ()
    """SNS topics: ARNs, or `{from: instance.fact}`."""
    buckets: tuple[BucketArnReference, ...] = ()
    """Buckets that announce their objects: ARNs, or `{from: instance.fact}`."""
    rules: tuple[RuleReference, ...] = ()
    """Rules of EventBridge: ARNs, or `{from: instance.fact}`."""
    accounts: tuple[AccountId, ...] = ()
    """Other accounts, whose own IAM policies then decide who sends."""


class Queue(Item):
    """A queue with its dead letters."""

    fifo: bool = False
    """Whether messages of one group are received in the order in which they were sent, each once. A later change makes
    a new queue."""
    content_based_deduplication: bool = False
    """FIFO: whether equal messages within five minutes count as one. With `false` every sender gives an id."""
    deduplication: Literal["queue", "group"] = "queue"
    """FIFO: whether equal messages are looked for in the whole queue, or in the group of a message."""
    throughput: Literal["queue", "group"] = "queue"
    """FIFO: whether the limit of 300 calls a second is one for the queue, or one for each group. `group` wants
    `deduplication: group`."""
    visibility_seconds: Annotated[int, Field(ge=0, le=43_200)] = 30
    """Seconds in which a received message is hidden from other receivers: the time to handle it. Lambda wants six times
    the timeout of a function that the queue calls."""
    retention_seconds: Retention = 345_600
    """Seconds that a message is kept, from 60 to 1,209,600 (14 days). Default: 4 days."""
    delay_seconds: Annotated[int, Field(ge=0, le=900)] = 0
    """Seconds before a new message can be received."""
    wait_seconds: Annotated[int, Field(ge=0, le=20)] = 20
    """Seconds that a receiver waits for a message (long polling). With 0 empty answers cost as well."""
    max_message_bytes: Annotated[int, Field(ge=1024, le=1_048_576)] = 262_144
    """Greatest size of a message. Above 262,144 the AWS provider must be 6.8 or later."""
    key: KeyChoice = "sqs"
    """Key that encrypts the messages, dead ones too: SQS's own, or a KMS key by ARN or `{from: instance.fact}`."""
    key_reuse_seconds: Annotated[int, Field(ge=60, le=86_400)] = 300
    """With a KMS key: seconds for which SQS reuses a data key, which saves requests to KMS."""
    grant_key: bool = True
    """With a KMS key: whether those who use the queue get the right to use the key."""
    tls_only: bool = True
    """Whether requests without TLS are refused."""
    dead_letters: DeadLetters | None = DeadLetters()
    """Queue for messages that are received too often. `null`: none, and such a message comes again until it expires."""
    senders: Senders | None = None
    """Topics, buckets, rules and accounts that may send. Left out: only roles, and what this environment sends."""
    alarm_age_seconds: Annotated[int, Field(ge=60, le=LONGEST_RETENTION)] | None = 3600
    """Age of the oldest message that raises the alarm of the module observability. `null`: no such alarm."""

    @property
    def has_own_key(self) -> bool:
        """Whether its users may use the KMS key that encrypts it."""
        return self.key != "sqs" and self.grant_key

    @property
    def makes_dead_letters(self) -> bool:
        """Whether its dead letter queue is made here."""
        return self.dead_letters is not None and self.dead_letters.queue is None


class SqsSettings(Module):
    """Settings of one instance."""

    queues: Annotated[Mapping[ItemName, Queue], Field(min_length=1)]
    """The queues by name."""

    @property
    def all_queues(self) -> Mapping[str, Queue]:
        """The queues by name, each before its dead letter queue, which is called `<queue>-dead`."""
        found: dict[str, Queue] = {}
        for name, queue in self.queues.items():
            found[name] = queue
            if queue.makes_dead_letters:
                found[dead_name(name)] = _dead(queue)
        return found


def dead_name(queue: str) -> str:
    """The name of a dead letter queue."""
    return f"{queue}-dead"


def _dead(queue: Queue) -> Queue:
    """A dead letter queue as a queue of its own: of the kind, the key and the rules of the first one."""
    assert queue.dead_letters is not None  # noqa: S101  (it is asked for only then)
    return queue.model_copy(
        update={
            "note": "",
            "content_based_deduplication": False,
            "deduplication": "queue",
            "throughput": "queue",
            "visibility_seconds": 30,
            "retention_seconds": queue.dead_letters.retention_seconds,
            "delay_seconds": 0,
            "dead_letters": None,
            "senders": None,
            "alarm_age_seconds": None,
        }
    )
