"""Lays HCL out, byte for byte as `terraform fmt` does, without starting a process.

Templates are written to be read, and the values that fill them change the width of every line; one pass at the end puts
each line where a Terraform user expects it. The rules of `terraform fmt` are followed exactly: indentation by counting
brackets line by line, spaces between tokens, `=` and trailing comments in columns. Blank lines, which it leaves to the
author, are settled too.

The unit is a line as the formatter sees it: a heredoc belongs to the line that opens it. The form of a line depends
only on its own text, so it is computed once per distinct line and memoized. Generated files repeat themselves, which
makes this several times faster than splitting every file into tokens.

Left unchanged, because our templates never write it: `"${x}"` for `x`, labels without quotes, `type = "string"`.
One bug is not copied: `terraform fmt` 1.11 makes `x[]` of `x[null]` and of `x[true]`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise

from msgspec import Struct

from hclpress.hcl import tokens
from hclpress.hcl.tokens import Token, Unreadable, lex


class LayoutError(ValueError):
    """The source is not balanced HCL.

    Attributes:
        line: 1-based line of the wrong character.
        column: 1-based column of it, counted in Unicode characters.
        message: the error, as a sentence without a full stop.
    """

    def __init__(self, line: int, column: int, message: str) -> None:
        self.line = line
        self.column = column
        self.message = message
        super().__init__(f"{line}:{column}: {message}")


@lru_cache(maxsize=1024)
def layout(source: str) -> str:
    r"""Lay HCL out as `terraform fmt` would, with settled blank lines.

    Blank lines: none at the start, none behind an opening bracket or before a closing one, never two in a
    row, exactly one behind each top-level block that something follows. The result has no trailing space
    outside heredocs and comments' own lines, only `\n` as line break, and ends with exactly one, unless it is
    empty. Laying out a second time changes nothing. Only white space changes, and tokens never do.

    Raises:
        LayoutError: if brackets, strings, heredocs or comments are not balanced, or a character begins no
        token.
    """
    lines: list[_Line | None] = []
    texts: list[str] = []
    source = source.replace("\r\n", "\n")
    brackets = _Brackets()
    blank = False
    previous: _Line | None = None
    top_level_block = block_ended = False
    for line in _lines(source):
        if line is None:
            blank = True
            continue
        if previous is not None and (block_ended or (blank and not previous.ends_open and not line.starts_closed)):
            lines.append(None)
            texts.append("")
        if not brackets.open:
            top_level_block = line.begins_block
        if (line.closes or line.opens) and not brackets.count(line):
            raise _unbalanced(source)
        block_ended = top_level_block and not brackets.open
        lines.append(line)
        texts.append((brackets.indent(line.balance) if line.balance else brackets.space) + line.lead)
        previous, blank = line, False
    if brackets.open:
        raise _unbalanced(source)
    _align(lines, texts)
    return "\n".join([*texts, ""]) if texts else ""


class _Line(Struct, frozen=True):
    """One line as the formatter sees it, in its final spacing but for its indentation and columns.

    Attributes:
        lead: everything up to an aligned `=`; a line without one is all lead.
        assign: from the `=` on, or empty.
        comment: the trailing comment, or empty.
        balance: opening brackets less closing ones, up to a heredoc.
        closes: closing brackets whose partner is on an earlier line.
        opens: opening brackets whose partner is on a later line.
    """

    lead: str
    assign: str
    comment: str
    balance: int
    closes: tuple[str, ...]
    opens: tuple[str, ...]
    begins_block: bool
    starts_closed: bool
    ends_open: bool


class _Brackets:
    """The open brackets, for checking that they match, and the indentation they cause.

    Attributes:
        open: the brackets that are open, innermost last.
        space: the white space before a line that opens as many as it closes.
    """

    def __init__(self) -> None:
        self.open: list[str] = []
        self.space = ""
        self._indents: list[int] = []

    def count(self, line: _Line) -> bool:
        """Count a line's brackets; return False if it closes a bracket that is not open."""
        for closing in line.closes:
            if not self.open or self.open.pop() != _PARTNER[closing]:
                return False
        self.open.extend(line.opens)
        return True

    def indent(self, balance: int) -> str:
        """Return the white space before a line; however many brackets it opens, the next is indented once."""
        indents = self._indents
        if balance > 0:
            space = self.space
            indents.append(balance)
            self.space += _INDENT
            return space
        closed = -balance
        while closed > 0 and indents:
            innermost = indents[-1]
            if closed >= innermost:
                indents.pop()
            else:
                indents[-1] -= closed
            closed -= innermost
        self.space = _INDENT * len(indents)
        return self.space


