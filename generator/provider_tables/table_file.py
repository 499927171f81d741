"""The file of a provider's table: written only if its entries have changed."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import msgspec

from hclpress.aws.packed_entries import PackedEntries, pack
from hclpress.aws.provider_schema import TABLES, ArgumentSchema, StoredBody, StoredNested, StoredType

Table = Mapping[str, StoredType]
"""The types by key, such as `resource.aws_sqs_queue`."""


class Bodies:
    """The different contents of blocks in one type, each stored once."""

    def __init__(self) -> None:
        self._positions: dict[bytes, int] = {}
        self._bodies: list[StoredBody] = []

    def position(
        self, arguments: Mapping[str, ArgumentSchema], blocks: Mapping[str, StoredNested], *, is_deprecated: bool
    ) -> int:
        """Return the position of a content, which is added if it is new. Those within it were added before."""
        body = StoredBody(dict(sorted(arguments.items())), dict(sorted(blocks.items())), is_deprecated)
        form = msgspec.msgpack.encode(body, order="deterministic")
        found = self._positions.setdefault(form, len(self._bodies))
        if found == len(self._bodies):
            self._bodies.append(body)
        return found

    def stored(self) -> StoredType:
        """Return all contents; the one added last belongs to the type itself."""
        return tuple(self._bodies)


def write(table: Table, about: Mapping[str, str]) -> None:
    """Write a table to the package, unless the file there has the same entries."""
    path = TABLES / f"aws-{about['version']}.entries"
    content = pack(table, about)
    if path.is_file() and _entries(path.read_bytes()) == _entries(content):
        sys.stdout.write(f"{path.name} has these entries already\n")
        return
    TABLES.mkdir(exist_ok=True)
    path.write_bytes(content)
    sys.stdout.write(f"{path.name}: {len(table)} types in {len(content):,} bytes\n")


def _entries(content: bytes) -> tuple[Mapping[str, str], dict[str, StoredType | None]]:
    packed = PackedEntries(content, StoredType)
    return packed.about, {name: packed.find(name) for name in packed.names}
