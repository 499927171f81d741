"""Queues and topics of other instances, as far as those who name them must know them."""

from __future__ import annotations

from collections.abc import Mapping

from hclpress.aws.arn import arn_of
from hclpress.hcl.identifier import identifier
from hclpress.module.fact_references import FromFact
from hclpress.module.facts import Fact
from hclpress.module.protocols import HeldQueue, QueueHolder
from hclpress.module.site import Site


def held_queue(reference: object, site: Site) -> HeldQueue | None:
    """Return the queue that a reference names; None of an ARN, and of a fact of anything else.

    Args:
        reference: the value of a setting.
        site: the site of the instance that has it.
    """
    found = _named(reference, site)
    return found[1] if found else None


def is_fifo(reference: object, site: Site) -> bool | None:
    """Return whether a reference names a FIFO queue or topic; None if nothing tells it.

    Args:
        reference: the value of a setting: an ARN, whose name ends with `.fifo`, or a fact.
        site: the site of the instance that has it.
    """
    if isinstance(reference, str):
        return reference.endswith(".fifo") if arn_of(reference) is not None else None
    found = _named(reference, site)
    return found[1].fifo if found else None


def held_key(reference: object, site: Site) -> Fact | None:
    """Return the fact with the KMS key of a queue or a topic, whose users need it; None without such a key.

    Args:
        reference: the value of a setting.
        site: the site of the instance that has it.
    """
    found = _named(reference, site)
    if not isinstance(reference, FromFact) or found is None or not found[1].has_own_key:
        return None
    return Fact(reference.source.instance, f"{identifier(found[0])}_key_arn")


def _named(reference: object, site: Site) -> tuple[str, HeldQueue] | None:
    """The queue or topic that a fact names, after its own name in the spec."""
    if not isinstance(reference, FromFact):
        return None
    holder = site.meant(reference.source.instance)
    module = site.neighbours.get(holder)
    queues: Mapping[str, HeldQueue] = module.queues_of(site.of(holder)) if isinstance(module, QueueHolder) else {}
    return next(
        ((name, one) for name, one in queues.items() if f"{identifier(name)}_queue_arn" == reference.source.output),
        None,
    )
