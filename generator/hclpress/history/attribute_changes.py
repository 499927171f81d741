"""The edits of a resource, attribute by attribute: sets item by item, policies and JSON taken apart."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from hclpress.aws.consequences import Consequence
from hclpress.cache.cached_hcl import accept_and_read
from hclpress.diagnostics import Diagnosed
from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import HclValue
from hclpress.history.changes import Reason
from hclpress.history.meanings import Meaning, Value, text_of
from hclpress.model.environment_preview import AttributeChange

_IDENTIFYING = ("sid", "Sid", "id", "Id", "name", "Name", "key", "Key", "rule_id", "priority")
"""Attributes by which people know one entry of a list from another, the most telling first."""
_ENCODED, _DATA = "jsonencode(", "data("


def attribute_changes(reasons: Iterable[Reason]) -> tuple[AttributeChange, ...]:
    """Return what changes in a resource, those that force a replacement first.

    Args:
        reasons: the edits that lead to its change.
    """
    found: dict[AttributeChange, None] = {}
    for reason in reasons:
        edit, forces = reason.edit, reason.consequence in {Consequence.REPLACED, Consequence.SOMETIMES}
        if reason.follows is not None:
            path = edit.path or "replace_triggered_by"
            found[AttributeChange(path, forces=forces, follows=reason.follows)] = None
            continue
        for one in _between(edit.path, _opened(edit.was), _opened(edit.now)):
            path, was, now, added, removed = one
            found[AttributeChange(path, was, now, added, removed, forces)] = None
    return tuple(sorted(found, key=lambda one: not one.forces))


_Part = tuple[str, str | None, str | None, tuple[str, ...], tuple[str, ...]]
"""The path of a part, its text before and afterwards, the items that it gains and those that it loses."""


def _between(path: str, was: Value, now: Value) -> Iterator[_Part]:
    if isinstance(was, dict) and isinstance(now, dict):
        for name in sorted(was.keys() | now.keys()):
            yield from _between(f"{path}.{name}", _opened(was.get(name)), _opened(now.get(name)))
    elif isinstance(was, tuple) and isinstance(now, tuple):
        yield from _between_lists(path, was, now)
    elif text_of(was) != text_of(now):
        yield path, _text(was), _text(now), (), ()


def _between_lists(path: str, was: tuple[Value, ...], now: tuple[Value, ...]) -> Iterator[_Part]:
    gone, new = _without(was, now), _without(now, was)
    if not gone and not new:
        if was != now:
            yield path, text_of(was), text_of(now), (), ()
        return
    if len(was) == len(now) == 1 and isinstance(was[0], dict) and isinstance(now[0], dict):
        yield from _between(path, was[0], now[0])
        return
    olds, news = _by_label(gone), _by_label(new)
    both = [label for label in olds if label in news]
    for label in both:
        yield from _between(f"{path}[{label}]", olds[label], news[label])
    matched = {id(ones[label]) for ones in (olds, news) for label in both}
    added, removed = ([text_of(one) for one in ones if id(one) not in matched] for ones in (new, gone))
    if added or removed:
        yield path, None, None, tuple(added), tuple(removed)


def _without(ones: tuple[Value, ...], others: tuple[Value, ...]) -> list[Value]:
    """Return the items that the others lack, each as often as it has no counterpart."""
    known = Counter(map(text_of, others))
    left = []
    for one in ones:
        text = text_of(one)
        if known[text]:
            known[text] -= 1
        else:
            left.append(one)
    return left


def _by_label(values: list[Value]) -> dict[str, Value]:
    """Return the values that people know by a label, the first of each."""
    found: dict[str, Value] = {}
    for one in values:
        label = _label(one)
        if label is not None:
            found.setdefault(label, one)
    return found


def _label(value: Value) -> str | None:
    if not isinstance(value, dict):
        return None
    return next((str(value[name]) for name in _IDENTIFYING if isinstance(value.get(name), str | int)), None)


def _text(value: Value) -> str | None:
    return None if value is None else text_of(value)


def _opened(value: Value) -> Value:
    """Return the object or list in JSON or in a policy document; any other value as it is."""
    if isinstance(value, str) and value[:1] in {"{", "["}:
        try:
            return _of_json(json.loads(value, parse_float=Decimal))
        except ValueError:
            return value
    if not isinstance(value, Meaning):
        return value
    text = value.text
    for opening, closing in ((_ENCODED, ")"), (_DATA, ").json")):
        if text.startswith(opening) and text.endswith(closing):
            inner = _read(text[len(opening) : -len(closing)])
            return value if inner is None else inner
    return value


def _read(text: str) -> Value:
    """Return a literal of HCL as a value; None for any other expression."""
    try:
        found = accept_and_read(f"value = {text}\n", "value").attributes["value"]
    except Diagnosed:
        return None
    value = _of_hcl(found)
    if isinstance(value, tuple) and len(value) == 1:
        return value[0]
    return None if isinstance(value, Meaning) else value


def _of_hcl(value: HclValue) -> Value:
    if isinstance(value, Expr):
        return Meaning(str(value))
    if isinstance(value, tuple):
        return tuple(map(_of_hcl, value))
    if isinstance(value, dict):
        return {str(name): _of_hcl(one) for name, one in value.items()}
    return value


def _of_json(value: object) -> Value:
    if isinstance(value, list):
        return tuple(map(_of_json, value))
    if isinstance(value, dict):
        return {str(name): _of_json(one) for name, one in value.items()}
    return value if value is None or isinstance(value, str | int | Decimal | bool) else str(value)
