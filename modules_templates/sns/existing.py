"""Topics that exist already."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Tag

from hclpress.aws.arn import arn_of
from hclpress.aws.regions import partition_of
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
    Site,
    StandInResource,
    TopicArn,
    Ways,
    account_of,
    item_label,
    spelled,
    told_elsewhere,
    told_or_held,
    word_or_own,
)

from .grants import grants

# SNS API reference, CreateTopic: 1 to 256 letters, digits, `_` and `-`, of which a FIFO topic's name ends with `.fifo`.
TopicName = Annotated[
    str, spelled(r"(?=.{1,256}\Z)[A-Za-z0-9_-]+(?:\.fifo)?", "the name of a topic", "shop-prod-orders")
]


class FoundTopic(Ways):
    """A topic that exists already, found by its name, its ARN or a parameter with its name."""

    ways: ClassVar[tuple[str, ...]] = ("name", "arn", "ssm")

    name: TopicName | None = None
    """Name of the topic, which ends with `.fifo` if it is a FIFO topic."""
    arn: TopicArn | None = None
    """ARN of the topic, which may belong to another account."""
    ssm: ParameterName | None = None
    """SSM parameter that holds the name."""
    key: Annotated[Annotated[Literal["aws"], Tag("word")] | Annotated[KeyArn, Tag("own")], word_or_own("aws")] = "aws"
    """Key that encrypts the topic: none or the one that AWS keeps, or a KMS key by ARN, which publishers may then use.
    """

    @property
    def has_own_key(self) -> bool:
        """Whether its publishers need a KMS key."""
        return self.key != "aws"

    @property
    def told_name(self) -> str | None:
        """Its name, if the spec tells it."""
        return self.arn.rpartition(":")[2] if self.arn else self.name

    @property
    def fifo(self) -> bool | None:
        """Whether it is a FIFO topic, as its name tells."""
        return None if self.told_name is None else self.told_name.endswith(".fifo")


class FoundTopics(FoundTopic):
    """One topic, or several by name."""

    ways: ClassVar[tuple[str, ...]] = ("name", "arn", "ssm", "topics")
    several: ClassVar[str | None] = "topics"

    topics: Mapping[ItemName, FoundTopic] = {}
    """Several topics, by the names that the spec calls them. A single one has the name of the instance."""


class ExistingSns(Existing):
    """Topics that exist already."""

    existing: FoundTopics
    """Topics to find."""

    def topics_of(self, site: Site) -> Mapping[str, FoundTopic]:
        """The topics by the names that the spec calls them."""
        return self.existing.topics or {site.instance: self.existing}

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report topics and keys of another region."""
        for name, topic in self.topics_of(site).items():
            path = self.existing.place_of(name)
            if topic.arn is not None:
                yield from told_elsewhere(topic.arn, "The topic", site, (*path, "arn"), shared=True)
            if topic.key != "aws":
                yield from told_elsewhere(topic.key, "The key", site, (*path, "key"), shared=True)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to publish to one topic (the item)."""
        return grants(self.topics_of(site), self.existing.item_of(item, site), access, site)

    def required(self, site: Site) -> Iterator[str]:
        """The policies of topics and keys."""
        yield "its policy denies no role here, and lets in the rules that publish to it"
        own = site.environment.account_id
        topics = self.topics_of(site).values()
        if any(topic.arn is not None and own is not None and f":{own}:" not in topic.arn for topic in topics):
            yield "the policy of a topic of another account names the account of this environment"
        if any(topic.has_own_key for topic in topics):
            yield "the policy of its key lets IAM policies of the account permit its use"

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """The topics, and the parameters that hold their names."""
        for name, topic in self.topics_of(site).items():
            label = item_label(name, site)
            arguments: dict[str, object] = {"name": topic.told_name or f"stand-in-{name}"}
            if topic.fifo:
                arguments["fifo_topic"] = True
            told = {topic.arn: "arn"} if topic.arn else {}
            yield StandInResource("aws_sns_topic", label, arguments, site.region, told=told)
            if topic.ssm is not None:
                text = Expr(f"aws_sns_topic.{label}.name")
                yield StandInResource.parameter(topic.ssm, label, text, site.region)

    def found(self, site: Site) -> Found:
        """The name and the ARN of each topic, and its key."""
        return Found.together(_found(name, topic, site) for name, topic in self.topics_of(site).items())


def _found(name: str, topic: FoundTopic, site: Site) -> Found:
    value, needed = told_or_held(topic.told_name, topic.ssm, item_label(name, site), "stand-in-topic")
    return Found(tuple(_facts(name, topic, value, site)), tuple(needed))


def _facts(name: str, topic: FoundTopic, value: FoundValue, site: Site) -> Iterator[Output]:
    label, region = identifier(name), site.region
    told = arn_of(topic.arn) if topic.arn else None
    account = FoundValue.told(told.account) if told else account_of(site)
    arn = FoundValue.joined(f"arn:{partition_of(region)}:sns:{region}:", account, ":", value)
    yield Output(f"{label}_topic_name", "string", value.expression, f"Name of the topic {name}.")
    yield Output(f"{label}_topic_arn", "string", arn.expression, f"ARN of the topic {name}.")
    if topic.has_own_key:
        yield Output(f"{label}_key_arn", "string", encode(topic.key), f"ARN of the key that encrypts {name}.")
