"""Settings of the module sns."""

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
    Settings,
    spelled,
    text_or_mapping,
    word_or_own,
)

from .subscription import Subscription

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


class Publishers(Settings):
    """Publishers without a role in this environment. Its rules need no entry."""

    alarms: bool = False
    """Whether alarms of CloudWatch in this account publish."""
    buckets: tuple[BucketArnReference, ...] = ()
    """Buckets that announce their objects: ARNs, or `{from: instance.fact}`."""
    rules: tuple[RuleReference, ...] = ()
    """Rules of EventBridge: ARNs, or `{from: instance.fact}`."""
    accounts: tuple[AccountId, ...] = ()
    """Other accounts, whose own IAM policies then decide who publishes."""


class Topic(Item):
    """A topic with its subscriptions."""

    # SNS API reference, CreateTopic, DisplayName: at most 100 characters.
    display_name: Annotated[str, Field(min_length=1, max_length=100)] | None = None
    """Name of the sender in mails and short messages. Left out: none."""
    fifo: bool = False
    """Whether messages of one group are delivered in the order in which they were published, each once. A later change
    makes a new topic."""
    content_based_deduplication: bool = False
    """FIFO: whether equal messages within five minutes count as one. With `false` every publisher gives an id."""
    throughput: Literal["topic", "group"] = "topic"
    """FIFO: whether the limit of messages a second is one for the topic, or one for each group."""
    key: Annotated[Annotated[Literal["aws"], Tag("word")] | Annotated[KeyReference, Tag("own")], word_or_own("aws")] = (
        "aws"
    )
    """Key that encrypts the messages: the one that AWS keeps for SNS, or a KMS key by ARN or `{from: instance.fact}`.
    Services of AWS, such as alarms and rules, publish only under a key whose policy names them."""
    tls_only: bool = True
    """Whether messages that come without TLS are refused."""
    publishers: Publishers | None = None
    """Services and accounts that may publish. Left out: only roles, and the rules of this environment."""
    subscriptions: Mapping[ItemName, Subscription] = {}
    """Subscriptions by name."""

    @property
    def has_own_key(self) -> bool:
        """Whether its publishers need a KMS key of the account."""
        return self.key != "aws"


class SnsSettings(Module):
    """Settings of one instance."""

    topics: Annotated[Mapping[ItemName, Topic], Field(min_length=1)]
    """The topics by name."""
