"""Splits HCL into tokens, as HashiCorp's scanner does.

One regular expression per mode matches each token whole: code, the inside of a quoted string, the inside of a heredoc.
A quoted string without live templates is a single token; one with templates is split, since Terraform formats, and
resolves references, inside `${ }` too.

The kind of an operator or bracket is its own text; the other kinds are the constants below.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

IDENTIFIER: Final = "identifier"
NUMBER: Final = "number"
STRING: Final = "string"
"""A whole quoted string without live templates."""
OPEN_QUOTE: Final = "open quote"
CLOSE_QUOTE: Final = "close quote"
OPEN_HEREDOC: Final = "open heredoc"
"""`<<EOT` or `<<-EOT`, with its line break."""
CLOSE_HEREDOC: Final = "close heredoc"
"""The line with the marker, with the space around it but without its line break."""
TEXT: Final = "text"
"""Literal text inside a template; in a heredoc never beyond a line break."""
OPEN_TEMPLATE: Final = "open template"
"""`${`, `%{`, `${~` or `%{~`."""
CLOSE_TEMPLATE: Final = "close template"
"""`}` or `~}` at the end of a template."""
LINE_COMMENT: Final = "line comment"
"""`#` or `//` up to the line break, which is no part of it."""
INLINE_COMMENT: Final = "inline comment"
NEWLINE: Final = "newline"

PARTNER = {"}": "{", "]": "[", ")": "(", CLOSE_TEMPLATE: OPEN_TEMPLATE}
"""The opening bracket of each closing one."""
OPENING = frozenset(PARTNER.values())


class Token(NamedTuple):
    """One token: its kind, its exact text, and the offset of its first character."""

    kind: str
    text: str
    offset: int


class Unreadable(ValueError):  # noqa: N818  (it describes the source, and is no error of the program)
    """The source cannot be split into tokens; `offset` is the first wrong character."""

    def __init__(self, offset: int, message: str) -> None:
        self.offset = offset
        super().__init__(message)


def lex(source: str, start: int = 0, *, only_line: bool = False) -> tuple[list[Token], int]:
    """Split source into its tokens without white space, and return them with the end of the last one.

    Brackets are not matched, because that needs more than one line. With `only_line`, stop after the first line break
    outside every template, so that the result is a run of whole lines.

    Raises:
        Unreadable: at a character that begins no token, or for a string, template, heredoc or comment without an end.
    """
    found: list[Token] = []
    # The constructs around the position, innermost last: quotes, heredocs (their marker's line), templates and braces.
    inside: list[Token] = []
    position, length = start, len(source)
    while position < length:
        within = inside[-1].kind if inside else ""
        if within is OPEN_QUOTE:
            token = _in_quotes(source, position, inside[-1])
        elif within is OPEN_HEREDOC:
            token = _in_heredoc(source, position, inside[-1])
        else:
            token = _in_code(source, position, within)
        position = token.offset + len(token.text)
        kind = token.kind
        if kind is not _SPACE:
            found.append(token)
            if kind in _ENTERS:
                inside.append(token)
            elif kind in _LEAVES and inside:
                inside.pop()
            elif kind is NEWLINE and only_line and not any(outer.kind != "{" for outer in inside):
                return found, position
    for outer in inside:
        if outer.kind != "{":
            raise Unreadable(outer.offset, f"{outer.text.strip()} is opened here and never closed")
    return found, position


def _in_code(source: str, position: int, within: str) -> Token:
    match = _CODE.match(source, position)
    if match is None or match.lastgroup is None:
        rest = source[position : position + 2]
        what = "This comment is never closed" if rest == "/*" else f"{rest[0]!r} means nothing in HCL here"
        raise Unreadable(position, what)
    text = match[0]
    kind = _KINDS.get(match.lastgroup, text)
    if kind == "}" and within is OPEN_TEMPLATE:
        kind = CLOSE_TEMPLATE
    elif kind == "~}":
        if within is not OPEN_TEMPLATE:
            raise Unreadable(position, "'~' means nothing in HCL outside a template")
        kind = CLOSE_TEMPLATE
    return Token(kind, text, position)


def _in_quotes(source: str, position: int, opening: Token) -> Token:
    match = _QUOTED.match(source, position)
    if match is None or match.lastgroup is None:
        raise Unreadable(opening.offset, "The string is not closed on its line")
    return Token(_KINDS[match.lastgroup], match[0], position)


def _in_heredoc(source: str, position: int, opening: Token) -> Token:
    if source[position - 1] == "\n":
        end = source.find("\n", position)
        line = source[position : end if end >= 0 else len(source)]
        if line.strip() == opening.text.strip().lstrip("<-"):
            return Token(CLOSE_HEREDOC, line, position)
    match = _HEREDOC.match(source, position)
    if match is None or match.lastgroup is None:
        raise Unreadable(opening.offset, f"{opening.text.strip()} is opened here and never closed")
    return Token(_KINDS[match.lastgroup], match[0], position)


_SPACE: Final = "space"
_ENTERS = frozenset({OPEN_QUOTE, OPEN_HEREDOC, OPEN_TEMPLATE, "{"})
_LEAVES = frozenset({CLOSE_QUOTE, CLOSE_HEREDOC, CLOSE_TEMPLATE, "}"})
_KINDS: Final = {
    "space": _SPACE,
    "identifier": IDENTIFIER,
    "number": NUMBER,
    "string": STRING,
    "open_quote": OPEN_QUOTE,
    "close_quote": CLOSE_QUOTE,
    "open_heredoc": OPEN_HEREDOC,
    "text": TEXT,
    "open_template": OPEN_TEMPLATE,
    "line_comment": LINE_COMMENT,
    "inline_comment": INLINE_COMMENT,
    "newline": NEWLINE,
}

# No possessive quantifiers: those of Python 3.11.2 lose track of where they are.
# `$${` means `${`; of `$$${` only the last two belong together, hence the order of the two branches.
_LITERAL = r"(?:\$\$\{|%%\{|[$%](?!\{))"
_CODE = re.compile(
    r"""
    (?P<space>[ \t\r]+)
    | (?P<identifier>[^\W\d][\w-]*)
    | (?P<string>"[^"\\$%\n]*(?:(?:\\.|\$\$\{|%%\{|[$%](?!\{))[^"\\$%\n]*)*")
    | (?P<open_quote>")
    | (?P<number>\d+(?:\.\d+)*(?:[eE][+-]?\d+)?)
    | (?P<newline>\n)
    | (?P<line_comment>(?:\#|//)[^\n]*)
    | (?P<inline_comment>/\*(?s:.*?)\*/)
    | (?P<open_heredoc><<-?[^\W\d][\w-]*\r?\n)
    | (?P<operator>\.\.\.|=>|==|!=|<=|>=|&&|\|\||::|~\}|/(?!\*)|<(?!<)|[-+*%!>=?:.,()\[\]{}])
    """,
    re.VERBOSE,
)
_OPEN_TEMPLATE = r"(?P<open_template>[$%]\{~?)"
_QUOTED = re.compile(rf'(?P<text>(?:[^"\\$%\n]|\\.|{_LITERAL})+)|{_OPEN_TEMPLATE}|(?P<close_quote>")')
_HEREDOC = re.compile(rf"(?P<text>(?:[^$%\n]|{_LITERAL})+\n?|\n)|{_OPEN_TEMPLATE}")
