"""Queues that exist already."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Field, Tag

from hclpress.aws.arn import arn_of
from hclpress.aws.regions import dns_suffix_of, partition_of
from hclpress.hcl import Expr, encode, identifier
from hclpress.module import (
    Existing,
    Found,
    FoundValue,
    Grant,
    ItemName,
    KeyArn,
    Output,
    ParameterName,
    Problem,
    QueueArn,
    Site,
    StandInResource,
    Ways,
    account_of,
    item_label,
    spelled,
    told_elsewhere,
    told_or_held,
    word_or_own,
)

from .grants import grants

# SQS API reference, CreateQueue: 1 to 80 letters, digits, `_` and `-`, of which a FIFO queue's name ends with `.fifo`.
QueueName = Annotated[
    str,
    spelled(r"(?=.{1,80}\Z)[A-Za-z0-9_-]+(?:\.fifo)?", "the name of a queue", "shop-prod-mails"),
]


class FoundQueue(Ways):
    """A queue that exists already, found by its name, its ARN or a parameter with its name."""

    ways: ClassVar[tuple[str, ...]] = ("name", "arn", "ssm")

    name: QueueName | None = None
    """Name of the queue, which ends with `.fifo` if it is a FIFO queue."""
    arn: QueueArn | None = None
    """ARN of the queue, which may belong to another account."""
    ssm: ParameterName | None = None
    """SSM parameter that holds the name."""
    key: Annotated[Annotated[Literal["sqs"], Tag("word")] | Annotated[KeyArn, Tag("own")], word_or_own("sqs")] = "sqs"
    """Key that encrypts the queue: SQS's own, or a KMS key by ARN, which users of the queue may then use."""
    visibility_seconds: Annotated[int, Field(ge=0, le=43_200)] | None = None
    """Seconds in which a received message is hidden. Left out: functions that it calls are not held against them."""

    @property
    def has_own_key(self) -> bool:
        """Whether its users need a KMS key."""
        return self.key != "sqs"

    @property
    def told_name(self) -> str | None:
        """Its name, if the spec tells it."""
        return self.arn.rpartition(":")[2] if self.arn else self.name

    @property
    def fifo(self) -> bool | None:
        """Whether it is a FIFO queue, as its name tells."""
        return None if self.told_name is None else self.told_name.endswith(".fifo")


class FoundQueues(FoundQueue):
    """One queue, or several by name."""

    ways: ClassVar[tuple[str, ...]] = ("name", "arn", "ssm", "queues")
    several: ClassVar[str | None] = "queues"

    queues: Mapping[ItemName, FoundQueue] = {}
    """Several queues, by the names that the spec calls them. A single one has the name of the instance."""


class ExistingSqs(Existing):
    """Queues that exist already."""

    existing: FoundQueues
    """Queues to find."""

    def queues_of(self, site: Site) -> Mapping[str, FoundQueue]:
        """The queues by the names that the spec calls them."""
        return self.existing.queues or {site.instance: self.existing}

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report queues and keys of another region."""
        for name, queue in self.queues_of(site).items():
            path = self.existing.place_of(name)
            if queue.arn is not None:
                yield from told_elsewhere(queue.arn, "The queue", site, (*path, "arn"), shared=True)
            if queue.key != "sqs":
                yield from told_elsewhere(queue.key, "The key", site, (*path, "key"), shared=True)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to receive from or send to one queue (the item)."""
        return grants(self.queues_of(site), self.existing.item_of(item, site), access, site)

    def required(self, site: Site) -> Iterator[str]:
        """The policies of queues and keys."""
        yield "its policy denies no role here, and lets in the topics and rules that send to it"
        own = site.environment.account_id
        queues = self.queues_of(site).values()
        if any(queue.arn is not None and own is not None and f":{own}:" not in queue.arn for queue in queues):
            yield "the policy of a queue of another account names the account of this environment"
        if any(queue.key != "sqs" for queue in queues):
            yield "the policy of its key lets IAM policies of the account permit its use"

    def unchecked(self, site: Site) -> Iterator[str]:
        """The time for which a message is hidden."""
        if any(queue.visibility_seconds is None for queue in self.queues_of(site).values()):
            yield "whether a message stays hidden long enough for a function (`visibility_seconds`)"

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """The queues, and the parameters that hold their names."""
        for name, queue in self.queues_of(site).items():
            label = item_label(name, site)
            # A function is not called by a queue whose messages come again before it is done.
            arguments: dict[str, object] = {
                "name": queue.told_name or f"stand-in-{name}",
                "visibility_timeout_seconds": queue.visibility_seconds or 5400,
            }
            if queue.fifo:
                arguments["fifo_queue"] = True
            told = {queue.arn: "arn"} if queue.arn else {}
            yield StandInResource("aws_sqs_queue", label, arguments, site.region, told=told)
            if queue.ssm is not None:
                text = Expr(f"aws_sqs_queue.{label}.name")
                yield StandInResource.parameter(queue.ssm, label, text, site.region)

    def found(self, site: Site) -> Found:
        """The name, the ARN and the URL of each queue, and its key."""
        return Found.together(_found(name, queue, site) for name, queue in self.queues_of(site).items())


def _found(name: str, queue: FoundQueue, site: Site) -> Found:
    value, needed = told_or_held(queue.told_name, queue.ssm, item_label(name, site), "stand-in-queue")
    return Found(tuple(_facts(name, queue, value, site)), tuple(needed))


def _facts(name: str, queue: FoundQueue, value: FoundValue, site: Site) -> Iterator[Output]:
    label, region = identifier(name), site.region
    told = arn_of(queue.arn) if queue.arn else None
    account = FoundValue.told(told.account) if told else account_of(site)
    arn = FoundValue.joined(f"arn:{partition_of(region)}:sqs:{region}:", account, ":", value)
    # SQS Developer Guide, "Queue and message identifiers": a URL holds the region, the account and the name.
    url = FoundValue.joined(f"https://sqs.{region}.{dns_suffix_of(region)}/", account, "/", value)
    yield Output(f"{label}_queue_name", "string", value.expression, f"Name of the queue {name}.")
    yield Output(f"{label}_queue_arn", "string", arn.expression, f"ARN of the queue {name}.")
    yield Output(f"{label}_queue_url", "string", url.expression, f"URL of the queue {name}.", kind="url")
    if queue.key != "sqs":
        yield Output(f"{label}_key_arn", "string", encode(queue.key), f"ARN of the key that encrypts {name}.")
