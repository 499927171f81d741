"""Statements for the keys of queues and topics whose messages functions take or leave."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.hcl import Expr
from hclpress.module import Fact, Site, Statement, held_key, input_name

from .function import Function
from .triggers import Queue


def message_keys(functions: Mapping[str, Function], site: Site) -> tuple[Fact, ...]:
    """The facts with the keys of queues that call functions, and of those that take their failed events."""
    return tuple(dict.fromkeys((*_of_triggers(functions, site), *_of_failed_events(functions, site))))


def key_statements(functions: Mapping[str, Function], site: Site) -> Iterator[Statement]:
    """The statements for these keys.

    SQS Developer Guide, "Configuring KMS permissions": consumers decrypt, producers generate data keys as well.
    """
    for sid, actions, facts in (
        ("DecryptMessages", ("kms:Decrypt",), _of_triggers(functions, site)),
        ("EncryptFailedEvents", ("kms:Decrypt", "kms:GenerateDataKey"), _of_failed_events(functions, site)),
    ):
        keys = tuple(sorted({Expr(f"var.{input_name(fact)}") for fact in facts}))
        if keys:
            yield Statement(sid, actions, keys)


def _of_triggers(functions: Mapping[str, Function], site: Site) -> Iterator[Fact]:
    for function in functions.values():
        for trigger in function.triggers.values():
            if isinstance(trigger, Queue) and (fact := held_key(trigger.queue, site)) is not None:
                yield fact


def _of_failed_events(functions: Mapping[str, Function], site: Site) -> Iterator[Fact]:
    for function in functions.values():
        for place in (function.dead_letter.queue, function.dead_letter.topic) if function.dead_letter else ():
            if (fact := held_key(place, site)) is not None:
                yield fact
