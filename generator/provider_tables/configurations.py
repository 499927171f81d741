"""Configurations of one resource, made up or rendered, and every single edit of one.

Schemas are messages of the plugin protocol, and values are as MessagePack holds them.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from hclpress.cache.cached_hcl import accept_and_read
from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import Block, HclValue

sys.path.insert(0, str(Path(__file__).parents[1]))

from provider_tables.plugin import Data, Message

_WORD = 20
"""The length of the longest text that counts as a word of the provider's."""
_LISTS, _MAPS = (2, 3), (4,)
"""The nestings of blocks whose values are lists or maps, as numbers of the protocol."""
TEXTS = (
    ("alpha", "bravo"),
    ("11", "22"),
    ('{"a":1}', '{"a":2}'),
    ("arn:aws:iam::123456789012:role/alpha", "arn:aws:iam::123456789012:role/bravo"),
    ('[{"name":"alpha","image":"alpha"}]', '[{"name":"bravo","image":"bravo"}]'),
)
"""Texts to change from and to. Some arguments take only numbers, JSON or ARNs, and see no change between others."""
NOTHING_AT_ALL = -1
"""Instead of a pair of texts: empty values."""
_EMPTY: dict[str, Data] = {"string": "", "number": 0, "bool": False, "dynamic": None}
_UNKNOWN = msgspec.msgpack.Ext(0, b"\0")


def state_of(block: Message, texts: int, depth: int, which: int = 0) -> dict[str, Data]:
    """Return a state with a value for every attribute and one block of every kind.

    Args:
        block: the schema.
        texts: the pair of texts to use.
        depth: the number of nested blocks, each in another, to fill.
        which: the value to use of each pair.
    """
    found: dict[str, Data] = {one.name: _value(json.loads(one.type), texts, which) for one in block.attributes}
    for nested in block.block_types:
        is_left_out = nested.type_name == "timeouts" or (depth == 0 and nested.min_items == 0)
        found[nested.type_name] = _none(nested) if is_left_out else _one(nested, texts, depth, which)
    return found


def _one(nested: Message, texts: int, depth: int, which: int) -> Data:
    inner = state_of(nested.block, texts, max(depth - 1, 0), which)
    return [inner] if nested.nesting in _LISTS else {"key": inner} if nested.nesting in _MAPS else inner


def _none(nested: Message) -> Data:
    return [] if nested.nesting in _LISTS else {} if nested.nesting in _MAPS else None


def _value(kind: Data, texts: int, which: int) -> Data:
    if texts == NOTHING_AT_ALL:
        return _EMPTY[kind] if isinstance(kind, str) else {} if kind[0] in ("map", "object") else []
    if kind == "string":
        return TEXTS[texts][which]
    if kind == "number":
        return (3, 4)[which]
    if kind == "bool":
        return bool(which)
    if kind == "dynamic":
        return None
    outer, inner = kind
    if outer == "map":
        return {"key": _value(inner, texts, which)}
    if outer == "object":
        return {name: _value(one, texts, which) for name, one in inner.items()}
    return [_value(inner, texts, which)]


def configuration(block: Message, state: Mapping[str, Data]) -> dict[str, Data]:
    """Return the configuration that leads to a state: all that is not computed alone."""
    found = {one.name: state[one.name] if one.optional or one.required else None for one in block.attributes}
    for nested in block.block_types:
        found[nested.type_name] = _each(
            nested, state[nested.type_name], lambda one, of=nested: configuration(of.block, one)
        )
    return found


def proposed(block: Message, state: Mapping[str, Data] | None, wanted: Mapping[str, Data]) -> dict[str, Data]:
    """Return the configuration with the computed values of the state, as Terraform proposes it to a provider."""
    before = state or {}
    found = {}
    for one in block.attributes:
        is_kept = one.computed and wanted[one.name] is None
        found[one.name] = before.get(one.name) if is_kept else wanted[one.name]
    for nested in block.block_types:
        name, inner = nested.type_name, nested.block
        value, was = wanted[name], before.get(name)
        if nested.nesting in _LISTS:
            was = [*(was or ()), *[None] * len(value)]
            found[name] = [proposed(inner, was[index], one) for index, one in enumerate(value)]
        elif nested.nesting in _MAPS:
            found[name] = {key: proposed(inner, (was or {}).get(key), one) for key, one in value.items()}
        else:
            found[name] = None if value is None else proposed(inner, was, value)
    return found


