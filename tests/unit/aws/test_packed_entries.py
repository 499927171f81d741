"""hclpress.aws.packed_entries: many values in one file, each read alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from hclpress.aws.packed_entries import MAGIC, DamagedEntriesError, PackedEntries, pack

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**64 - 1) | st.text(st.characters(codec="utf-8")),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=8,
)
TABLES = st.dictionaries(st.text(max_size=8), VALUES.filter(lambda value: value is not None), max_size=12)


class Point(Struct, array_like=True, frozen=True):
    x: int
    y: int = 0


@given(TABLES, st.dictionaries(st.text(max_size=4), st.text(max_size=4), max_size=3))
def test_a_table_is_read_as_it_was_packed(entries: dict[str, Any], about: dict[str, str]) -> None:
    table: PackedEntries[Any] = PackedEntries(pack(entries, about), Any)
    assert table.about == about
    assert table.names == tuple(sorted(entries))
    assert len(table) == len(entries)
    assert {name: table.find(name) for name in table.names} == entries


@given(TABLES)
def test_the_order_in_which_entries_are_given_changes_no_byte(entries: dict[str, Any]) -> None:
    assert pack(dict(reversed(entries.items())), {"b": "", "a": ""}) == pack(entries, {"a": "", "b": ""})


@given(TABLES.filter(bool), st.data())
def test_a_table_that_is_cut_off_is_refused(entries: dict[str, Any], data: st.DataObject) -> None:
    content = pack(entries, {})
    cut = data.draw(st.integers(0, len(content) - 1))
    with pytest.raises(DamagedEntriesError):
        PackedEntries(content[:cut], Any)


def test_entries_have_a_type_and_are_decoded_once(tmp_path: Path) -> None:
    path = tmp_path / "points.entries"
    path.write_bytes(pack({"here": Point(1, 2), "there": Point(3)}, {}))
    table = PackedEntries.open(path, Point)
    assert table.find("here") == Point(1, 2)
    assert table.find("here") is table.find("here")
    assert table.find("nowhere") is None
    assert "there" in table
    assert "nowhere" not in table


def test_an_entry_of_another_type_is_refused_when_it_is_read() -> None:
    table = PackedEntries(pack({"good": Point(1), "bad": ["one"]}, {}), Point)
    assert table.find("good") == Point(1)
    with pytest.raises(DamagedEntriesError, match="bad"):
        table.find("bad")


@pytest.mark.parametrize("content", [b"", b"PK\3\4", MAGIC, MAGIC + b"\0\0\0\3abc", pack({"a": 1}, {}) + b"\n"])
def test_other_content_is_refused(content: bytes) -> None:
    with pytest.raises(DamagedEntriesError):
        PackedEntries(content, Any)


def test_what_recurs_in_many_entries_is_stored_once() -> None:
    shared = [f"argument_{number}" for number in range(100)]
    entries = {f"type_{number}": [*shared, number] for number in range(1000)}
    assert len(pack(entries, {})) < 1000 * 40
