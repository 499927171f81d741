"""The table of consequences, derived from the real provider: `python generator/provider_tables/consequences.py`.

With names of types, only their entries are derived anew. All of them take an hour or more.

For each argument and nested block of each type, the provider is asked to plan three changes of one resource: the
argument has another value, is set for the first time, and is set no longer. It answers as it answers Terraform.
No account is needed, because a plan of one change asks AWS nothing.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from hclpress.aws.packed_entries import PackedEntries, pack
from hclpress.cache.cached_hcl import accept_and_read
from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import Block, HclValue
from hclpress.terraform.provider_mirror import Mirror, find_mirror

sys.path.insert(0, str(Path(__file__).parents[1]))

from provider_tables.plugin import Crashed, Data, Message, Planned, Provider, Refused, started

VERSION = "5.100.0"
"""The version of the provider that is asked."""
TABLE = Path("generator/hclpress/aws/consequences.entries")
_SHAPES = 12
"""The rendered resources of one type that are observed, each of another shape."""
_WORD = 20
"""The length of the longest text that counts as a word of the provider's."""

_LISTS, _MAPS = (2, 3), (4,)
"""The nestings of blocks whose values are lists or maps, as numbers of the protocol."""
_TEXTS = (
    ("alpha", "bravo"),
    ("11", "22"),
    ('{"a":1}', '{"a":2}'),
    ("arn:aws:iam::123456789012:role/alpha", "arn:aws:iam::123456789012:role/bravo"),
    ('[{"name":"alpha","image":"alpha"}]', '[{"name":"bravo","image":"bravo"}]'),
)
"""Texts to change from and to. Some arguments take only numbers, JSON or ARNs, and see no change between others."""
_NOTHING_AT_ALL = -1
"""Instead of a pair of texts: empty values."""
_EMPTY: dict[str, Data] = {"string": "", "number": 0, "bool": False, "dynamic": None}
REPLACED, UPDATED, NOTHING, REFUSED, UNKNOWN, SOMETIMES, NEVER = "runexs-"
"""The consequences: replaced; updated in place; no change is planned; refused with an error; not known, because the
provider crashes; replaced or updated in place, which the values decide; and an edit that does not exist."""
ANY = "*"
_UNKNOWN = msgspec.msgpack.Ext(0, b"\0")
_UNSET = 2
"""The position of the letter for unsetting an argument."""
_MOST_CRASHES = 20
"""The crashes of the provider over one type after which nothing more is asked about it."""
_DEEPEST = 9
"""No type has more nested blocks, each in another."""
_MOST_PATHS, _DEEP, _FEW_PATHS = 500, 5, 60
"""The arguments of one type that are observed at most; and of a type that has more in its first five levels of blocks.
Those are the statements of web ACLs and visuals. Their depths repeat what stands above, and a plan takes a second."""


class Running:
    """A provider that is started again when it crashes."""

    def __init__(self, program: Path) -> None:
        self._program = program
        self._start()

    def _start(self) -> None:
        self._context = started(self._program)
        self.provider: Provider = self._context.__enter__()
        self.provider.configure("us-east-1")

    def stop(self) -> None:
        """Stop the provider."""
        self._context.__exit__(None, None, None)

    def plan(self, kind: str, state: Mapping[str, Data] | None, wanted: Mapping[str, Data]) -> Planned:
        """Plan a change of a resource."""
        block = self.provider.resources[kind]
        try:
            return self.provider.plan(kind, state, proposed(block, state, wanted), wanted)
        except Crashed:
            self.stop()
            self._start()
            raise


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
    if texts == _NOTHING_AT_ALL:
        return _EMPTY[kind] if isinstance(kind, str) else {} if kind[0] in ("map", "object") else []
    if kind == "string":
        return _TEXTS[texts][which]
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
        found[one.name] = _known(json.loads(one.type), value, texts) if _is_unknown(value) else value
    for nested in block.block_types:
        value = planned[nested.type_name]
        if _is_unknown(value) and isinstance(value, msgspec.msgpack.Ext):
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