def _each(nested: Message, value: Data, change: Data) -> Data:
    if value is None:
        return None
    if nested.nesting in _LISTS:
        return [change(one) for one in value]
    if nested.nesting in _MAPS:
        return {key: change(one) for key, one in value.items()}
    return change(value)


def edits(
    block: Message, wanted: dict[str, Data], texts: int, depth: int, *, only_there: bool
) -> Iterator[tuple[str, int, dict[str, Data], dict[str, Data]]]:
    """Yield every single edit of a configuration.

    Args:
        block: the schema.
        wanted: the configuration.
        texts: the pair of texts to use.
        depth: the number of nested blocks to enter.
        only_there: whether to enter only blocks that the configuration has.

    Yields:
        The path of the argument; 0 if it changes, 1 if it is set, 2 if it is unset; the configuration before and after.
    """
    for one in block.attributes:
        if not (one.optional or one.required):
            continue
        there = wanted[one.name]
        other = next(
            value for which in (1, 0) if (value := _value(json.loads(one.type), texts, which)) != there or not which
        )
        if there is None:
            yield one.name, 1, wanted, {**wanted, one.name: other}
            continue
        yield one.name, 0, wanted, {**wanted, one.name: other}
        yield one.name, 0, {**wanted, one.name: other}, wanted
        if not one.required:
            yield one.name, 1, {**wanted, one.name: None}, {**wanted, one.name: other}
            yield one.name, 1, {**wanted, one.name: None}, wanted
            yield one.name, 2, wanted, {**wanted, one.name: None}
    for nested in block.block_types:
        name = nested.type_name
        if name == "timeouts":
            continue
        there, none = wanted[name], _none(nested)
        first, second = (_one(nested, texts, max(depth - 1, 0), which) for which in (0, 1))
        present = there or configured(nested, first)
        if nested.min_items == 0:
            yield name, 1, {**wanted, name: none}, {**wanted, name: present}
            yield name, 2, {**wanted, name: present}, {**wanted, name: none}
        if nested.nesting in _LISTS and nested.max_items != 1:
            more = [*present, *configured(nested, second)]
            yield name, 1, {**wanted, name: present}, {**wanted, name: more}
            yield name, 2, {**wanted, name: more}, {**wanted, name: present}
        if depth == 0 or (only_there and not there):
            continue
        inner, put = _first(nested, present)
        for path, how, before, after in edits(nested.block, inner, texts, depth - 1, only_there=only_there):
            yield f"{name}.{path}", how, {**wanted, name: put(before)}, {**wanted, name: put(after)}


def configured(nested: Message, value: Data) -> Data:
    """Return blocks without what is computed alone."""
    return _each(nested, value, lambda one: configuration(nested.block, one))


def _first(nested: Message, present: Data) -> tuple[dict[str, Data], Data]:
    if nested.nesting in _LISTS:
        return present[0], lambda one: [one, *present[1:]]
    if nested.nesting in _MAPS:
        key = next(iter(present))
        return present[key], lambda one: {**present, key: one}
    return present, lambda one: one


def filled(block: Message, planned: Mapping[str, Data], texts: int) -> dict[str, Data]:
    """Return the state after an apply of a plan: its values, and made-up ones for what is computed only then."""
    found = {}
    for one in block.attributes:
        value = planned[one.name]
        found[one.name] = _known(json.loads(one.type), value, texts) if is_unknown(value) else value
    for nested in block.block_types:
        value = planned[nested.type_name]
        if is_unknown(value) and isinstance(value, msgspec.msgpack.Ext):
            value = _none(nested)
        found[nested.type_name] = _each(nested, value, lambda one, of=nested: filled(of.block, one, texts))
    return found


