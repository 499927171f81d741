"""The shape of one line: what stands before and behind its `=`, its comment and its brackets."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from hclpress.hcl import tokens
from hclpress.hcl.token_spacing import spaced
from hclpress.hcl.tokens import OPENING, PARTNER, Token, Unreadable


class Line(Struct, frozen=True):
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


def shape(line: Sequence[Token]) -> Line:
    """Return the shape of the tokens of one line.

    Raises:
        Unreadable: when a bracket of the line closes another kind of bracket.
    """
    partnerless = unmatched(line)
    comment = ""
    if len(line) > 1 and line[-1].kind is tokens.LINE_COMMENT:
        comment = line[-1].text.rstrip()
        line = line[:-1]
    lead, assign = _cells(line)
    return Line(
        lead=spaced(lead),
        assign=spaced(assign),
        comment=comment,
        balance=_balance(_up_to_heredoc(lead)) + _balance(_up_to_heredoc(assign)),
        closes=tuple(token.kind for token in partnerless if token.kind in PARTNER),
        opens=tuple(token.kind for token in partnerless if token.kind in OPENING),
        begins_block=_begins_block(line),
        starts_closed=line[0].kind in PARTNER,
        ends_open=line[-1].kind in OPENING,
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
    return sum((token.kind in OPENING) - (token.kind in PARTNER) for token in line)


def unmatched(found: Sequence[Token]) -> list[Token]:
    """Return the brackets whose partner is not among the tokens: first closing ones, then opening ones."""
    unmatched: list[Token] = []
    for token in found:
        if token.kind in OPENING:
            unmatched.append(token)
        elif token.kind in PARTNER:
            if not unmatched or unmatched[-1].kind in PARTNER:
                unmatched.append(token)
            elif (opening := unmatched.pop()).kind != PARTNER[token.kind]:
                raise Unreadable(token.offset, f"{token.text!r} cannot close {opening.text!r}")
    return unmatched


def _begins_block(line: Sequence[Token]) -> bool:
    for index, token in enumerate(line):
        if token.kind == "{":
            return index > 0
        if token.kind is not tokens.IDENTIFIER and (token.kind is not tokens.STRING or index == 0):
            return False
    return False