class Observed:
    """The consequences of edits of one type, as the provider plans them."""

    def __init__(self, running: Running, kind: str) -> None:
        self._running, self._kind = running, kind
        self._block = running.provider.resources[kind]
        self._unknown: dict[str, set[str]] = {}
        self._crashes = 0
        self.is_vast = _paths(self._block, _DEEP) > _MOST_PATHS
        self._depth, most = 0, _FEW_PATHS if self.is_vast else _MOST_PATHS
        while self._depth < _DEEPEST and _paths(self._block, self._depth + 1) <= most:
            self._depth += 1
        self._still: dict[bytes, tuple[dict[str, Data], Planned | str]] = {}
        self._rendered: dict[str, list[set[str]]] = {}
        self._made_up: dict[str, list[set[str]]] = {}

    def add_rendered(self, wanted: dict[str, Data]) -> None:
        """Observe each edit of a rendered configuration."""
        for path, how, before, after in edits(self._block, wanted, 0, self._depth, only_there=True):
            self._seen(self._rendered, path, how).add(self._consequence(path, how, before, after, 0))

    def add_made_up(self, texts: int) -> None:
        """Observe the edits of a configuration of one pair of texts that nobody saw planned as a change."""
        wanted = configuration(self._block, state_of(self._block, texts, self._depth))
        for path, how, before, after in edits(self._block, wanted, texts, self._depth, only_there=False):
            seen = self._seen(self._made_up, path, how)
            if not (seen | self._seen(self._rendered, path, how)) & {REPLACED, UPDATED}:
                seen.add(self._consequence(path, how, before, after, texts))

    @staticmethod
    def _seen(found: dict[str, list[set[str]]], path: str, how: int) -> set[str]:
        return found.setdefault(path, [set(), set(), set()])[how]

    def letters(self) -> dict[str, str]:
        """Return the three consequences of each argument that is not always updated in place.

        A consequence over rendered configurations counts more than one over made-up values.
        """
        found = {}
        for path in sorted(self._made_up):
            seen = zip(self._made_up[path], self._rendered.get(path, ((), (), ())), strict=True)
            letters = "".join(_letter(how, made_up, set(real)) for how, (made_up, real) in enumerate(seen))
            if set(letters) - {UPDATED, NEVER}:
                found[path] = letters
        return found

    def recomputed(self) -> dict[str, list[str]]:
        """Return the computed attributes that an update makes unknown until it is applied, by the changed argument.

        Those that every update makes unknown stand under `ANY`.
        """
        always = set.intersection(*self._unknown.values()) if self._unknown else set()
        found = {ANY: sorted(always)} if always else {}
        return found | {path: sorted(names - always) for path, names in sorted(self._unknown.items()) if names - always}

    def _consequence(self, path: str, how: int, before: dict[str, Data], after: dict[str, Data], texts: int) -> str:
        found = self._planned_as(path, before, after, texts)
        if found == REFUSED and how == 0 and (everywhere := _renamed(before, after)):
            # One name stands in several arguments, such as that of a key and of the attribute it is.
            return self._planned_as(path, before, everywhere, texts, path.partition(".")[0])
        return found

    def _planned_as(
        self, path: str, before: dict[str, Data], after: dict[str, Data], texts: int, only: str = ""
    ) -> str:
        """Return the consequence of one edit, of which a replacement counts only if the argument `only` requires it."""
        key = msgspec.msgpack.encode(before)
        if key not in self._still:
            created = self._planned(None, before)
            made = assumed(self._block, before) if isinstance(created, str) else created.state
            state = filled(self._block, made, texts)
            still = self._planned(state, before)
            if isinstance(still, str):
                # What AWS decides is often nothing at all.
                state = {**filled(self._block, made, _NOTHING_AT_ALL), "id": _TEXTS[0][0]}
                still = self._planned(state, before)
            self._still[key] = (state, still)
        state, still = self._still[key]
        if isinstance(still, str):
            return still
        planned = self._planned(state, after)
        if isinstance(planned, str):
            return planned
        if any(one.startswith(only) for one in planned.replacing - still.replacing):
            return REPLACED
        if planned.state == still.state:
            return NOTHING
        unknown = {name for name, value in planned.state.items() if _is_unknown(value)}
        self._unknown.setdefault(path, set()).update(
            name for name in unknown if not _is_unknown(still.state[name]) and after[name] is None
        )
        return UPDATED

    def _planned(self, state: dict[str, Data] | None, wanted: dict[str, Data]) -> Planned | str:
        if self._crashes > _MOST_CRASHES:
            return UNKNOWN
        try:
            return self._running.plan(self._kind, state, wanted)
        except Refused:
            return REFUSED
        except Crashed:
            self._crashes += 1
            return UNKNOWN


