"""The output of hclpress: diagnostics with their source line, tables, progress; for people or machines.

Text from outside (a key, a line of a file) is shown with its control characters escaped: a file must not be able to
move the cursor, recolour the terminal or hide a part of itself. Rich is imported late, so that `hclpress --help` need
not import it.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TextIO

from hclpress.diagnostics import Diagnostic, Severity, in_reading_order
from hclpress.ui.json_report import Json, as_json
from hclpress.ui.output_format import Format
from hclpress.ui.progress_bar import progress_bar
from hclpress.ui.sarif import as_sarif
from hclpress.ui.snippet import PAGE, snippet
from hclpress.ui.table import aligned, draw
from hclpress.ui.terminal_text import visible

_NARROWEST = 40


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
        width, coloured = self._width(), self._coloured(self._stderr)
        pictures = [snippet(diagnostic, sources, width, coloured=coloured) for diagnostic in ordered]
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
                self._dump({"diagnostics": [as_json(diagnostic) for diagnostic in ordered], **(result or {})})
            case Format.SARIF:
                self._dump(as_sarif(ordered))

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
            draw(cells, self._stdout, self._environ)
        else:
            _write(self._stdout, aligned(cells))

    def progress(self, label: str, total: int) -> AbstractContextManager[Callable[[], None]]:
        """Show a bar on `stderr` while the block runs; the block calls the given function once per finished step.

        Silent if `stderr` is not a terminal or `CI` is set.
        """
        return progress_bar(label, total, self._stderr, self._environ)

    def _coloured(self, stream: TextIO) -> bool:
        return stream.isatty() and not self._environ.get("NO_COLOR") and self._environ.get("TERM") != "dumb"

    def _width(self) -> int:
        try:
            return max(_NARROWEST, os.get_terminal_size(self._stderr.fileno()).columns)
        except (OSError, ValueError):
            return PAGE

    def _dump(self, document: Json) -> None:
        _write(self._stdout, json.dumps(document, indent=2, allow_nan=False) + "\n")


def _count(found: Sequence[Diagnostic]) -> str:
    counts = ((severity, sum(one.severity is severity for one in found)) for severity in Severity)
    return ", ".join(f"{count} {severity}{'s' * (count != 1)}" for severity, count in counts if count)


def _write(stream: TextIO, text: str) -> None:
    """Write text to a stream, escaping characters that its encoding lacks."""
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))
