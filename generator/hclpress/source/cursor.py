"""A cursor over a document: a value, its place and the way to what lies below it."""

from __future__ import annotations

from msgspec import Struct

from hclpress.diagnostics import Span
from hclpress.source import document
from hclpress.source.document import Mapping, Node, Plain, SpecPath


class Cursor(Struct, frozen=True):
    """One place of a document, whether a value stands there or not.

    Attributes:
        root: the document.
        path: the keys and indexes that lead to the place.
    """

    root: Mapping
    path: SpecPath = ()

    def child(self, *steps: str | int) -> Cursor:
        """The place below this one."""
        return Cursor(self.root, (*self.path, *steps))

    @property
    def node(self) -> Node | None:
        """The value with its spans; None where the document has none."""
        return document.find(self.root, self.path)

    @property
    def plain(self) -> Plain:
        """The value as plain data; None where the document has none."""
        node = self.node
        return None if node is None else document.plain(node)

    @property
    def span(self) -> Span:
        """The place to report for the value; where there is none, that of the deepest value on the way."""
        return document.span_of(self.root, self.path)

    @property
    def key_span(self) -> Span:
        """The place to report for the key."""
        return document.key_span_of(self.root, self.path)