def _paths(block: Message, depth: int) -> int:
    inner = sum(_paths(one.block, depth - 1) for one in block.block_types) if depth else 0
    return len(block.attributes) + len(block.block_types) + inner


def _renamed(before: Data, after: Data) -> Data:
    """Return the configuration before, with the changed text replaced everywhere; None if the change is no text."""
    old, new = _difference(before, after)
    return _replaced(before, old, new) if isinstance(old, str) and isinstance(new, str) else None


def _difference(before: Data, after: Data) -> tuple[Data, Data]:
    if isinstance(before, dict) and isinstance(after, dict) and before.keys() == after.keys():
        return next((_difference(before[key], after[key]) for key in before if before[key] != after[key]), (None, None))
    if isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        return next(
            (_difference(*pair) for pair in zip(before, after, strict=True) if pair[0] != pair[1]), (None, None)
        )
    return before, after


def _replaced(value: Data, old: str, new: str) -> Data:
    if isinstance(value, dict):
        return {key: _replaced(one, old, new) for key, one in value.items()}
    if isinstance(value, list):
        return [_replaced(one, old, new) for one in value]
    return new if value == old else value


def _is_unknown(value: Data) -> bool:
    if isinstance(value, msgspec.msgpack.Ext):
        return True
    return isinstance(value, list | dict) and any(
        map(_is_unknown, value.values() if isinstance(value, dict) else value)
    )


def _letter(how: int, made_up: set[str], real: set[str]) -> str:
    seen = real if real & {REPLACED, UPDATED} else made_up | real
    if {REPLACED, UPDATED} <= seen:
        return SOMETIMES
    if NOTHING in seen - {REPLACED, UPDATED} and how < _UNSET and NOTHING not in real:
        # The provider often looks at an argument only beside the right value of another, which made-up ones lack.
        seen = (seen - {NOTHING}) or {UPDATED}
    return next((one for one in (REPLACED, UPDATED, NOTHING, REFUSED, UNKNOWN) if one in seen), NEVER)


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
        return _TEXTS[2][0] if kind == "string" and "jsonencode" in value else _value(kind, 0, 0)
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


def observe(running: Running, kind: str, blocks: Iterable[Block]) -> dict[str, object]:
    """Return the table's entry for one type."""
    block = running.provider.resources[kind]
    observed = Observed(running, kind)
    for wanted in rendered_configurations(block, blocks)[: 1 if observed.is_vast else _SHAPES]:
        observed.add_rendered(wanted)
    for texts in range(1 if observed.is_vast else len(_TEXTS)):
        observed.add_made_up(texts)
    return {"edits": observed.letters(), "recomputed": observed.recomputed()}


def observed_by(running: Running, kinds: Iterable[str], blocks: Mapping[str, list[Block]]) -> dict[str, object]:
    """Return the entries of some types."""
    return {kind: observe(running, kind, blocks.get(kind, ())) for kind in kinds}


def program_in(mirror: Mirror) -> Path:
    """Return the program of hashicorp/aws in an unpacked mirror.

    Raises:
        FileNotFoundError: if the mirror has none of the version of the table.
    """
    folders = mirror.folder.glob(f"*/hashicorp/aws/{VERSION}/*/terraform-provider-aws*")
    if (found := next(folders, None)) is None:
        raise FileNotFoundError(f"{mirror.folder} has no unpacked hashicorp/aws {VERSION}")
    return found


def main(kinds: Iterable[str]) -> None:
    """Derive the entries of some types, or of all that the provider has, and write the table."""
    root = Path(__file__).parents[2]
    mirror = find_mirror(os.environ)
    if mirror is None:
        sys.exit("There is no mirror with the provider; `hclpress doctor` says where one is looked for.")
    running = Running(program_in(mirror))
    blocks = rendered(root)
    table = root / TABLE
    entries = dict(_entries(table)) if kinds else {}
    try:
        for kind in kinds or sorted(running.provider.resources):
            began = time.monotonic()
            entries |= observed_by(running, [kind], blocks)
            print(f"{kind}: {time.monotonic() - began:.1f} s", flush=True)
    finally:
        running.stop()
    table.write_bytes(pack(entries, {"version": VERSION}))


def _entries(table: Path) -> Iterator[tuple[str, object]]:
    found: PackedEntries[dict[str, object]] = PackedEntries.open(table, dict)
    return ((name, found.find(name)) for name in found.names)


if __name__ == "__main__":
    main(sys.argv[1:])
