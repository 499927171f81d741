r"""Skeletons: texts that differ only in plain strings share one, and one computation serves all of them.

A thousand environments render to files that differ only in names, accounts and addresses. `split` takes the plain text
out of strings; the rest, the skeleton, determines layout, syntax and structure.

This is correct for the following reason. Text is taken out of the last string of a line if only closing brackets and
commas follow: all the text of the string, or the parts before and after its only template. It holds no quote,
backslash, line break, NUL, `$` or `%`. HashiCorp's scanner, ours and python-hcl2's read from left to right, and such
text does not change their state, whatever its letters are. So if one text of a skeleton has its gaps inside strings
(`marked`), every text has. No `=`, comment or opening brace follows on the line, so its width moves no column, and it
is no label and no key: it is a value, or a part of one, whose content no parser examines.

The comment in the first line is taken out too, since it names the spec of each environment. It holds no line break
either and ends with no space, so every scanner takes all of it for the comment.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from operator import add
from typing import TypeAlias

from hclpress.hcl import tokens
from hclpress.hcl.tokens import Unreadable, lex

Skeleton: TypeAlias = tuple[str, ...]
"""The text before, between and after the gaps: always one piece more than there are gaps."""

MARK = re.compile("\ue000(\\d+)\ue001")
"""The mark that `marked` puts into a gap; `encode` never writes these characters."""


def split(text: str) -> tuple[Skeleton, tuple[str, ...]]:
    """Return a text's skeleton and the texts of its gaps: one of a string, two around its template, one of a head."""
    head = _HEAD.match(text)
    if head is None:
        return _split_lines(text)
    skeleton, texts = _split_lines(text[head.end() :])
    return (head[1], *skeleton), (head[2], *texts)


def _split_lines(text: str) -> tuple[Skeleton, tuple[str, ...]]:
    # With a line break in front, every line begins with one.
    parts = _LAST_STRING.split(f"\n{text}")
    pieces, texts = list(map(add, parts[:-1:5], parts[1::5])), parts[2::5]
    templates = parts[3::5]
    if any(templates):
        pieces = [piece for pair in zip(pieces, templates, strict=True) for piece in pair if piece]
        texts = [text for pair in zip(texts, parts[4::5], strict=True) for text in pair if text is not None]
    pieces.append(parts[-1])
    pieces[0] = pieces[0][1:]
    return tuple(pieces), tuple(texts)


def filled(skeleton: Skeleton, texts: Sequence[str]) -> str:
    """Return the skeleton's text with these texts in its gaps."""
    parts = [""] * (2 * len(texts) + 1)
    parts[::2] = skeleton
    parts[1::2] = texts
    return "".join(parts)


@lru_cache(maxsize=8)
def marked(skeleton: Skeleton) -> str | None:
    """Return the skeleton's text with a numbered mark in each gap; None if a gap is not in a string."""
    if any("\ue000" in piece for piece in skeleton):
        return None
    text = filled(skeleton, [f"\ue000{number}\ue001" for number in range(len(skeleton) - 1)])
    try:
        strings = [token.text.removeprefix(_COMMENT) for token in lex(text)[0] if token.kind in _GAPS]
    except Unreadable:
        return None
    found = [mark[1] for string in strings if (mark := _WHOLE.fullmatch(string))]
    return text if found == [str(number) for number in range(len(skeleton) - 1)] else None


_GAPS = frozenset({tokens.STRING, tokens.TEXT, tokens.LINE_COMMENT})
_COMMENT = "# "
_WHOLE = re.compile(f'"?{MARK.pattern}"?')
_TEXT = r'[^"\\$%\n\0]*+'
_HEAD = re.compile(rf"({_COMMENT})({_TEXT})(?<!\s)(?=\n)")
_LAST_STRING = re.compile(
    rf"""
    ( \n [^"\n\#/]*+ " (?: {_TEXT} " [^"\n\#/]*+ " )*? )   # the line up to its last string
    ( {_TEXT} )
    (?: ( \$\{{ [\w.]+ \}} ) ( {_TEXT} ) )?+
    (?= " [\]\)}},\ \t]*+ $ )
    """,
    re.MULTILINE | re.VERBOSE,
)
"""The pattern never backtracks: no part contains its own end, and no string follows the last one of a line."""