def _lines(source: str) -> Iterator[_Line | None]:
    """Yield the lines of the source; None is a blank one."""
    offset = 0
    while offset < len(source):
        end = source.find("\n", offset)
        if end < 0:
            end = len(source)
        text = source[offset:end].strip(" \t\r")
        if not text:
            yield None
            offset = end + 1
        elif (line := _line(text)) is not None:
            yield line
            offset = end + 1
        else:
            try:
                found, end = lex(source, offset, only_line=True)
                for part in _split(found):
                    yield _shape(part) if part else None
            except Unreadable as error:
                raise _error(source, error) from None
            offset = end


@lru_cache(maxsize=16_384)
def _line(text: str) -> _Line | None:
    """Return a line that is complete by itself, or None if it goes on (or has an error)."""
    if assignment := _ASSIGNMENT.fullmatch(text):
        return _Line(assignment[1], f"= {assignment[2]}", "", 0, (), (), False, False, False)
    try:
        return _shape(lex(text)[0])
    except Unreadable:
        return None


def _split(found: Sequence[Token]) -> Iterator[Sequence[Token]]:
    """Yield the tokens of each line, without the line breaks."""
    start = 0
    for index, token in enumerate(found):
        if token.kind is tokens.NEWLINE:
            yield found[start:index]
            start = index + 1
    if start < len(found):
        yield found[start:]


def _shape(line: Sequence[Token]) -> _Line:
    unmatched = _unmatched(line)
    comment = ""
    if len(line) > 1 and line[-1].kind is tokens.LINE_COMMENT:
        comment = line[-1].text.rstrip()
        line = line[:-1]
    lead, assign = _cells(line)
    return _Line(
        lead=_spaced(lead),
        assign=_spaced(assign),
        comment=comment,
        balance=_balance(_up_to_heredoc(lead)) + _balance(_up_to_heredoc(assign)),
        closes=tuple(token.kind for token in unmatched if token.kind in _PARTNER),
        opens=tuple(token.kind for token in unmatched if token.kind in _OPENING),
        begins_block=_begins_block(line),
        starts_closed=line[0].kind in _PARTNER,
        ends_open=line[-1].kind in _OPENING,
    )


def _cells(line: Sequence[Token]) -> tuple[Sequence[Token], Sequence[Token]]:
    """Return the tokens before and after the first `=`, if all that follows is complete on the line."""
    for index, token in enumerate(line):
        if index and token.kind == "=":
            return (line[:index], line[index:]) if _balance(line[index:]) == 0 else (line, ())
    return line, ()


def _up_to_heredoc(line: Sequence[Token]) -> Sequence[Token]:
    for index, token in enumerate(line):
        if token.kind is tokens.OPEN_HEREDOC:
            return line[:index]
    return line


def _balance(line: Sequence[Token]) -> int:
    return sum((token.kind in _OPENING) - (token.kind in _PARTNER) for token in line)


def _unmatched(found: Sequence[Token]) -> list[Token]:
    """Return the brackets whose partner is not among the tokens: first closing ones, then opening ones."""
    unmatched: list[Token] = []
    for token in found:
        if token.kind in _OPENING:
            unmatched.append(token)
        elif token.kind in _PARTNER:
            if not unmatched or unmatched[-1].kind in _PARTNER:
                unmatched.append(token)
            elif (opening := unmatched.pop()).kind != _PARTNER[token.kind]:
                raise Unreadable(token.offset, f"{token.text!r} cannot close {opening.text!r}")
    return unmatched


def _begins_block(line: Sequence[Token]) -> bool:
    for index, token in enumerate(line):
        if token.kind == "{":
            return index > 0
        if token.kind is not tokens.IDENTIFIER and (token.kind is not tokens.STRING or index == 0):
            return False
    return False


def _spaced(cell: Sequence[Token]) -> str:
    """Return the tokens with one space or none between them."""
    if not cell:
        return ""
    parts = [cell[0].text]
    before = ""
    for token, after in pairwise(cell):
        if _space_between(token.kind, after.kind, before, token.text):
            parts.append(" ")
        parts.append(after.text.rstrip() if after.kind is tokens.CLOSE_HEREDOC else after.text)
        before = token.kind
    text = "".join(parts)
    # Only a comment alone on its line is part of a cell; its trailing space has no meaning.
    return text.rstrip() if cell[-1].kind is tokens.LINE_COMMENT else text


