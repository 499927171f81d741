"""Grants of sns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.module import Grant, HeldTopic, Site, identifier

ACCESSES = ("full", "publish")
# Service Authorization Reference, "Amazon SNS": the other actions of those who publish and subscribe.
_MORE = (
    "sns:ConfirmSubscription",
    "sns:GetTopicAttributes",
    "sns:ListSubscriptionsByTopic",
    "sns:ListTagsForResource",
    "sns:Subscribe",
)
_CALLS = {"PublishBatch": ("Publish",)}


def grants(topics: Mapping[str, HeldTopic], item: str | None, access: str, site: Site) -> Iterator[Grant]:
    """The right to publish to one topic (the item).

    Raises:
        LookupError: with a sentence for people, where there is no such topic or access.
    """
    if item is None or item not in topics:
        there = ", ".join(site.instance if name == site.instance else f"{site.instance}.{name}" for name in topics)
        raise LookupError(f"Name the topic: {there}.")
    if access not in ACCESSES:
        raise LookupError("A topic takes messages: set `access: publish`, or leave `access` out.")
    label = identifier(item)
    arn = f"{label}_topic_arn"
    yield Grant("PublishMessages", ("sns:Publish",), ((arn, ""),), more=((arn, "", _MORE),), calls=_CALLS)
    if topics[item].has_own_key:
        # SNS Developer Guide, "Key management": publishers generate data keys and decrypt them.
        yield Grant("EncryptPublished", ("kms:Decrypt", "kms:GenerateDataKey"), ((f"{label}_key_arn", ""),))
