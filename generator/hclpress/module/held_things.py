"""Queues, topics, secrets and functions of other instances, as far as those who name them must know them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from hclpress.aws.arn import arn_of
from hclpress.hcl.identifier import identifier
from hclpress.module.fact_references import FromFact
from hclpress.module.facts import Fact
from hclpress.module.protocols import (
    CalledFunction,
    FunctionHolder,
    HeldQueue,
    HeldTopic,
    QueueHolder,
    SecretHolder,
    TopicHolder,
)
from hclpress.module.site import Site

Thing = TypeVar("Thing")


def held_queue(reference: object, site: Site) -> HeldQueue | None:
    """Return the queue that a reference names; None of an ARN, and of a fact of anything else.

    Args:
        reference: the value of a setting.
        site: the site of the instance that has it.
    """
    return _named(reference, "queue", _queues(reference, site))


def is_fifo(reference: object, site: Site) -> bool | None:
    """Return whether a reference names a FIFO queue or topic; None if nothing tells it.

    Args:
        reference: the value of a setting: an ARN, whose name ends with `.fifo`, or a fact.
        site: the site of the instance that has it.
    """
    if isinstance(reference, str):
        return reference.endswith(".fifo") if arn_of(reference) is not None else None
    found = held_queue(reference, site) or _named(reference, "topic", _topics(reference, site))
    return found.fifo if found is not None else None


def alias_of_function(reference: FromFact, site: Site) -> str | None:
    """Return the alias by which a function is called; None without one, and of what is no function of an instance.

    Args:
        reference: the fact with its ARN.
        site: the site of the instance that has it.
    """
    holder = site.neighbours.get(site.meant(reference.source.instance))
    functions: Mapping[str, CalledFunction] = holder.functions if isinstance(holder, FunctionHolder) else {}
    ending = reference.source.output
    return next((one.alias for name, one in functions.items() if f"{identifier(name)}_function_arn" == ending), None)


def held_key(reference: object, site: Site) -> Fact | None:
    """Return the fact with the KMS key of a queue or a topic, whose users need it; None without such a key.

    Args:
        reference: the value of a setting.
        site: the site of the instance that has it.
    """
    for kind, things in (("queue", _queues(reference, site)), ("topic", _topics(reference, site))):
        found = _named(reference, kind, things)
        if isinstance(reference, FromFact) and found is not None and found.has_own_key:
            item = reference.source.output.removesuffix(f"_{kind}_arn")
            return Fact(reference.source.instance, f"{item}_key_arn")
    return None


def fields_of_secret(reference: object, site: Site) -> tuple[str, ...] | None:
    """Return the fields of a secret that is JSON; none of a password alone, and None if nothing tells.

    Args:
        reference: the value of a setting, which may be a fact with the ARN of the secret.
        site: the site of the instance that has it.
    """
    holder = _holder(reference, site)
    if not isinstance(reference, FromFact) or not isinstance(holder, SecretHolder):
        return None
    return holder.fields_of(reference.source.output)


def _queues(reference: object, site: Site) -> Mapping[str, HeldQueue]:
    holder = _holder(reference, site)
    return holder.queues_of(site.of(_instance(reference, site))) if isinstance(holder, QueueHolder) else {}


def _topics(reference: object, site: Site) -> Mapping[str, HeldTopic]:
    holder = _holder(reference, site)
    return holder.topics_of(site.of(_instance(reference, site))) if isinstance(holder, TopicHolder) else {}


def _holder(reference: object, site: Site) -> object:
    return site.neighbours.get(_instance(reference, site))


def _instance(reference: object, site: Site) -> str:
    return site.meant(reference.source.instance) if isinstance(reference, FromFact) else ""


def _named(reference: object, kind: str, things: Mapping[str, Thing]) -> Thing | None:
    """The queue or the topic that a fact names."""
    if not isinstance(reference, FromFact):
        return None
    return next(
        (one for name, one in things.items() if f"{identifier(name)}_{kind}_arn" == reference.source.output), None
    )
