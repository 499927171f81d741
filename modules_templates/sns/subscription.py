"""Subscriptions of topics."""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from hclpress.module import FromFact, Item, OfKind, QueueReference, spelled, text_or_mapping

FunctionReference = Annotated[FromFact, OfKind(("function arn",))]
"""A function: the fact that gives its ARN. One that exists already is an instance of its own."""
_STREAM_ARN = r"arn:aws(-cn|-us-gov)?:firehose:[a-z0-9-]+:[0-9]{12}:deliverystream/[A-Za-z0-9_.-]{1,64}"
_STREAM = "arn:aws:firehose:us-east-1:123456789012:deliverystream/archive"
FirehoseReference = Annotated[
    Annotated[str, spelled(_STREAM_ARN, "the ARN of a stream of Firehose", _STREAM), Tag("text")]
    | Annotated[FromFact, OfKind(("delivery stream arn",)), Tag("mapping")],
    Discriminator(text_or_mapping),
]
"""A delivery stream of Firehose: its ARN, or the fact that gives it."""

Protocol = Literal["sqs", "lambda", "https", "email", "firehose"]
PROTOCOLS: Mapping[str, Protocol] = {
    "queue": "sqs",
    "function": "lambda",
    "https": "https",
    "email": "email",
    "firehose": "firehose",
}
"""The protocol of SNS by the setting that names a subscriber."""


class Subscription(Item):
    """A subscriber, named by just one of `queue`, `function`, `https`, `email` and `firehose`."""

    queue: QueueReference | None = None
    """Queue: an ARN, or `{from: instance.fact}`. The policy of one that is made here lets the topic in."""
    function: FunctionReference | None = None
    """Function: `{from: instance.fact}`. One that exists already is an instance of module lambda with `existing`."""
    https: Annotated[str, Field(max_length=2048, pattern=r"^https://[^\s/]+(/\S*)?$")] | None = None
    """URL that gets messages by POST, and that must confirm the subscription within three days."""
    email: Annotated[str, Field(max_length=320, pattern=r"^[^@\s]+@[^@\s]+\.[^@\s]+$")] | None = None
    """Address that gets messages, and whose owner must confirm the subscription."""
    firehose: FirehoseReference | None = None
    """Delivery stream of Firehose: an ARN, or `{from: instance.fact}`. Its role is made here."""
    raw: bool = False
    """Whether the subscriber gets the message alone, without the envelope of SNS. For queues, URLs and Firehose."""
    filter: Mapping[str, Any] = {}
    """Filter policy: by attribute, or by key of the body, the values that are delivered. Left out: everything."""
    filter_scope: Literal["attributes", "body"] = "attributes"
    """Place of the values that `filter` looks at: the attributes of a message, or its body, which is JSON then."""
    dead_letters: QueueReference | None = None
    """Queue for messages that cannot be delivered: an ARN, or `{from: instance.fact}`. Left out: they are lost."""

    @property
    def given(self) -> tuple[str, ...]:
        """The settings that name a subscriber."""
        return tuple(name for name in PROTOCOLS if getattr(self, name) is not None)

    @property
    def field(self) -> str:
        """The setting that names the subscriber."""
        return self.given[0]

    @property
    def endpoint(self) -> str | FromFact:
        """The subscriber."""
        found: str | FromFact = getattr(self, self.field)
        return found
