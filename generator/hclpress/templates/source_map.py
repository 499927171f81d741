"""From a line of rendered HCL back to the line of the template that it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path

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


def template_line(template: Path, rendered: str, headers: Sequence[str] = ()) -> Span:
    """Return the line of a template whose own text a rendered line consists of.

    Several lines of a template may look the same. Then it is the one below the first lines of the blocks around it.

    Args:
        template: the template.
        rendered: the line of the text.
        headers: the first lines of the blocks around it, the outermost first.

    Returns:
        If there is no such line, the innermost of the headers that is there; else the first line of the template.
    """
    patterns = _patterns(template.read_text("utf-8"))
    found, start = 1, 0
    for line in (*headers, rendered):
        words = _words(line)
        matches = [number for number, pattern in patterns if pattern.fullmatch(words)]
        if matches:
            # A macro may stand above its use: then any line that matches is better than none.
            found = next((number for number in matches if number > start), matches[0])
            start = found
    return whole_line(template, found)


@lru_cache(maxsize=64)
def _patterns(source: str) -> tuple[tuple[int, re.Pattern[str]], ...]:
    """Return the number of each line with text of its own, and the pattern of what it renders to."""
    lines = ((number, [_words(part) for part in _PRINTED.split(line)]) for number, line in _numbered(source))
    return tuple((number, re.compile(".*".join(map(re.escape, parts)))) for number, parts in lines if any(parts))


def _numbered(source: str) -> Iterator[tuple[int, str]]:
    return enumerate(source.splitlines(), start=1)


def _words(text: str) -> str:
    """A text without white space, which layout changes."""
    return "".join(text.split())
