"""A diagnostic as text: its summary, its place, the line of the source with carets below it, and its detail."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

from hclpress.diagnostics import Diagnostic, Severity, Span
from hclpress.ui.terminal_text import columns_of, visible

PAGE = 100
"""Columns that the text of a diagnostic fills at most."""
_LONGEST_SOURCE = 2 * 1024 * 1024
_BOLD, _RED, _YELLOW, _BLUE, _PLAIN = "\x1b[1m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[0m"


def snippet(diagnostic: Diagnostic, sources: dict[str, list[str]], width: int, *, coloured: bool) -> str:
    """Return a diagnostic as lines of text, the last one ended too.

    Args:
        diagnostic: the diagnostic.
        sources: the lines of files that were read already, by path; files that are read now are added.
        width: the columns of the terminal.
        coloured: whether colours are written.
    """
    paint = _paint if coloured else _unpainted
    severity = diagnostic.severity.value
    colour = _RED if diagnostic.severity is Severity.ERROR else _YELLOW
    summary, code = visible(diagnostic.summary), f"[{visible(diagnostic.code)}]"
    page = min(width, PAGE)
    gap = " " * max(2, page - len(severity) - 2 - columns_of(summary) - columns_of(code))
    lines = [f"{paint(colour, severity)}{paint(_BOLD, f': {summary}')}{gap}{code}"]
    span = diagnostic.span
    gutter = len(str(span.line)) if span else 1
    if span:
        lines.append(f"{' ' * gutter}{paint(_BLUE, '-->')} {visible(str(span))}")
        source = _source_line(span, sources)
        if source is not None:
            text, underline = _underlined(source, span, width - gutter - 3)
            bar = paint(_BLUE, "|")
            lines += [
                f"{' ' * gutter} {bar}",
                f"{paint(_BLUE, str(span.line))} {bar} {text}".rstrip(),
                f"{' ' * gutter} {bar} {underline.replace('^', '')}{paint(colour, underline.lstrip())}",
            ]
    lines += _detail_lines(diagnostic.detail, page, gutter, paint)
    return "\n".join(lines) + "\n"


def _source_line(span: Span, sources: dict[str, list[str]]) -> str | None:
    if span.file not in sources:
        sources[span.file] = _source_lines(Path(span.file))
    lines = sources[span.file]
    return lines[span.line - 1] if 0 < span.line <= len(lines) else None


def _source_lines(file: Path) -> list[str]:
    """Return the lines of a file; empty if it cannot be read, since the source line is optional."""
    try:
        if not file.is_file():
            return []
        with file.open("rb") as stream:
            text = stream.read(_LONGEST_SOURCE).decode("utf-8", "replace")
    except OSError:
        return []
    return [line.removesuffix("\r") for line in text.removeprefix("\ufeff").split("\n")]


def _underlined(source: str, span: Span, width: int) -> tuple[str, str]:
    """Return the source line and the carets under its span, both cut to `width` around the begin of the span."""
    first = min(span.column - 1, len(source))
    written = source.rstrip()
    last = min(span.end_column - 1, len(source)) if span.end_line == span.line else len(written)
    last = max(last, first + 1)
    before = _clipped_left(visible(source[:first]), width // 3)
    marked = visible(source[first:last])
    after = visible(written[last:])
    room = max(width - columns_of(before), 8)
    text = _clipped_right(marked + after, room)
    carets = "^" * max(1, min(columns_of(marked), columns_of(text)))
    return before + text, " " * columns_of(before) + carets


def _clipped_left(text: str, room: int) -> str:
    """Return the end of the text if the whole takes more than twice `room` columns."""
    if columns_of(text) <= 2 * room:
        return text
    kept = text[-room:]
    while columns_of(kept) >= room:
        kept = kept[1:]
    return f"…{kept}"


def _clipped_right(text: str, room: int) -> str:
    if len(text) <= room and columns_of(text) <= room:
        return text
    kept = text[:room]
    while columns_of(kept) >= room:
        kept = kept[:-1]
    return f"{kept}…"


def _detail_lines(detail: str, page: int, gutter: int, paint: Callable[[str, str], str]) -> list[str]:
    lines: list[str] = []
    for paragraph in detail.splitlines():
        lines += textwrap.wrap(
            visible(paragraph),
            page - gutter - 3,
            break_long_words=False,
            break_on_hyphens=False,
        ) or [""]
    margins = [f"{' ' * gutter} {paint(_BLUE, '=')} ", " " * (gutter + 3)]
    return [f"{margins[bool(index)]}{line}".rstrip() for index, line in enumerate(lines)]


def _paint(colour: str, text: str) -> str:
    return f"{colour}{text}{_PLAIN}"


def _unpainted(_colour: str, text: str) -> str:
    return text
