r"""Reads HCL: the one file that uses an HCL parser.

Two parsers share the work, because neither can do it alone (python-hcl2 8.1.4, pygohcl 1.2.9):

* `accept` checks the syntax. pygohcl is HashiCorp's own parser; but its result is lossy (`"var.x"` equals `var.x`).
* `read` returns the structure by python-hcl2, which accepts more than a third of all invalid files.

Of python-hcl2 only the parse tree is used, and of the tree only the places: values are read from the source text. Its
own dictionaries keep the quotes, write expressions as `${...}`, do not distinguish `"${x}"` from `x` without the
quotes, turn `1.50` into `1.5` and keep positions on a private `_meta`.

One bug reaches the tree too: after `$${` or `%%{` its scanner runs to the next `}`, even beyond the end of the string.
So our own scanner splits every string and heredoc again. If the two disagree, the file is refused instead of being
misread.

python-hcl2 builds the tables of its grammar at the first parse (1.3 s) and stores them beside its own code, from where
a process reads them in 0.05 s. If that folder is read-only, they go to the user's cache folder.
"""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from decimal import Decimal

import hcl2
import hcl2.parser
from lark import Token, Tree
from lark.exceptions import UnexpectedInput

from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.hcl import tokens
from hclpress.hcl.expression import Expr
from hclpress.hcl.layout import LayoutError, layout
from hclpress.hcl.structure import Block, Document, HclValue, referred_to
from hclpress.hcl.tokens import Unreadable, lex
from hclpress.system.user_cache import user_cache


def accept(source: str, file: str) -> None:
    """Check the syntax of a file with HashiCorp's parser.

    Raises:
        Diagnosed: if it refuses the file, with all its errors, each at its place (`hcl/invalid-syntax`).
    """
    if "\0" in source:
        # The parser is called through C, where the text would end here and the rest would stay unread.
        line, column = _place(source, source.index("\0"))
        raise Diagnosed([_refusal(file, line, column, "Invalid character", "HCL does not allow the NUL character.")])
    # Imported late: it starts threads, and a process with threads must not fork (`hclpress.system.workers`).
    import pygohcl

    try:
        pygohcl.loads(source)
    except pygohcl.HCLParseError as error:
        raise Diagnosed(_go_diagnostics(str(error), file)) from None
    except (pygohcl.HCLInternalError, UnicodeEncodeError) as error:
        raise Diagnosed([_refusal(file, 1, 1, "The file cannot be read", str(error))]) from None


def is_expression(text: str) -> bool:
    """Whether text is one expression of HCL, and nothing more."""
    try:
        # Text that closes the bracket it stands in closes one of the two only.
        accept(f"value = (\n{text}\n)\n", "")
        accept(f"value = [\n{text}\n]\n", "")
    except Diagnosed:
        return False
    return True


def read(source: str, file: str) -> Document:
    """Read the structure of a file that `accept` has accepted.

    Strings come without quotes and escapes. Everything that Terraform would evaluate is an `Expr` in the spacing of
    `terraform fmt`, so that `read` returns the argument of `encode`, with lists as tuples.

    Raises:
        Diagnosed: if python-hcl2 cannot read the file (`hcl/unreadable`), or would misread it
        (`hcl/misread`).
    """
    try:
        with _without_collector():
            tree = _parse(source)
    except UnexpectedInput as error:
        # At the end of the file lark has no position.
        line, column = (error.line, error.column) if error.line > 0 else _place(source, len(source))
        detail = "python-hcl2 cannot read the file from here on."
        raise Diagnosed([_refusal(file, line, column, "HCL cannot be read", detail, "unreadable")]) from None
    return _Reader(source, file).document(tree)