def _space_between(kind: str, after: str, before: str, text: str) -> bool:
    """Return whether a space separates two neighbours, by the order of rules in HashiCorp's hclwrite."""
    if kind == "." or after in _CLOSE_TO_THE_LEFT:
        return False
    if kind is tokens.IDENTIFIER and after in {"(", "::"}:
        return False
    if kind == "::" and after is tokens.IDENTIFIER:
        return False
    if kind == ",":
        return True
    if kind in _INSIDE_TEXT_ON_THE_RIGHT or after in _INSIDE_TEXT_ON_THE_LEFT:
        return False
    if text == "in" and before is tokens.IDENTIFIER:
        return True
    if after == "[" and (kind in {tokens.IDENTIFIER, tokens.NUMBER} or kind in _PARTNER):
        return False
    if kind == "!":
        return False
    if kind == "-":
        return before not in _BEFORE_NEGATION
    if kind == "{" or after == "}":
        return not (kind == "{" and after == "}")
    if (kind is tokens.OPEN_TEMPLATE and after == "{") or (kind == "}" and after is tokens.CLOSE_TEMPLATE):
        return True
    if kind is tokens.CLOSE_TEMPLATE and after is tokens.OPEN_TEMPLATE:
        return False
    return kind not in _OPENING and after not in _PARTNER


def _align(lines: Sequence[_Line | None], texts: list[str]) -> None:
    """Align the `=` of neighbouring lines in one column, and then their trailing comments."""
    widths = [0] * len(texts)
    _align_column([line.assign if line else "" for line in lines], texts, widths)
    comments = [line.comment if line else "" for line in lines]
    if any(comments):
        _align_column(comments, texts, widths)


def _align_column(cells: Sequence[str], texts: list[str], widths: list[int]) -> None:
    start, widest = 0, 0
    for index, cell in enumerate(cells):
        if cell:
            widths[index] = width = _columns(texts[index])
            widest = max(widest, width)
            continue
        if widest:
            for row in range(start, index):
                texts[row] += f"{' ' * (widest - widths[row] + 1)}{cells[row]}"
            widest = 0
        start = index + 1
    for row in range(start, len(cells)):
        texts[row] += f"{' ' * (widest - widths[row] + 1)}{cells[row]}"


def _columns(text: str) -> int:
    """Return the number of characters as a reader counts them: accents and joined emoji take no columns."""
    return len(text) if text.isascii() else len(_GRAPHEME.findall(text))


def _unbalanced(source: str) -> LayoutError:
    """Return the error for a source in which some bracket has no partner."""
    try:
        found = _unmatched(lex(source)[0])[0]
    except Unreadable as error:
        return _error(source, error)
    fault = "closes nothing" if found.kind in _PARTNER else "is opened here and never closed"
    return _error(source, Unreadable(found.offset, f"{found.text!r} {fault}"))


def _error(source: str, error: Unreadable) -> LayoutError:
    line_start = source.rfind("\n", 0, error.offset) + 1
    return LayoutError(source.count("\n", 0, error.offset) + 1, error.offset - line_start + 1, str(error))


_INDENT = "  "
_PARTNER = {"}": "{", "]": "[", ")": "(", tokens.CLOSE_TEMPLATE: tokens.OPEN_TEMPLATE}
_OPENING = frozenset(_PARTNER.values())
_CLOSE_TO_THE_LEFT = frozenset({".", ",", "..."})
_INSIDE_TEXT_ON_THE_RIGHT = frozenset({tokens.TEXT, tokens.OPEN_QUOTE, tokens.OPEN_HEREDOC})
_INSIDE_TEXT_ON_THE_LEFT = frozenset({tokens.TEXT, tokens.CLOSE_QUOTE, tokens.CLOSE_HEREDOC})
# A minus after one of these is a sign and not a subtraction.
_BEFORE_NEGATION = frozenset(
    {
        "",
        "(",
        "{",
        "[",
        "=",
        ":",
        ",",
        "?",
        "+",
        "*",
        "/",
        "%",
        "-",
        "==",
        "!=",
        ">",
        ">=",
        "<",
        "<=",
        "&&",
        "||",
        "!",
    }
)
# The most frequent line by far, matched without splitting it: a name and one simple value.
_ASSIGNMENT = re.compile(
    r"""([A-Za-z_][\w-]*|"[^"\\$%\n]*")[ \t]*=[ \t]*"""
    r"""("[^"\\$%\n]*"|\d+|[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)"""
)
_EXTENDS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u093c\u093e-\u094f"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d\u20d0-\u20f0\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff"
)
_GRAPHEME = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|(?s:.)(?:[{_EXTENDS}]|(?<=\u200d)[\u2190-\u2bff\U0001f300-\U0001faff])*"
)
