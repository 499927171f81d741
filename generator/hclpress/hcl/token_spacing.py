"""Spaces between tokens, by the order of rules in HashiCorp's hclwrite."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from hclpress.hcl import tokens
from hclpress.hcl.tokens import OPENING, PARTNER, Token


def spaced(cell: Sequence[Token]) -> str:
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
    if after == "[" and (kind in {tokens.IDENTIFIER, tokens.NUMBER} or kind in PARTNER):
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
    return kind not in OPENING and after not in PARTNER


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
