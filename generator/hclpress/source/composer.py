"""Composes the events of a YAML parser into a document: places, tags, anchors, and the rules beyond the grammar."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import TYPE_CHECKING, NoReturn

from msgspec import Struct
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    Event,
    MappingEndEvent,
    MappingStartEvent,
    NodeEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.source.document import FORMAT, Directive, Entry, Mapping, Node, Scalar, Sequence, YamlValue
from hclpress.source.scalars import Refusal, resolve, resolve_as, shown

if TYPE_CHECKING:
    # The first is missing if PyYAML was built without libyaml.
    from yaml._yaml import Mark as CMark
    from yaml.error import Mark

MAX_VALUES = 40_000
"""The most keys and values in one file, an alias counted as all the values it stands for: nine lines can make 10^9.

Three thousand tables have room. It is sixty times as many as in the largest of our own specifications.
"""

MAX_PROBLEMS = 100
"""After so many problems the rest of a file is not read: it is no specification."""

MAX_DEPTH = 50
"""The deepest nesting of mappings and lists."""

_LONG_PREFIX = "tag:yaml.org,2002:"
_SCALAR_TAGS = ("!!str", "!!int", "!!float", "!!bool", "!!null")
_TAGS = ("!append", "!replace", "!unset", FORMAT, *_SCALAR_TAGS, "!!map", "!!seq")
_SURROGATE = re.compile("[\ud800-\udfff]")


class _Anchored(Struct, frozen=True):
    """The size that an alias of a finished node adds to the document."""

    node: Node
    values: int
    height: int
    has_directives: bool


class Composer:
    """Builds one document. Problems are collected in `problems`, in their order in the file.

    Attributes:
        problems: the problems so far.
        reached: the place of the last event that was understood.
    """

    def __init__(self, text: str, file: str) -> None:
        self.problems: list[Diagnostic] = []
        self.reached = Span.start_of(file)
        self._file = file
        self._lines = text.split("\n")
        self._anchors: dict[str, _Anchored | None] = {}
        self._values = 0
        self._deepest = 0
        self._directives = 0

    def compose(self, events: Iterator[Event]) -> Mapping:
        """Return the document that the events of one stream describe; an empty mapping if they describe none.

        Raises:
            Diagnosed: everything in `problems`; at once if a limit is exceeded or a second document begins.
            yaml.YAMLError: as the parser behind `events` raises it.
        """
        root: Node = Mapping({}, Span.start_of(self._file))
        documents = 0
        for event in events:
            if isinstance(event, DocumentStartEvent):
                documents += 1
                self._begin_document(event, documents)
            elif isinstance(event, NodeEvent) and not _is_nothing(event):
                root = self._node(event, events, self._span(event), depth=1, inherits=True)
                if not isinstance(root, Mapping):
                    self._report(
                        "yaml/not-a-mapping",
                        "The file does not hold a mapping",
                        "A specification consists of lines of the form 'key: value' at its top level.",
                        root.span,
                    )
                elif root.directive is not None:
                    self._report(
                        "yaml/misplaced-directive",
                        "A directive stands before the whole file",
                        f"'{root.directive.value}' changes the value of a key. Remove it; a file without `extends` "
                        "inherits nothing.",
                        root.span,
                    )
        if self.problems or not isinstance(root, Mapping):
            raise Diagnosed(self.problems)
        return root

    def _begin_document(self, event: DocumentStartEvent, documents: int) -> None:
        span = self._span(event)
        if documents > 1:
            self._stop(
                "yaml/many-documents",
                "The file holds more than one document",
                "One file describes one environment. Remove the line '---', or write a second file.",
                span,
            )
        if event.version and tuple(event.version) != (1, 2):
            self._report(
                "yaml/old-version",
                "The file asks for an older YAML",
                "Files are read by the rules of YAML 1.2, where 'no' is text. Remove the line '%YAML'.",
                span,
            )

    def _node(self, event: Event, events: Iterator[Event], span: Span, depth: int, inherits: bool) -> Node:
        """Return the node that begins with `event`. `inherits`: whether a base file may have one there."""
        self._count(1, depth, span)
        if isinstance(event, AliasEvent):
            return self._alias(event, depth, inherits, span)
        name = event.anchor if isinstance(event, NodeEvent) else None
        if not name:
            return self._fresh_node(event, events, depth, inherits, span)
        if name in self._anchors:
            detail = f"An earlier value is anchored as '&{name}' too. Choose another name."
            self._report("yaml/duplicate-anchor", "An anchor is defined twice", detail, span)
        values, directives, deepest = self._values, self._directives, self._deepest
        self._anchors[name] = None
        self._deepest = depth
        node = self._fresh_node(event, events, depth, inherits, span)
        self._anchors[name] = _Anchored(
            node,
            values=self._values - values,
            height=self._deepest - depth,
            has_directives=self._directives > directives,
        )
        self._deepest = max(self._deepest, deepest)
        return node

    def _fresh_node(self, event: Event, events: Iterator[Event], depth: int, inherits: bool, span: Span) -> Node:
        tag = _short_tag(event)
        if tag and tag not in _TAGS:
            detail = f"The supported tags are {', '.join(_TAGS)}."
            self._report("yaml/unknown-tag", f"Unknown tag {shown(tag)}", detail, span)
            tag = None
        directive = self._directive(event, tag, inherits, span) if tag else None
        if isinstance(event, ScalarEvent):
            self._expect_tag(tag, (*_SCALAR_TAGS, "!unset", FORMAT), "a single value", span)
            return Scalar(self._value(event, tag, span), span, directive, is_format=tag == FORMAT)
        if isinstance(event, SequenceStartEvent):
            self._expect_tag(tag, ("!!seq", "!append"), "a list", span)
            return self._sequence(event, events, depth, directive)
        if isinstance(event, MappingStartEvent):
            self._expect_tag(tag, ("!!map", "!replace"), "a mapping", span)
            return self._mapping(event, events, depth, inherits, directive)
        raise TypeError(f"no value can begin with {type(event).__name__}")

    def _alias(self, event: AliasEvent, depth: int, inherits: bool, span: Span) -> Node:
        name = event.anchor or ""
        if name not in self._anchors:
            detail = f"No value above this line is anchored as '&{name}'."
            self._report("yaml/unknown-anchor", f"Unknown anchor {shown(name)}", detail, span)
            return Scalar(None, span)
        anchored = self._anchors[name]
        if anchored is None:
            detail = f"The alias '*{name}' stands inside the value that it repeats, which would never end."
            self._report("yaml/recursive-alias", "A value contains itself", detail, span)
            return Scalar(None, span)
        self._count(anchored.values, depth + anchored.height, span)
        if anchored.has_directives:
            self._directives += 1
            if not inherits:
                self._misplaced("The value of this alias", span)
        return anchored.node

    def _sequence(
        self, event: SequenceStartEvent, events: Iterator[Event], depth: int, directive: Directive | None
    ) -> Sequence:
        items: list[Node] = []
        while not isinstance(inner := next(events), SequenceEndEvent):
            items.append(self._node(inner, events, self._span(inner), depth + 1, inherits=False))
        return Sequence(tuple(items), self._collection_span(event, inner), directive)

    def _mapping(
        self,
        event: MappingStartEvent,
        events: Iterator[Event],
        depth: int,
        inherits: bool,
        directive: Directive | None,
    ) -> Mapping:
        entries: dict[str, Entry] = {}
        while not isinstance(inner := next(events), MappingEndEvent):
            key_span = self._span(inner)
            key = self._key(inner, events, depth + 1, key_span)
            following = next(events)
            node = self._node(following, events, self._span(following), depth + 1, inherits)
            if isinstance(node, Scalar) and _is_nothing(following):
                # An absent value has no width, and the parsers disagree about its place.
                node = Scalar(None, key_span)
            if key is None:
                continue
            if key in entries:
                first = entries[key].key_span
                detail = f"Line {first.line}, column {first.column} sets it already. Keep one of the two."
                self._report("yaml/duplicate-key", f"The key {shown(key)} is written twice", detail, key_span)
            entries.setdefault(key, Entry(key, key_span, node))
        return Mapping(entries, self._collection_span(event, inner), directive)

    def _key(self, event: Event, events: Iterator[Event], depth: int, span: Span) -> str | None:
        if isinstance(event, ScalarEvent) and event.value == "<<" and not event.style:
            self._report(
                "yaml/merge-key",
                "The merge key '<<' is not supported",
                "Put the common keys into a base file and name it in 'extends', "
                "or give the whole mapping an anchor and use its alias.",
                span,
            )
            return None
        problems_before = len(self.problems)
        node = self._node(event, events, span, depth, inherits=False)
        if isinstance(node, Scalar) and node.is_format:
            detail = "Keys are read before placeholders are filled. Write the key as text."
            self._report("yaml/format-key", f"A key is tagged {FORMAT}", detail, span)
            return None
        if isinstance(node, Scalar) and isinstance(node.value, str):
            return node.value
        if len(self.problems) == problems_before:
            written = event.value if isinstance(event, ScalarEvent) else ""
            way_out = f"Quote it: {shown(written)}." if written else "Write a name in front of the colon."
            self._report("yaml/key-not-text", "A key is not text", f"Keys are text. {way_out}", span)
        return None

    def _value(self, event: ScalarEvent, tag: str | None, span: Span) -> YamlValue:
        value: YamlValue | Refusal
        if tag in _SCALAR_TAGS:
            value = resolve_as(tag, event.value)
        elif event.style or tag == FORMAT:
            value = event.value
        else:
            value = resolve(event.value)
        if isinstance(value, Refusal):
            self._report(value.code, value.summary, value.detail, span)
            return None
        if isinstance(value, str) and not value.isascii():
            self._check_unicode(value, span)
        return value

    def _check_unicode(self, value: str, span: Span) -> None:
        if _SURROGATE.search(value):
            self._report(
                "yaml/surrogate",
                "The text contains half a character",
                "A surrogate such as \\ud83d is no character. Write the character, or \\U and eight digits.",
                span,
            )
        elif not unicodedata.is_normalized("NFC", value):
            composed = unicodedata.normalize("NFC", value)
            self._report(
                "yaml/not-normalised",
                "The text is not in Unicode normalisation form C",
                "Terraform composes letters and their accents, so that the text would change on its way. "
                f"Write it composed, as {shown(composed)}.",
                span,
            )

    def _directive(self, event: Event, tag: str | None, inherits: bool, span: Span) -> Directive | None:
        if tag not in ("!append", "!replace", "!unset"):
            return None
        self._directives += 1
        if not inherits:
            self._misplaced(f"'{tag}'", span)
        elif tag == "!append" and isinstance(event, SequenceStartEvent):
            return Directive.APPEND
        elif tag == "!replace" and isinstance(event, MappingStartEvent):
            return Directive.REPLACE
        elif tag == "!unset" and isinstance(event, ScalarEvent):
            if not event.value and not event.style:
                return Directive.UNSET
            detail = "'!unset' removes what the key inherits and takes no value. Remove one of the two."
            self._report("yaml/misplaced-directive", "'!unset' is followed by a value", detail, span)
        return None

    def _misplaced(self, what: str, span: Span) -> None:
        self._report(
            "yaml/misplaced-directive",
            "A directive stands where nothing is inherited",
            f"{what} changes an inherited value; keys and items of lists inherit nothing.",
            span,
        )

    def _expect_tag(self, tag: str | None, allowed: tuple[str, ...], what: str, span: Span) -> None:
        if tag and tag not in allowed:
            way_out = "Quote the text." if tag == FORMAT else "Remove the tag or change the value."
            detail = f"{what.capitalize()} may be tagged {', '.join(allowed)}. {way_out}"
            self._report("yaml/tag-contradicted", f"The tag {tag} stands before {what}", detail, span)

    def _count(self, values: int, depth: int, span: Span) -> None:
        self._values += values
        self._deepest = max(self._deepest, depth)
        if self._values > MAX_VALUES:
            detail = f"With aliases written out there are more than {MAX_VALUES:,} keys and values."
            self._stop("yaml/too-many-values", "The file holds too many values", detail, span)
        if depth > MAX_DEPTH:
            detail = f"Mappings and lists may be nested {MAX_DEPTH} deep."
            self._stop("yaml/too-deep", "The values are nested too deep", detail, span)

    def _report(self, code: str, summary: str, detail: str, span: Span) -> None:
        self.problems.append(Diagnostic(code, summary, detail, span))
        if len(self.problems) == MAX_PROBLEMS:
            self._stop(
                "yaml/too-many-problems",
                "The file holds too many problems",
                f"After {MAX_PROBLEMS} of them the rest was not read. Is this a specification at all?",
                span,
            )

    def _stop(self, code: str, summary: str, detail: str, span: Span) -> NoReturn:
        self.problems.append(Diagnostic(code, summary, detail, span))
        raise Diagnosed(self.problems)

    def _span(self, event: Event) -> Span:
        line, column = _position(event.start_mark)
        end_line, end_column = _position(event.end_mark)
        # The end mark of a block scalar is the beginning of the text behind it.
        while end_line > line and not self._lines[end_line][:end_column].strip(" "):
            end_line -= 1
            end_column = len(self._lines[end_line])
        self.reached = Span(self._file, line + 1, column + 1, end_line + 1, end_column + 1)
        return self.reached

    def _collection_span(self, start: CollectionStartEvent, end: CollectionEndEvent) -> Span:
        first = _position(start.start_mark)
        last = self.reached
        if start.flow_style:
            last = self._span(end)
        return Span(self._file, first[0] + 1, first[1] + 1, last.end_line, last.end_column)


def _position(mark: Mark | CMark | None) -> tuple[int, int]:
    if mark is None:
        raise TypeError("PyYAML gave an event without a place")
    return mark.line, mark.column


def _is_nothing(event: Event) -> bool:
    """Return whether the value is not written at all, as after the colon of `key:`."""
    return isinstance(event, ScalarEvent) and not (event.value or event.style or event.tag or event.anchor)


def _short_tag(event: Event) -> str | None:
    tag = event.tag if isinstance(event, ScalarEvent | CollectionStartEvent) else None
    return f"!!{tag.removeprefix(_LONG_PREFIX)}" if tag and tag.startswith(_LONG_PREFIX) else tag
