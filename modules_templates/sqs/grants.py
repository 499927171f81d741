"""Grants of sqs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from hclpress.module import Grant, Site, identifier

ACCESSES = ("full", "receive", "send")


class GrantedQueue(Protocol):
    """A queue, made here or not, as far as permissions are concerned."""

    @property
    def has_own_key(self) -> bool:
        """Whether its users may use the KMS key that encrypts it."""
        ...


_ABOUT = ("sqs:GetQueueAttributes", "sqs:GetQueueUrl")
_RECEIVES = ("sqs:ChangeMessageVisibility", "sqs:DeleteMessage", *_ABOUT, "sqs:ReceiveMessage")
_SENDS = (*_ABOUT, "sqs:SendMessage")
# By access: the statement's id, and the actions.
_GRANTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "receive": ("ReceiveMessages", _RECEIVES),
    "send": ("SendMessages", _SENDS),
    "full": ("UseQueues", (*_RECEIVES, "sqs:SendMessage")),
}
# Service Authorization Reference, "Amazon SQS": the other actions on messages and on the description of a queue.
_MOVES = ("sqs:CancelMessageMoveTask", "sqs:ListMessageMoveTasks", "sqs:StartMessageMoveTask")
_LISTS = ("sqs:ListDeadLetterSourceQueues", "sqs:ListQueueTags")
_MORE: Mapping[str, tuple[str, ...]] = {
    "receive": (*_LISTS, *_MOVES, "sqs:PurgeQueue"),
    "send": _LISTS,
    "full": (*_LISTS, *_MOVES, "sqs:PurgeQueue"),
}
_CALLS: Mapping[str, tuple[str, ...]] = {
    "ChangeMessageVisibilityBatch": ("ChangeMessageVisibility",),
    "DeleteMessageBatch": ("DeleteMessage",),
    "SendMessageBatch": ("SendMessage",),
}
# SQS Developer Guide, "Configuring KMS permissions": consumers decrypt, producers generate data keys as well.
_OF_KEYS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "receive": ("DecryptMessages", ("kms:Decrypt",)),
    "send": ("EncryptMessages", ("kms:Decrypt", "kms:GenerateDataKey")),
    "full": ("EncryptMessages", ("kms:Decrypt", "kms:GenerateDataKey")),
}


def grants(queues: Mapping[str, GrantedQueue], item: str | None, access: str, site: Site) -> Iterator[Grant]:
    """The right to receive from or send to one queue (the item).

    Raises:
        LookupError: with a sentence for people, where there is no such queue or access.
    """
    if item is None or item not in queues:
        there = ", ".join(site.instance if name == site.instance else f"{site.instance}.{name}" for name in queues)
        raise LookupError(f"Name the queue: {there}.")
    if access not in _GRANTS:
        raise LookupError(f"A queue can be used with {', '.join(ACCESSES)}.")
    queue, label = queues[item], identifier(item)
    sid, actions = _GRANTS[access]
    arn = f"{label}_queue_arn"
    yield Grant(sid, actions, ((arn, ""),), more=((arn, "", _MORE[access]),), calls=_CALLS)
    if queue.has_own_key:
        sid, actions = _OF_KEYS[access]
        yield Grant(sid, actions, ((f"{label}_key_arn", ""),))
