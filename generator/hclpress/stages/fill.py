"""fill: a merged document → the same document with constants in place of their placeholders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.source import document
from hclpress.source.document import FORMAT, Entry, Mapping, Node, Scalar, Sequence
from hclpress.source.nearest import nearest
from hclpress.source.node_results import once_for_each_node
from hclpress.source.placeholders import FACT, Placeholder, StrayBraceError, joined, pieces
from hclpress.spec.environment import MODULES

CONSTANTS = ("project", "environment", "suffix", "region", "account_id")
"""The settings at the top of a spec that placeholders may name."""

_FACT = re.compile(FACT)
_REFERENCE_IN_TEXT = re.compile(rf"\{{\s*from\s*:\s*({FACT})\s*\}}")
_EXPRESSION_IN_TEXT = re.compile(r"(?<!\$)\$\{\s*((?:aws_\w+|data\.\w+|module|var|local)\.[\w.-]+)")
_PROSE = frozenset({"description", "note", "reason"})
"""Keys of texts for people, which may speak of references."""


def fill(tree: Mapping, label: str) -> Mapping:
    """Put constants into every text tagged `!format`. Text with facts keeps their placeholders, and its tag.

    Args:
        tree: the result of `inherit`.
        label: the file's name without its ending, which is the environment's name unless the spec has another.

    Raises:
        Diagnosed: with every placeholder that means nothing, and every reference inside of plain text.
    """
    filled, problems = filled_as_far_as_possible(tree, label)
    if problems:
        raise Diagnosed(problems)
    return filled


def filled_as_far_as_possible(tree: Mapping, label: str) -> tuple[Mapping, tuple[Diagnostic, ...]]:
    """Return what `fill` returns, and the problems that it raises: nothing is in the place of what means nothing."""
    constants = _Constants(tree, label)
    filled = constants.node(tree, prose=False)
    return filled if isinstance(filled, Mapping) else tree, tuple(constants.problems)


class _Constants:
    def __init__(self, tree: Mapping, label: str) -> None:
        self.problems: list[Diagnostic] = []
        self._tree = tree
        self._label = label
        self._known: dict[str, str | None] = {}
        self._open: list[str] = []
        self._instances = document.find(tree, (MODULES,))

    def node(self, node: Node, *, prose: bool) -> Node:
        """Return a node with constants in all texts below it; the very node if there are none."""
        if isinstance(node, Mapping):
            if _is_filled(node):
                return node
            entries = {key: self._entry(entry, prose=prose or key in _PROSE) for key, entry in node.entries.items()}
            same = all(entries[key] is entry for key, entry in node.entries.items())
            return node if same else Mapping(entries, node.span, node.directive, node.replaced)
        if isinstance(node, Sequence):
            items = tuple(self.node(item, prose=prose) for item in node.items)
            return node if all(map(_is, items, node.items)) else Sequence(items, node.span, node.directive)
        if node.is_format and isinstance(node.value, str):
            return self._filled(node, node.value)
        if not prose and isinstance(node.value, str):
            self.problems += _references_in(node.value, node.span)
        return node

    def _entry(self, entry: Entry, *, prose: bool) -> Entry:
        node = self.node(entry.node, prose=prose)
        return entry if node is entry.node else Entry(entry.key, entry.key_span, node)

    def _filled(self, scalar: Scalar, text: str) -> Scalar:
        try:
            parts = [self._part(one, scalar.span) for one in pieces(text)]
        except StrayBraceError as error:
            detail = f"A placeholder is written `{{name}}`. Write `{error.brace * 2}` for the character itself."
            self.problems.append(Diagnostic("spec/stray-brace", f"A `{error.brace}` stands alone", detail, scalar.span))
            return Scalar(text, scalar.span)
        if any(isinstance(one, Placeholder) for one in parts):
            return Scalar(joined(parts), scalar.span, is_format=True)
        return Scalar("".join(map(str, parts)), scalar.span)

    def _part(self, part: str | Placeholder, span: Span) -> str | Placeholder:
        if isinstance(part, str) or _FACT.fullmatch(part.name):
            return part
        if part.name not in CONSTANTS:
            self.problems.append(self._unknown(part.name, span))
            return ""
        if part.name not in self._known:
            self._known[part.name] = self._constant(part.name, span)
        value = self._known[part.name]
        if value is None and part.name not in self._open:
            self.problems.append(_unset(part.name, span))
            # One error is enough for all texts with it.
            self._known[part.name] = ""
        return value or ""

    def _constant(self, name: str, span: Span) -> str | None:
        """Return the value of a constant, whose own placeholders are filled first; None if the spec does not set it."""
        if name in self._open:
            circle = " → ".join((*self._open[self._open.index(name) :], name))
            detail = f"{circle} (→ reads: is made of). Write one of them as text."
            self.problems.append(Diagnostic("spec/format-circle", "Constants are made of each other", detail, span))
            return ""
        node = document.find(self._tree, (name,))
        if name == "environment" and node is None:
            return self._label
        if not isinstance(node, Scalar) or not isinstance(node.value, str):
            # A value of another type is reported where it stands.
            return None if node is None or document.plain(node) is None else ""
        if not node.is_format:
            return node.value
        self._open.append(name)
        try:
            filled = self._filled(node, node.value)
        finally:
            self._open.pop()
        return "" if filled.is_format else str(filled.value)

    def _unknown(self, name: str, span: Span) -> Diagnostic:
        instances = tuple(self._instances.entries) if isinstance(self._instances, Mapping) else ()
        guess = nearest(name, (*CONSTANTS, *instances))
        meant = f"Did you mean `{{{guess}{'.…' if guess in instances else ''}}}`? " if guess else ""
        constants = ", ".join(f"`{{{one}}}`" for one in CONSTANTS)
        detail = f"{meant}Placeholders are {constants}, and facts such as `{{instance.fact}}`; `{{{{` is a brace."
        return Diagnostic("spec/unknown-placeholder", f"Nothing is called {name!r}", detail, span)


@once_for_each_node(4096)
def _is_filled(node: Mapping) -> bool:
    """Return whether a mapping holds no text with placeholders, and none that seems to hold a reference."""
    return all(_has_nothing_to_fill(entry.node) for entry in node.entries.values())


def _has_nothing_to_fill(node: Node) -> bool:
    if isinstance(node, Mapping):
        return _is_filled(node)
    if isinstance(node, Sequence):
        return all(map(_has_nothing_to_fill, node.items))
    return not node.is_format and not (isinstance(node.value, str) and any(_references_in(node.value, node.span)))


def _is(one: object, other: object) -> bool:
    return one is other


def _unset(name: str, span: Span) -> Diagnostic:
    detail = f"Add `{name}:` at the top of the spec, or remove the placeholder."
    return Diagnostic("spec/constant-missing", f"`{name}` has no value", detail, span)


def _references_in(text: str, span: Span) -> Iterator[Diagnostic]:
    if "${" in text and (expression := _EXPRESSION_IN_TEXT.search(text)) is not None:
        yield Diagnostic(
            "spec/expression-in-text",
            f"`{expression[1]}` would stay text",
            "A spec holds no expressions of Terraform. Write `{from: instance.fact}`, or text with facts as "
            f'`{FORMAT} "…{{instance.fact}}…"`; `hclpress facts` lists them. To keep the text as it is, write '
            f"`{FORMAT}` and double its braces.",
            span,
        )
    match = _REFERENCE_IN_TEXT.search(text) if "from" in text else None
    if match is None:
        return
    whole = match[0] == text
    better = f"{{from: {match[1]}}}" if whole else f'{FORMAT} "{text.replace(match[0], "{" + match[1] + "}")}"'
    way_out = f"Remove the quotes: `{better}`." if whole else f"Text with facts is written `{better}`."
    yield Diagnostic("spec/reference-in-text", "A reference in plain text is not followed", way_out, span)
