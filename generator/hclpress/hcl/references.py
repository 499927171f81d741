"""References in expressions.

An expression is text, and its tokens decide about references: an identifier followed by a dot begins a traversal; a
lone identifier is an object key, a type, a function or a name bound by `for`. Templates inside strings and heredocs are
searched like any other code. A name bound by `for` hides only names inside that `for`, after its colon: the collection
is evaluated outside.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import cached_property, lru_cache

from msgspec import Struct

from hclpress.hcl.expression import Expr
from hclpress.hcl.skeleton import Skeleton, marked, split
from hclpress.hcl.tokens import (
    CLOSE_TEMPLATE,
    IDENTIFIER,
    INLINE_COMMENT,
    LINE_COMMENT,
    NEWLINE,
    NUMBER,
    OPEN_TEMPLATE,
    Token,
    lex,
)


class ReferenceKind(StrEnum):
    """The kind of a reference. The values are the words that references of that kind begin with."""

    VARIABLE = "var"
    LOCAL = "local"
    MODULE = "module"
    DATA = "data"
    EACH = "each"
    COUNT = "count"
    SELF = "self"
    PATH = "path"
    TERRAFORM = "terraform"
    EPHEMERAL = "ephemeral"
    RESOURCE = "resource"
    """A managed resource, which HCL refers to without a word of its own: `aws_vpc.this`."""


class Reference(Struct, frozen=True, order=True, dict=True):
    """One reference in an expression.

    Attributes:
        kind: its kind.
        name: the declared name, with its type if it has one: `("this",)` of `var.this`, `("aws_vpc", "this")` of
            `aws_vpc.this.id` and of `data.aws_vpc.this.id`.
        attributes: the attributes read, as far as they are written with dots; indexes and splats are skipped, so
            `module.web["a"].url` has `("url",)`.
    """

    kind: ReferenceKind
    name: tuple[str, ...]
    attributes: tuple[str, ...] = ()

    @cached_property
    def address(self) -> str:
        """The referenced object, as Terraform writes it: `var.name`, `data.aws_vpc.this`, `aws_vpc.this`."""
        words = self.name if self.kind is ReferenceKind.RESOURCE else (self.kind.value, *self.name)
        return ".".join(words)

    def __str__(self) -> str:
        return ".".join((self.address, *self.attributes))


def references(expression: Expr) -> frozenset[Reference]:
    """Return all references of an expression, nested functions, indexes and templates included.

    Provider configurations (`provider = aws.west`) have the form of a resource and are returned as one, since an
    expression does not show which arguments take a provider.

    Raises:
        Unreadable: if the text is not HCL.
    """
    # A text without a string is its own skeleton.
    if '"' not in expression:
        return _found_in(expression)
    skeleton, _ = split(expression)
    found = _of_skeleton(skeleton)
    return _found_in(expression) if found is None else found


@lru_cache(maxsize=16_384)
def _of_skeleton(skeleton: Skeleton) -> frozenset[Reference] | None:
    """Return the references that every text of a skeleton has, since plain text in strings refers to nothing."""
    text = marked(skeleton)
    return None if text is None else _found_in(text)


@lru_cache(maxsize=16_384)
def _found_in(text: str) -> frozenset[Reference]:
    found = [token for token in lex(text)[0] if token.kind not in _NO_CODE]
    return frozenset(_search(found, 0, len(found), frozenset()))


def _search(found: Sequence[Token], start: int, end: int, bound: frozenset[str]) -> list[Reference]:
    results: list[Reference] = []
    index = start
    while index < end:
        token = found[index]
        if token.kind is IDENTIFIER:
            if token.text == "for" and index > start and found[index - 1].kind in _BEFORE_FOR:
                inner, index = _search_for(found, index, end, bound)
                results += inner
                continue
            words, index = _traversal(found, index, end)
            if words[0] not in bound and (reference := _reference(words)):
                results.append(reference)
        elif token.kind == ".":
            # A name after an index or a call belongs to a traversal that is already known.
            index += 2
        else:
            index += 1
    return results


def _search_for(found: Sequence[Token], start: int, end: int, bound: frozenset[str]) -> tuple[list[Reference], int]:
    """Return the references of a `for` at `start`, and the begin of its body or, if the body binds names, its end."""
    names, index = set[str](), start + 1
    while index < end and found[index].text != "in":
        if found[index].kind is IDENTIFIER:
            names.add(found[index].text)
        index += 1
    is_directive = found[start - 1].kind is OPEN_TEMPLATE
    body = _end_of_collection(found, index + 1, end, CLOSE_TEMPLATE if is_directive else ":")
    stop = _end_of_directive(found, body, end) if is_directive else _end_of_brackets(found, body, end)
    results = _search(found, index + 1, body, bound)
    return results + _search(found, body, stop, bound | names), stop


def _end_of_collection(found: Sequence[Token], start: int, end: int, last: str) -> int:
    depth = conditionals = 0
    for index in range(start, end):
        kind = found[index].kind
        if depth == 0 and kind == last and conditionals == 0:
            return index
        if depth == 0 and kind == "?":
            conditionals += 1
        elif depth == 0 and kind == ":":
            conditionals -= 1
        depth += (kind in _OPENING) - (kind in _CLOSING)
    return end


def _end_of_brackets(found: Sequence[Token], start: int, end: int) -> int:
    depth = 0
    for index in range(start, end):
        depth += (found[index].kind in _OPENING) - (found[index].kind in _CLOSING)
        if depth < 0:
            return index
    return end


def _end_of_directive(found: Sequence[Token], start: int, end: int) -> int:
    depth = 1
    for index in range(start, end):
        if found[index - 1].kind is OPEN_TEMPLATE:
            depth += (found[index].text == "for") - (found[index].text == "endfor")
            if depth == 0:
                return index
    return end


def _traversal(found: Sequence[Token], start: int, end: int) -> tuple[list[str], int]:
    """Return the words of a traversal joined by dots, across indexes and splats, and the offset to search from next.

    The offset is right after the first index, so that its content is searched too.
    """
    words = [found[start].text]
    index, resume = start + 1, None
    while index < end:
        kind = found[index].kind
        if kind == "." and index + 1 < end and found[index + 1].kind in _AFTER_DOT:
            if found[index + 1].kind is IDENTIFIER:
                words.append(found[index + 1].text)
            index += 2
        elif kind == "[":
            resume = resume or index
            index = _end_of_brackets(found, index + 1, end) + 1
        elif kind in {"(", "::"}:
            return words[:1], start + 1
        else:
            break
    return words, resume or index


def _reference(words: Sequence[str]) -> Reference | None:
    kind = _KINDS.get(words[0], ReferenceKind.RESOURCE)
    named = 0 if kind is ReferenceKind.RESOURCE else 1
    parts = 2 if kind in _TYPED else 1
    if len(words) < named + parts:
        return None
    return Reference(kind, tuple(words[named : named + parts]), tuple(words[named + parts :]))


_KINDS = {kind.value: kind for kind in ReferenceKind if kind is not ReferenceKind.RESOURCE}
_TYPED = frozenset({ReferenceKind.RESOURCE, ReferenceKind.DATA, ReferenceKind.EPHEMERAL})
_OPENING = frozenset({"(", "[", "{", OPEN_TEMPLATE})
_CLOSING = frozenset({")", "]", "}", CLOSE_TEMPLATE})
_BEFORE_FOR = frozenset({"[", "{", OPEN_TEMPLATE})
_AFTER_DOT = frozenset({IDENTIFIER, NUMBER, "*"})
_NO_CODE = frozenset({NEWLINE, LINE_COMMENT, INLINE_COMMENT})
