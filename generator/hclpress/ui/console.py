"""The output of hclpress: diagnostics with their source line, tables, progress; for people or machines.

Text from outside (a key, a line of a file) is shown with its control characters escaped: a file must not be able to
move the cursor, recolour the terminal or hide a part of itself. Rich is imported late, so that `hclpress --help` need
not import it.
"""

from __future__ import annotations

import json
import os
import sys
import textwrap
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO, TypeAlias

from hclpress.diagnostics import Diagnostic, Severity, Span, in_reading_order
from hclpress.ui.output_format import Format

Json: TypeAlias = bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None

_WIDTH = 100
_NARROWEST = 40
_TAB = "    "
# Invisible or disruptive: controls, format marks such as bidi overrides, surrogates, private use, separators.
_DISRUPTIVE = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))
_LONGEST_SOURCE = 2 * 1024 * 1024
_BOLD, _RED, _YELLOW, _BLUE, _PLAIN = "\x1b[1m", "\x1b[1;31m", "\x1b[1;33m", "\x1b[1;34m", "\x1b[0m"


class Console:
    """Writes to two streams: results to `stdout`, diagnostics to `stderr`.

    Colours, boxes and bars appear only on a terminal; colours never if `NO_COLOR` is set or `TERM` is `dumb`, bars
    never if `CI` is set.
    """

    def __init__(
        self,
        stdout: TextIO | None = None,
        stderr: TextIO | None = None,
        form: Format = Format.TEXT,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        self.form = form
        self._stdout = stdout or sys.stdout
        self._stderr = stderr or sys.stderr
        self._environ = environ

    def diagnostics(self, found: Iterable[Diagnostic]) -> None:
        """Print diagnostics on `stderr`, in reading order, each with its source line, and then their number.

        Print nothing without diagnostics or in another form than text: the other forms carry them in `report`.
        """
        ordered = in_reading_order(found)
        if self.form is not Format.TEXT or not ordered:
            return
        sources: dict[str, list[str]] = {}
        pictures = [self._picture(diagnostic, sources) for diagnostic in ordered]
        _write(self._stderr, "\n".join([*pictures, f"{_count(ordered)}\n"]))

    def report(self, found: Iterable[Diagnostic], result: Mapping[str, Json] | None = None) -> None:
        """Print the outcome of a command in the requested form. Call it once, at the end.

        Text: the diagnostics, as `diagnostics` draws them; the result is drawn by `say` and `table`.
        JSON: one object on `stdout`, the keys of `result` behind a key `diagnostics`: a list of objects with
        `severity`, `code`, `summary`, `detail` and `span`, which is null or an object with `file`, `line`,
        `column`, `end_line` and `end_column`, 1-based.
        SARIF: a SARIF 2.1.0 log of the diagnostics on `stdout`; the result is left out.

        Raises:
            ValueError: `result` has a key `diagnostics`.
        """
        ordered = in_reading_order(found)
        match self.form:
            case Format.TEXT:
                self.diagnostics(ordered)
            case Format.JSON:
                if result and "diagnostics" in result:
                    raise ValueError("the key 'diagnostics' of a JSON report is taken")
                self._dump({"diagnostics": [_as_json(diagnostic) for diagnostic in ordered], **(result or {})})
            case Format.SARIF:
                self._dump(_as_sarif(ordered))

    def say(self, text: str) -> None:
        """Print text for people on `stdout` and end the line. Silent unless in text form."""
        if self.form is Format.TEXT:
            _write(self._stdout, "\n".join(map(visible, text.split("\n"))) + "\n")

    def table(self, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
        """Print rows under a header on `stdout`: boxed on a terminal, plain aligned columns in a pipe.

        Nothing is cut off in a pipe. Silent unless in text form.
        """
        if self.form is not Format.TEXT:
            return
        cells = [[visible(cell) for cell in row] for row in (header, *rows)]
        if self._stdout.isatty():
            self._draw_table(cells)
        else:
            _write(self._stdout, _aligned(cells))

    @contextmanager
    def progress(self, label: str, total: int) -> Iterator[Callable[[], None]]:
        """Show a bar on `stderr` while the block runs; the block calls the given function once per finished step.

        Silent if `stderr` is not a terminal or `CI` is set.
        """
        if not self._stderr.isatty() or self._environ.get("CI"):
            yield lambda: None
            return
        from rich.console import Console as RichConsole
        from rich.markup import escape
        from rich.progress import Progress

        terminal = RichConsole(file=self._stderr, _environ=self._environ)
        with Progress(console=terminal, transient=True) as bar:
            task = bar.add_task(escape(visible(label)), total=total)
            yield lambda: bar.advance(task)

    def _draw_table(self, cells: Sequence[Sequence[str]]) -> None:
        from rich.console import Console as RichConsole
        from rich.table import Table
        from rich.text import Text

        header, *rows = cells
        drawn = Table()
        for name in header:
            drawn.add_column(Text(name), overflow="fold")
        for row in rows:
            drawn.add_row(*map(Text, row))
        RichConsole(file=self._stdout, _environ=self._environ).print(drawn)

    def _picture(self, diagnostic: Diagnostic, sources: dict[str, list[str]]) -> str:
        """Return a diagnostic as lines of text, the last one ended too."""
        paint = self._paint if self._coloured(self._stderr) else _unpainted
        severity = diagnostic.severity.value
        colour = _RED if diagnostic.severity is Severity.ERROR else _YELLOW
        summary, code = visible(diagnostic.summary), f"[{visible(diagnostic.code)}]"
        page = min(self._width(), _WIDTH)
        gap = " " * max(2, page - len(severity) - 2 - _cells(summary) - _cells(code))
        lines = [f"{paint(colour, severity)}{paint(_BOLD, f': {summary}')}{gap}{code}"]
        span = diagnostic.span
        gutter = len(str(span.line)) if span else 1
        if span:
            lines.append(f"{' ' * gutter}{paint(_BLUE, '-->')} {visible(str(span))}")
            source = _source_line(span, sources)
            if source is not None:
                text, underline = _underlined(source, span, self._width() - gutter - 3)
                bar = paint(_BLUE, "|")
                lines += [
                    f"{' ' * gutter} {bar}",
                    f"{paint(_BLUE, str(span.line))} {bar} {text}".rstrip(),
                    f"{' ' * gutter} {bar} {underline.replace('^', '')}{paint(colour, underline.lstrip())}",
                ]
        lines += _detail_lines(diagnostic.detail, page, gutter, paint)
        return "\n".join(lines) + "\n"

    def _paint(self, colour: str, text: str) -> str:
        return f"{colour}{text}{_PLAIN}"

    def _coloured(self, stream: TextIO) -> bool:
        return stream.isatty() and not self._environ.get("NO_COLOR") and self._environ.get("TERM") != "dumb"

    def _width(self) -> int:
        try:
            return max(_NARROWEST, os.get_terminal_size(self._stderr.fileno()).columns)
        except (OSError, ValueError):
            return _WIDTH

    def _dump(self, document: Json) -> None:
        _write(self._stdout, json.dumps(document, indent=2, allow_nan=False) + "\n")


def visible(text: str) -> str:
    r"""Return the text as one line for a terminal: tabs as four spaces, and other control characters as escapes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_visible_character, text))


def _visible_character(character: str) -> str:
    if character == "\t":
        return _TAB
    if unicodedata.category(character) not in _DISRUPTIVE:
        return character
    number = ord(character)
    if number <= 0xFF:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def _cells(text: str) -> int:
    """Return the width of the text in terminal columns: two for a CJK letter, none for a combining accent."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


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
    room = max(width - _cells(before), 8)
    text = _clipped_right(marked + after, room)
    carets = "^" * max(1, min(_cells(marked), _cells(text)))
    return before + text, " " * _cells(before) + carets


def _clipped_left(text: str, room: int) -> str:
    """Return the end of the text if the whole takes more than twice `room` columns."""
    if _cells(text) <= 2 * room:
        return text
    kept = text[-room:]
    while _cells(kept) >= room:
        kept = kept[1:]
    return f"…{kept}"


def _clipped_right(text: str, room: int) -> str:
    if len(text) <= room and _cells(text) <= room:
        return text
    kept = text[:room]
    while _cells(kept) >= room:
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


def _unpainted(_colour: str, text: str) -> str:
    return text


def _count(found: Sequence[Diagnostic]) -> str:
    counts = ((severity, sum(one.severity is severity for one in found)) for severity in Severity)
    return ", ".join(f"{count} {severity}{'s' * (count != 1)}" for severity, count in counts if count)


def _aligned(cells: Sequence[Sequence[str]]) -> str:
    widths = [max(map(_cells, column)) for column in zip(*cells, strict=True)]
    lines = (
        "  ".join(cell + " " * (width - _cells(cell)) for cell, width in zip(row, widths, strict=True)) for row in cells
    )
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _as_json(diagnostic: Diagnostic) -> Json:
    return {
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "summary": diagnostic.summary,
        "detail": diagnostic.detail,
        "span": _span_as_json(diagnostic.span) if diagnostic.span else None,
    }


def _span_as_json(span: Span) -> Json:
    return {
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line,
        "end_column": span.end_column,
    }


def _as_sarif(found: Sequence[Diagnostic]) -> Json:
    """Return a SARIF 2.1.0 log, with the texts of rules that GitHub code scanning requires beyond the standard."""
    codes = sorted({diagnostic.code for diagnostic in found})
    return {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {"driver": {"name": "hclpress", "rules": [_as_rule(code) for code in codes]}},
                "columnKind": "unicodeCodePoints",
                "results": [_as_result(diagnostic, codes.index(diagnostic.code)) for diagnostic in found],
            }
        ],
    }


def _as_rule(code: str) -> Json:
    area, _, problem = code.partition("/")
    text: Json = {"text": f"{area}: {problem.replace('-', ' ')}"}
    return {"id": code, "shortDescription": text, "fullDescription": text, "help": text}


def _as_result(diagnostic: Diagnostic, rule: int) -> Json:
    message = f"{diagnostic.summary}. {diagnostic.detail}".strip()
    result: dict[str, Json] = {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": diagnostic.severity.value,
        "message": {"text": message},
    }
    span = diagnostic.span
    if span:
        region: Json = {
            "startLine": span.line,
            "startColumn": span.column,
            "endLine": span.end_line,
            "endColumn": span.end_column,
        }
        artifact: Json = {"uri": _as_uri(span.file)}
        result["locations"] = [{"physicalLocation": {"artifactLocation": artifact, "region": region}}]
    return result


def _as_uri(file: str) -> str:
    from urllib.parse import quote

    path = Path(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())


def _write(stream: TextIO, text: str) -> None:
    """Write text to a stream, escaping characters that its encoding lacks."""
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