class _Reader:
    """Converts the parse tree of one file to HCL values."""

    def __init__(self, source: str, file: str) -> None:
        self._source = source
        self._file = file

    def document(self, tree: Tree[Token]) -> Document:
        attributes, blocks, lines = self._body(_trees(tree)[0])
        return Document(self._file, attributes, blocks, lines)

    def _body(self, tree: Tree[Token]) -> tuple[dict[str, HclValue], tuple[Block, ...], dict[str, int]]:
        attributes: dict[str, HclValue] = {}
        lines: dict[str, int] = {}
        blocks: list[Block] = []
        for child in _trees(tree):
            if child.data == "attribute":
                name, value = _trees(child)
                attributes[_text(name)] = self._value(value)
                lines[_text(name)] = child.meta.line
            elif child.data == "block":
                blocks.append(self._block(child))
        return attributes, tuple(blocks), lines

    def _block(self, tree: Tree[Token]) -> Block:
        name, *labels, body = (part for part in _trees(tree) if part.data != "new_line_or_comment")
        attributes, blocks, lines = self._body(body)
        return Block(
            type=_text(name),
            labels=tuple(self._string(part) if part.data == "string" else _text(part) for part in labels),
            attributes=attributes,
            blocks=blocks,
            line=tree.meta.line,
            end_line=tree.meta.end_line,
            lines=lines,
            references=referred_to(attributes, blocks),
        )

    def _value(self, tree: Tree[Token]) -> HclValue:
        if tree.data == "unary_op":
            operator, operand = tree.children
            number = self._number(operand) if operator == "-" and isinstance(operand, Tree) else None
            return self._expression(tree) if number is None else -number
        if tree.data != "expr_term" or len(tree.children) != 1:
            return self._expression(tree)
        (term,) = _trees(tree)
        match term.data:
            case "string":
                return self._string(term)
            case "heredoc_template" | "heredoc_template_trim":
                return self._heredoc(term)
            case "int_lit" | "float_lit":
                return self._number(tree)
            case "literal_value":
                return _LITERALS[_text(term)]
            case "tuple":
                return tuple(self._value(item) for item in _items(term))
            case "object":
                return dict(self._element(element) for element in _items(term))
            case _:
                return self._expression(tree)

    def _element(self, tree: Tree[Token]) -> tuple[str, HclValue]:
        key, value = _trees(tree)
        return self._key(_trees(key)[0]), self._value(value)

    def _key(self, tree: Tree[Token]) -> str:
        if tree.data == "keyword":
            return _text(tree)
        (term, *others) = tree.children
        if tree.data != "expr_term" or others or not isinstance(term, Tree):
            return self._expression(tree)
        if term.data in {"identifier", "literal_value"}:
            return _text(term)
        value = self._value(tree)
        return value if isinstance(value, str) else str(value)

    def _number(self, tree: Tree[Token]) -> int | float | Decimal | None:
        (term, *others) = tree.children
        if others or not isinstance(term, Tree) or term.data not in {"int_lit", "float_lit"}:
            return None
        text = _text(term)
        if term.data == "int_lit":
            return int(text)
        exact = Decimal(text)
        nearest = float(text)
        return nearest if exact == Decimal(repr(nearest)) else exact

    def _string(self, tree: Tree[Token]) -> str:
        text = self._text(tree)
        parts = self._split(tree, text)
        if len(parts) == 1 and parts[0].kind is tokens.STRING:
            return _unescaped(text[1:-1])
        if not _is_whole(parts, tokens.OPEN_QUOTE, tokens.CLOSE_QUOTE):
            raise self._misread(tree)
        return self._expression(tree)

    def _heredoc(self, tree: Tree[Token]) -> str:
        text = self._text(tree)
        parts = [part for part in self._split(tree, text) if part.kind is not tokens.NEWLINE]
        if not _is_whole(parts, tokens.OPEN_HEREDOC, tokens.CLOSE_HEREDOC):
            raise self._misread(tree)
        if any(part.kind is not tokens.TEXT for part in parts[1:-1]):
            return self._expression(tree)
        body = "".join(part.text for part in parts[1:-1])
        if parts[0].text.startswith("<<-"):
            body = _flush(body)
        return _TEMPLATE_ESCAPE.sub(r"\1{", body)

    def _expression(self, tree: Tree[Token]) -> Expr:
        text = self._text(tree)
        # Trailing comments belong to the line and not to the expression, though the tree may hold them.
        code = [part for part in self._split(tree, text) if part.kind not in _NO_CODE]
        end = code[-1].offset + len(code[-1].text)
        try:
            return Expr(layout(text[:end]).removesuffix("\n"))
        except LayoutError:
            raise self._misread(tree) from None

    def _split(self, tree: Tree[Token], text: str) -> list[tokens.Token]:
        try:
            return lex(text)[0]
        except Unreadable:
            raise self._misread(tree) from None

    def _text(self, tree: Tree[Token]) -> str:
        return self._source[tree.meta.start_pos : tree.meta.end_pos]

    def _misread(self, tree: Tree[Token]) -> Diagnosed:
        detail = (
            "python-hcl2 sees more in this value than there is: behind `$${` or `%%{` it needs a later `}`. "
            "Write the sign as \\u0024 or \\u0025."
        )
        place = (tree.meta.line, tree.meta.column)
        return Diagnosed([_refusal(self._file, *place, "The value would be misread", detail, "misread")])


