"""The tree of a YAML text, in which every value has the place at which it was written.

A node keeps the span of its file, so that documents can be merged and each value still points at the file that set it.
Nodes are immutable and may be shared: an alias is the very node its anchor names.
"""

from __future__ import annotations

from collections import abc
from enum import Enum
from typing import TypeAlias

from msgspec import Struct

from hclpress.diagnostics import Span

YamlValue: TypeAlias = str | int | float | bool | None
Plain: TypeAlias = YamlValue | list["Plain"] | dict[str, "Plain"]
SpecPath: TypeAlias = tuple[str | int, ...]
"""The path of a value in a document: keys of mappings and 0-based indexes of sequences, root first."""


class Directive(Enum):
    """An instruction, by its YAML tag, that changes an inherited value instead of replacing it."""

    APPEND = "!append"
    UNSET = "!unset"
    REPLACE = "!replace"


FORMAT = "!format"
"""The tag of text with placeholders, and the key under which plain data holds such text."""


class Scalar(Struct, frozen=True):
    """A single value. One with `Directive.UNSET` has the value None.

    Attributes:
        is_format: whether it is text with placeholders, tagged `!format`.
    """

    value: YamlValue
    span: Span
    directive: Directive | None = None
    is_format: bool = False


class Sequence(Struct, frozen=True):
    """A list of nodes; with `Directive.APPEND`, the items to add to the inherited list."""

    items: tuple[Node, ...]
    span: Span
    directive: Directive | None = None


class Entry(Struct, frozen=True):
    """One line of a mapping: the key, the place of the key itself, and the value."""

    key: str
    key_span: Span
    node: Node


class Mapping(Struct, frozen=True):
    """Entries by their key, in the order they were written; with `Directive.REPLACE`, nothing inherited joins them.

    Attributes:
        entries: by key.
        span: the place of the whole mapping.
        directive: the directive in front of it.
        replaced: the place of an inherited mapping that it took the place of, in a document that was merged.
    """

    entries: abc.Mapping[str, Entry]
    span: Span
    directive: Directive | None = None
    replaced: Span | None = None


Node: TypeAlias = Scalar | Sequence | Mapping


def plain(node: Node) -> Plain:
    """Return the data alone: dicts in the written order, lists and scalars, all newly made, without directives.

    Text with placeholders is `{"!format": text}`.
    """
    if isinstance(node, Scalar):
        return {FORMAT: node.value} if node.is_format else node.value
    if isinstance(node, Mapping):
        return {key: plain(entry.node) for key, entry in node.entries.items()}
    return [plain(item) for item in node.items]


def find(node: Node, path: SpecPath) -> Node | None:
    """Return the node at `path` below `node`, or None if there is none. The empty path is `node` itself."""
    for step in path:
        below = _step(node, step)
        if below is None:
            return None
        node = below
    return node


def span_of(node: Node, path: SpecPath) -> Span:
    """Return the place to point at when the value at `path` is wrong.

    If the path does not exist, it is the place of the deepest existing value, so that a missing key is reported at its
    mapping: at the key of the mapping, or, for a root or an item of a list, at the mapping's first character.
    """
    heading: Span | None = None
    for step in path:
        below = _step(node, step)
        if below is None:
            return _place_of(node, heading)
        heading = node.entries[str(step)].key_span if isinstance(node, Mapping) else None
        node = below
    return node.span


def key_span_of(node: Node, path: SpecPath) -> Span:
    """Return the place of the key that `path` ends with, for problems of the key itself, such as an unknown key.

    Falls back on `span_of` if the path does not end at an entry of a mapping.
    """
    holder = find(node, path[:-1])
    if path and isinstance(holder, Mapping) and path[-1] in holder.entries:
        return holder.entries[str(path[-1])].key_span
    return span_of(node, path)


def walk(node: Node) -> abc.Iterator[tuple[SpecPath, Node]]:
    """Yield every leaf below `node` with its path, in document order: scalars and empty collections."""
    below: abc.Iterable[tuple[str | int, Node]]
    match node:
        case Mapping(entries=entries) if entries:
            below = ((key, entry.node) for key, entry in entries.items())
        case Sequence(items=items) if items:
            below = enumerate(items)
        case _:
            yield (), node
            return
    for step, child in below:
        for path, leaf in walk(child):
            yield (step, *path), leaf


def words(node: Node) -> list[tuple[YamlValue, Span]]:
    """Return every key and every single value below `node`, each with its own place, in document order."""
    found: list[tuple[YamlValue, Span]] = []
    _collect_words(node, found)
    return found


def _collect_words(node: Node, found: list[tuple[YamlValue, Span]]) -> None:
    if isinstance(node, Scalar):
        found.append((node.value, node.span))
    elif isinstance(node, Mapping):
        for entry in node.entries.values():
            found.append((entry.key, entry.key_span))
            _collect_words(entry.node, found)
    else:
        for item in node.items:
            _collect_words(item, found)


def _step(node: Node, step: str | int) -> Node | None:
    if isinstance(node, Mapping) and isinstance(step, str):
        entry = node.entries.get(step)
        return entry.node if entry else None
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        return node.items[step]
    return None


def _place_of(node: Node, heading: Span | None) -> Span:
    if not isinstance(node, Mapping):
        return node.span
    start = node.span
    return heading or Span(start.file, start.line, start.column, start.line, start.column)
