"""Packed entries: one file with many values by name, of which each is read alone.

Such a file holds a table that is too large to decode in every run, when a run needs a hundred of its thousands of
entries. Opening it decodes the index only, and each entry is decoded when it is first asked for.

The layout: a magic line; the length of the index in four bytes, big-endian; the index, a dictionary for the compression
and the entries, each compressed by itself (raw deflate). The dictionary holds samples of the entries, so that what
recurs in many of them is stored once. Values are MessagePack.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from itertools import accumulate
from pathlib import Path
from typing import Generic, TypeVar

import msgspec
from msgspec import Struct

MAGIC = b"hclpress entries 1\n"
"""The first bytes of every file."""

Entry = TypeVar("Entry")
"""The type of the values in a table."""

_NUMBER = 4
"""The bytes of a length."""
_WINDOW = 32 * 1024
"""The distance over which deflate finds a repetition; a longer dictionary would have no effect."""
_SAMPLE = 4 * 1024
"""The length of the longest entry that serves as a sample."""
_SHARE = 8
"""The dictionary is at most this part of all entries: a small table gains little from it."""


_MOST_MEMORY = 9
"""zlib's largest level of memory, for which Python has no name."""


class DamagedEntriesError(ValueError):
    """The file holds no packed entries, or was cut off or changed."""


class _Index(Struct, array_like=True, frozen=True):
    """The names and places of all entries.

    Attributes:
        about: facts about the whole table.
        dictionary: the length of the compressed dictionary.
        lengths: the length of each compressed entry by name, in the order of the file.
    """

    about: dict[str, str]
    dictionary: int
    lengths: dict[str, int]


class PackedEntries(Generic[Entry]):
    """A table whose entries are decoded one by one, each at most once."""

    def __init__(self, content: bytes, kind: type[Entry]) -> None:
        """Read the index of a table.

        Args:
            content: the bytes that `pack` returned.
            kind: the type of every entry.

        Raises:
            DamagedEntriesError: if they are no such bytes.
        """
        start = len(MAGIC) + _NUMBER
        if not content.startswith(MAGIC):
            raise DamagedEntriesError("The content does not begin as packed entries do")
        end = start + int.from_bytes(content[len(MAGIC) : start], "big")
        try:
            index = msgspec.msgpack.decode(_inflated(content[start:end]), type=_Index)
            self._dictionary = _inflated(content[end : end + index.dictionary])
        except (zlib.error, msgspec.DecodeError) as error:
            raise DamagedEntriesError(f"The index cannot be read: {error}") from error
        ends = accumulate(index.lengths.values(), initial=end + index.dictionary)
        last = next(ends)
        self._places = {name: (last, last := following) for name, following in zip(index.lengths, ends, strict=True)}
        if len(content) != last:
            raise DamagedEntriesError("The content is longer or shorter than its index says")
        self._content = content
        self._decoder = msgspec.msgpack.Decoder(kind)
        self._decoded: dict[str, Entry] = {}
        self.about: Mapping[str, str] = index.about
        self.names: tuple[str, ...] = tuple(index.lengths)

    @classmethod
    def open(cls, path: Path, kind: type[Entry]) -> PackedEntries[Entry]:
        """Read the index of a table in a file.

        Raises:
            DamagedEntriesError: if the file holds no packed entries.
            OSError: if it cannot be read.
        """
        return cls(path.read_bytes(), kind)

    def __contains__(self, name: object) -> bool:
        return name in self._places

    def __len__(self) -> int:
        return len(self._places)

    def find(self, name: str) -> Entry | None:
        """Return the entry of a name; None if there is none. The same object is returned every time.

        Raises:
            DamagedEntriesError: if the entry is no value of the table's type.
        """
        found = self._decoded.get(name)
        if found is None and (place := self._places.get(name)):
            start, end = place
            try:
                found = self._decoder.decode(_inflated(self._content[start:end], self._dictionary))
            except (zlib.error, msgspec.DecodeError) as error:
                raise DamagedEntriesError(f"The entry {name} cannot be read: {error}") from error
            self._decoded[name] = found
        return found


def pack(entries: Mapping[str, object], about: Mapping[str, str]) -> bytes:
    """Return the bytes of a table, with its entries in the order of their names.

    The same entries give the same bytes wherever zlib is the same. Compare tables by their entries, since another
    version of zlib may compress them otherwise.

    Args:
        entries: values that MessagePack can express, by name; `PackedEntries` reads them as one type.
        about: facts about the whole table, such as the version of its source.
    """
    bodies = {name: msgspec.msgpack.encode(entries[name]) for name in sorted(entries)}
    dictionary = _dictionary(list(bodies.values()))
    packed = {name: _deflated(body, dictionary) for name, body in bodies.items()}
    stored = _deflated(dictionary)
    index = _Index(dict(sorted(about.items())), len(stored), {name: len(body) for name, body in packed.items()})
    head = _deflated(msgspec.msgpack.encode(index))
    return b"".join((MAGIC, len(head).to_bytes(_NUMBER, "big"), head, stored, *packed.values()))


def _dictionary(bodies: list[bytes]) -> bytes:
    """Return samples of the entries, spread evenly over their names."""
    samples = [body for body in bodies if len(body) <= _SAMPLE]
    size = min(_WINDOW, sum(map(len, bodies)) // _SHARE)
    step = sum(map(len, samples)) // size + 1 if size else 1
    return b"".join(samples[::step])[-size:] if size else b""


def _deflated(content: bytes, dictionary: bytes = b"") -> bytes:
    work = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS, _MOST_MEMORY, zlib.Z_DEFAULT_STRATEGY, dictionary)
    return work.compress(content) + work.flush()


def _inflated(content: bytes, dictionary: bytes = b"") -> bytes:
    work = zlib.decompressobj(-zlib.MAX_WBITS, dictionary)
    found = work.decompress(content) + work.flush()
    if not work.eof:
        raise zlib.error("the compressed data end too early")
    return found