def _parse(source: str) -> Tree[Token]:
    cache = hcl2.parser.PARSER_FILE
    if not cache.exists() and not os.access(cache.parent, os.W_OK):
        # The library has no setting for this; it reads the constant once, at its first parse.
        hcl2.parser.PARSER_FILE = user_cache() / f"{cache.name}.{sys.implementation.cache_tag}"
    return hcl2.parses_to_tree(source)


@contextmanager
def _without_collector() -> Iterator[None]:
    """Stop the garbage collector, which would scan a growing tree without garbage again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _trees(tree: Tree[Token]) -> list[Tree[Token]]:
    return [child for child in tree.children if isinstance(child, Tree)]


def _items(tree: Tree[Token]) -> list[Tree[Token]]:
    return [child for child in _trees(tree) if child.data != "new_line_or_comment"]


def _text(tree: Tree[Token]) -> str:
    return str(tree.children[0])


def _is_whole(parts: list[tokens.Token], opening: str, closing: str) -> bool:
    """Return whether the parts are one template from its opening to its own end."""
    depth = 0
    for index, part in enumerate(parts):
        depth += (part.kind in _TEMPLATE_OPENS) - (part.kind in _TEMPLATE_CLOSES)
        if depth == 0:
            return index == len(parts) - 1 and parts[0].kind is opening and part.kind is closing
    return False


def _unescaped(text: str) -> str:
    if "\\" not in text and "{" not in text:
        return text
    return _ESCAPE.sub(_unescape, text)


def _unescape(found: re.Match[str]) -> str:
    if found["code"]:
        return chr(int(found["code"][1:], 16))
    return _SHORT[found["short"]] if found["short"] else found["template"][1:]


def _flush(body: str) -> str:
    """Remove the common indentation of a `<<-` heredoc; blank lines neither count nor change."""
    lines = body.split("\n")
    common = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return "\n".join(line[common:] if line.strip() else line for line in lines)


def _place(source: str, offset: int) -> tuple[int, int]:
    return source.count("\n", 0, offset) + 1, offset - source.rfind("\n", 0, offset)


def _go_diagnostics(message: str, file: str) -> Iterator[Diagnostic]:
    for found in _GO_DIAGNOSTIC.finditer(message):
        line, column = int(found["line"]), int(found["column"])
        span = Span(file, line, column, int(found["end_line"] or line), int(found["end_column"]))
        detail = found["detail"].replace(_GO_FILE, file)
        yield Diagnostic("hcl/invalid-syntax", found["summary"], detail, span)


def _refusal(file: str, line: int, column: int, summary: str, detail: str, code: str = "invalid-syntax") -> Diagnostic:
    return Diagnostic(f"hcl/{code}", summary, detail, Span(file, line, column, line, column + 1))


_LITERALS: Mapping[str, bool | None] = {"true": True, "false": False, "null": None}
_SHORT = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_ESCAPE = re.compile(r'\\(?:(?P<short>[nrt"\\])|(?P<code>u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}))|(?P<template>\$\$\{|%%\{)')
_TEMPLATE_ESCAPE = re.compile(r"([$%])\1\{")
_TEMPLATE_OPENS = frozenset({tokens.OPEN_QUOTE, tokens.OPEN_HEREDOC, tokens.OPEN_TEMPLATE})
_TEMPLATE_CLOSES = frozenset({tokens.CLOSE_QUOTE, tokens.CLOSE_HEREDOC, tokens.CLOSE_TEMPLATE})
_NO_CODE = frozenset({tokens.NEWLINE, tokens.LINE_COMMENT, tokens.INLINE_COMMENT})
_GO_FILE = "tmp.hcl"
_GO_DIAGNOSTIC = re.compile(
    r"tmp\.hcl:(?P<line>\d+),(?P<column>\d+)-(?:(?P<end_line>\d+),)?(?P<end_column>\d+): "
    r"(?P<summary>[^;]*); (?P<detail>.*?)(?=, tmp\.hcl:\d+,\d+-[\d,]+: |, and \d+ other diagnostic|$)",
    re.DOTALL,
)
