"""Columns: the `=` of neighbouring lines, and their trailing comments, one below the other."""

from __future__ import annotations

import re
from collections.abc import Sequence

from hclpress.hcl.line_shape import Line


def align(lines: Sequence[Line | None], texts: list[str]) -> None:
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


_EXTENDS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0900-\u0903\u093a-\u093c\u093e-\u094f"
    "\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u200c\u200d\u20d0-\u20f0\u3099\u309a\ufe00-\ufe0f\ufe20-\ufe2f\U0001f3fb-\U0001f3ff"
)


_GRAPHEME = re.compile(
    f"[\U0001f1e6-\U0001f1ff]{{2}}|(?s:.)(?:[{_EXTENDS}]|(?<=\u200d)[\u2190-\u2bff\U0001f300-\U0001faff])*"
)
