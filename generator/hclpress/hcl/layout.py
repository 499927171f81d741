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

from hclpress.hcl import tokens
from hclpress.hcl.columns import align
from hclpress.hcl.line_shape import Line, shape, unmatched
from hclpress.hcl.tokens import PARTNER, Token, Unreadable, lex


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
    lines: list[Line | None] = []
    texts: list[str] = []
    source = source.replace("\r\n", "\n")
    brackets = _Brackets()
    blank = False
    previous: Line | None = None
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
    align(lines, texts)
    return "\n".join([*texts, ""]) if texts else ""


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

    def count(self, line: Line) -> bool:
        """Count a line's brackets; return False if it closes a bracket that is not open."""
        for closing in line.closes:
            if not self.open or self.open.pop() != PARTNER[closing]:
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


def _lines(source: str) -> Iterator[Line | None]:
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
                    yield shape(part) if part else None
            except Unreadable as error:
                raise _error(source, error) from None
            offset = end


@lru_cache(maxsize=16_384)
def _line(text: str) -> Line | None:
    """Return a line that is complete by itself, or None if it goes on (or has an error)."""
    if assignment := _ASSIGNMENT.fullmatch(text):
        return Line(assignment[1], f"= {assignment[2]}", "", 0, (), (), False, False, False)
    try:
        return shape(lex(text)[0])
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


def _unbalanced(source: str) -> LayoutError:
    """Return the error for a source in which some bracket has no partner."""
    try:
        found = unmatched(lex(source)[0])[0]
    except Unreadable as error:
        return _error(source, error)
    fault = "closes nothing" if found.kind in PARTNER else "is opened here and never closed"
    return _error(source, Unreadable(found.offset, f"{found.text!r} {fault}"))


def _error(source: str, error: Unreadable) -> LayoutError:
    line_start = source.rfind("\n", 0, error.offset) + 1
    return LayoutError(source.count("\n", 0, error.offset) + 1, error.offset - line_start + 1, str(error))


_INDENT = "  "


# The most frequent line by far, matched without splitting it: a name and one simple value.
_ASSIGNMENT = re.compile(
    r"""([A-Za-z_][\w-]*|"[^"\\$%\n]*")[ \t]*=[ \t]*"""
    r"""("[^"\\$%\n]*"|\d+|[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)*)"""
)