def assumed(block: Message, wanted: Mapping[str, Data]) -> dict[str, Data]:
    """Return the plan of a creation as it would be without defaults, for a provider that refuses to plan it."""
    found = {
        one.name: _UNKNOWN if one.computed and wanted[one.name] is None else wanted[one.name]
        for one in block.attributes
    }
    for nested in block.block_types:
        found[nested.type_name] = _each(nested, wanted[nested.type_name], lambda one, of=nested: assumed(of.block, one))
    return found


def _known(kind: Data, value: Data, texts: int) -> Data:
    if isinstance(value, msgspec.msgpack.Ext):
        return _value(kind, texts, 0)
    if isinstance(value, list) and isinstance(kind, list):
        return [_known(kind[1], one, texts) for one in value]
    if isinstance(value, dict) and isinstance(kind, list):
        inner = kind[1]
        return {key: _known(inner[key] if kind[0] == "object" else inner, one, texts) for key, one in value.items()}
    return value


def is_unknown(value: Data) -> bool:
    """Return whether a value, or a part of it, is known only after an apply."""
    if isinstance(value, msgspec.msgpack.Ext):
        return True
    return isinstance(value, list | dict) and any(map(is_unknown, value.values() if isinstance(value, dict) else value))


def rendered_configurations(block: Message, blocks: Iterable[Block]) -> list[dict[str, Data]]:
    """Return the configurations of rendered resources of one type, one of each shape."""
    found = {}
    for one in blocks:
        wanted = _from_hcl(block, one)
        found.setdefault(str(_shape(wanted)), wanted)
    return list(found.values())


def _shape(value: Data) -> Data:
    """Return what is set in a configuration, and the short texts in it, which are words such as `provisioned`."""
    if isinstance(value, dict):
        return {key: _shape(one) for key, one in value.items() if one not in (None, [], {})}
    if isinstance(value, list):
        return [_shape(one) for one in value[:1]]
    return value if isinstance(value, str | bool) and "-" not in str(value) and len(str(value)) < _WORD else "…"


def _from_hcl(block: Message, written: Block) -> dict[str, Data]:
    found: dict[str, Data] = {}
    for one in block.attributes:
        value = written.attributes.get(one.name)
        found[one.name] = None if value is None else _literal(json.loads(one.type), value)
    for nested in block.block_types:
        inner = [_from_hcl(nested.block, one) for one in written.blocks if one.type == nested.type_name]
        if nested.nesting in _LISTS:
            found[nested.type_name] = inner
        else:
            found[nested.type_name] = inner[0] if inner and nested.type_name != "timeouts" else None
    return found


def _literal(kind: Data, value: HclValue) -> Data:
    """Return a literal as a value of the type; another value of the type for an expression."""
    if isinstance(value, Expr):
        return TEXTS[2][0] if kind == "string" and "jsonencode" in value else _value(kind, 0, 0)
    if kind == "string":
        return str(value).lower() if isinstance(value, bool) else str(value)
    if kind in ("number", "bool"):
        return value if isinstance(value, int | float) else _value(kind, 0, 0)
    if isinstance(kind, list) and kind[0] in {"list", "set"} and isinstance(value, tuple):
        return [_literal(kind[1], one) for one in value]
    if isinstance(kind, list) and kind[0] == "map" and isinstance(value, dict):
        return {str(key): _literal(kind[1], one) for key, one in value.items()}
    return _value(kind, 0, 0)


def rendered(root: Path) -> dict[str, list[Block]]:
    """Return every resource rendered in `out/` and in the examples of modules, by type."""
    found: dict[str, list[Block]] = defaultdict(list)
    for path in sorted((*root.glob("out/**/*.tf"), *root.glob("modules_templates/*/examples/*/expected/**/*.tf"))):
        for block in accept_and_read(path.read_text(encoding="utf-8"), path.name).find("resource"):
            found[block.labels[0]].append(block)
    return found
