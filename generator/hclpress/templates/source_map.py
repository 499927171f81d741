"""From a line of rendered HCL back to the line of the template that it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TypeAlias

from hclpress.contract_calls.faults import whole_line, whose
from hclpress.diagnostics import Diagnostic, Span

_PRINTED = re.compile(r"\{\{.*?\}\}")


def template_fault(summary: str, detail: str, rendered: str, template: Path) -> Diagnostic:
    """The diagnostic for text that a template renders and that is no HCL.

    Args:
        summary: what is wrong, as the parser says it.
        detail: why, as the parser says it.
        rendered: the line of the text.
        template: the template.
    """
    place = template_line(template, rendered)
    shown = f"The line is rendered as `{rendered.strip()}`. " if rendered.strip() else ""
    text = f"{detail.rstrip('.')}. {shown}{whose(place)}"
    return Diagnostic("module/renders-no-hcl", f"The template renders no HCL: {summary}", text, place)


def template_line(template: Path, rendered: str) -> Span:
    """The line of a template whose own text a rendered line consists of; the first line where there is none such."""
    words = _words(rendered)
    matches = (number for number, pattern in _patterns(template.read_text("utf-8")) if pattern.fullmatch(words))
    return whole_line(template, next(matches, 1))


def template_line_within(template: Path, rendered: Sequence[str], numbers: Sequence[int]) -> Span:
    """Return the line of a template that a line of a rendered file comes from.

    Several lines of a template may look the same. Then it is one within the blocks around it, and of several blocks
    that begin alike the one whose lines are most like the rendered ones.

    Args:
        template: the template.
        rendered: all lines of the file, laid out.
        numbers: the 1-based numbers of the first lines of the blocks around the line, the outermost first, and its own.

    Returns:
        If there is no such line, the innermost of the blocks around it that is there; else the first line.
    """
    source = template.read_text("utf-8")
    patterns, lines = _patterns(source), source.splitlines()
    found, start, end = 1, 0, len(lines)
    for number in numbers:
        words = _words(rendered[number - 1])
        matches = [one for one, pattern in patterns if pattern.fullmatch(words)]
        # A macro may stand above its use: then any line that matches is better than none.
        candidates = (
            [one for one in matches if start < one <= end] or [one for one in matches if one > start] or matches
        )
        if not candidates:
            continue
        if len(candidates) > 1:
            own = _content(rendered, number)
            candidates.sort(key=lambda one: _likeness(own, rendered, number, lines, one, patterns), reverse=True)
        found = start = candidates[0]
        end = _end(lines, found)
    return whole_line(template, found)


def _likeness(
    own: Sequence[str], rendered: Sequence[str], number: int, lines: Sequence[str], candidate: int, patterns: _Patterns
) -> tuple[bool, bool, int, int]:
    """Return how alike a candidate is: as deep, behind the same line, with common lines, with few lines of its own.

    The lines are those in the block that begins there, or those around a single line.
    """
    is_as_deep = _indentation(lines[candidate - 1]) == _indentation(rendered[number - 1])
    follows = False
    if own:
        end = _end(lines, candidate)
        region = [pattern for one, pattern in patterns if candidate < one < end]
    else:
        # A single line: those before and behind it count.
        own = [_words(line) for line in (*rendered[max(number - 4, 0) : number - 1], *rendered[number : number + 3])]
        region = [pattern for one, pattern in patterns if one != candidate and abs(one - candidate) <= _AROUND]
        before = next((pattern for one, pattern in reversed(patterns) if one < candidate), None)
        follows = before is not None and number > 1 and before.fullmatch(_words(rendered[number - 2])) is not None
    common = sum(any(pattern.fullmatch(words) for pattern in region) for words in own)
    alone = sum(not any(pattern.fullmatch(words) for words in own) for pattern in region)
    return is_as_deep, follows, common, -alone


def _content(rendered: Sequence[str], number: int) -> list[str]:
    """Return the lines in the block that begins at a line; none if it is no block."""
    if not rendered[number - 1].rstrip().endswith("{"):
        return []
    return [_words(line) for line in rendered[number : _end(rendered, number) - 1]]


def _end(lines: Sequence[str], number: int) -> int:
    """Return the line that closes the block which begins at a line, by its indentation."""
    if not lines[number - 1].rstrip().endswith("{"):
        return number
    depth = _indentation(lines[number - 1])
    for index in range(number, len(lines)):
        if lines[index].lstrip().startswith("}") and _indentation(lines[index]) <= depth:
            return index + 1
    return len(lines)


def _indentation(line: str) -> int:
    return len(line) - len(line.lstrip())


@lru_cache(maxsize=64)
def _patterns(source: str) -> _Patterns:
    """Return the number of each line with text of its own, and the pattern of what it renders to."""
    lines = ((number, [_words(part) for part in _PRINTED.split(line)]) for number, line in _numbered(source))
    return tuple((number, re.compile(".*".join(map(re.escape, parts)))) for number, parts in lines if any(parts))


def _numbered(source: str) -> Iterator[tuple[int, str]]:
    return enumerate(source.splitlines(), start=1)


def _words(text: str) -> str:
    """A text without white space, which layout changes."""
    return "".join(text.split())


_Patterns: TypeAlias = tuple[tuple[int, re.Pattern[str]], ...]
_AROUND = 4
"""The number of lines before and behind a line that tell it from others like it."""
