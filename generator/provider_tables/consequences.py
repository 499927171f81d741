"""The table of consequences, derived from the real provider: `python generator/provider_tables/consequences.py`.

With names of types, only their entries are derived anew. All of them take an hour or more.

For each argument and nested block of each type, the provider is asked to plan three changes of one resource: the
argument has another value, is set for the first time, and is set no longer. It answers as it answers Terraform.
No account is needed, because a plan of one change asks AWS nothing.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec

from hclpress.aws.consequences import ANY, TABLE, Consequence, Edit
from hclpress.aws.packed_entries import PackedEntries, pack
from hclpress.hcl.structure import Block
from hclpress.terraform.provider_mirror import Mirror, find_mirror

sys.path.insert(0, str(Path(__file__).parents[1]))

from provider_tables.configurations import (
    NOTHING_AT_ALL,
    TEXTS,
    assumed,
    configuration,
    edits,
    filled,
    is_unknown,
    proposed,
    rendered,
    rendered_configurations,
    state_of,
)
from provider_tables.plugin import Crashed, Data, Message, Planned, Provider, Refused, started

VERSION = "5.100.0"
"""The version of the provider that is asked."""
_SHAPES = 12
"""The rendered resources of one type that are observed, each of another shape."""
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
            if not (seen | self._seen(self._rendered, path, how)) & {Consequence.REPLACED, Consequence.UPDATED}:
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
            if set(letters) - {Consequence.UPDATED, Consequence.NEVER}:
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
        if found == Consequence.REFUSED and how == 0 and (everywhere := _renamed(before, after)):
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
                # AWS leaves many attributes empty.
                state = {**filled(self._block, made, NOTHING_AT_ALL), "id": TEXTS[0][0]}
                still = self._planned(state, before)
            self._still[key] = (state, still)
        state, still = self._still[key]
        if isinstance(still, str):
            return still
        planned = self._planned(state, after)
        if isinstance(planned, str):
            return planned
        if any(one.startswith(only) for one in planned.replacing - still.replacing):
            return Consequence.REPLACED
        if planned.state == still.state:
            return Consequence.NOTHING
        unknown = {name for name, value in planned.state.items() if is_unknown(value)}
        self._unknown.setdefault(path, set()).update(
            name for name in unknown if not is_unknown(still.state[name]) and after[name] is None
        )
        return Consequence.UPDATED

    def _planned(self, state: dict[str, Data] | None, wanted: dict[str, Data]) -> Planned | str:
        if self._crashes > _MOST_CRASHES:
            return Consequence.UNKNOWN
        try:
            return self._running.plan(self._kind, state, wanted)
        except Refused:
            return Consequence.REFUSED
        except Crashed:
            self._crashes += 1
            return Consequence.UNKNOWN


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


_BY_WEIGHT = (
    Consequence.REPLACED,
    Consequence.UPDATED,
    Consequence.NOTHING,
    Consequence.REFUSED,
    Consequence.UNKNOWN,
)
_CHANGES = frozenset({Consequence.REPLACED, Consequence.UPDATED})


def _letter(how: int, made_up: set[str], real: set[str]) -> str:
    seen = real if real & _CHANGES else made_up | real
    if seen >= _CHANGES:
        return Consequence.SOMETIMES
    if Consequence.NOTHING in seen - _CHANGES and how != Edit.UNSET.value and Consequence.NOTHING not in real:
        # The provider often looks at an argument only beside the right value of another, which made-up ones lack.
        seen = (seen - {Consequence.NOTHING}) or {Consequence.UPDATED}
    return next((one for one in _BY_WEIGHT if one in seen), Consequence.NEVER)


def observe(running: Running, kind: str, blocks: Iterable[Block]) -> dict[str, object]:
    """Return the table's entry for one type."""
    block = running.provider.resources[kind]
    observed = Observed(running, kind)
    for wanted in rendered_configurations(block, blocks)[: 1 if observed.is_vast else _SHAPES]:
        observed.add_rendered(wanted)
    for texts in range(1 if observed.is_vast else len(TEXTS)):
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
    table = TABLE
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
