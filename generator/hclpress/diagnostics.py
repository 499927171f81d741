"""Diagnostics: the problems of an input, each with its place and a way out.

The form follows Terraform's own diagnostics: problems are values with a place. A stage collects them, and one
exception, `Diagnosed`, reports all of them at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path

from msgspec import Struct


class Severity(StrEnum):
    """The severity of a diagnostic. Only errors stop a render."""

    ERROR = "error"
    WARNING = "warning"


class Span(Struct, frozen=True, order=True):
    """A stretch of text in a file that the user can open.

    Attributes:
        file: the path as the user would write it: relative to the working directory if the file is below it, otherwise
            absolute; always with `/`.
        line: 1-based line of the first character.
        column: 1-based column of the first character, counted in Unicode characters.
        end_line: 1-based line of the last character.
        end_column: 1-based column right after the last character.
    """

    file: str
    line: int
    column: int
    end_line: int
    end_column: int

    @classmethod
    def start_of(cls, file: str) -> Span:
        """Return the first character of `file`, for problems of the file as a whole."""
        return cls(file, 1, 1, 1, 1)

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


def shown(path: Path) -> str:
    """A path as a user would write it: relative to the working folder when it lies below, else absolute; with `/`."""
    here = Path.cwd()
    return path.relative_to(here).as_posix() if path.is_relative_to(here) else path.as_posix()


class Diagnostic(Struct, frozen=True):
    """One problem, with its place and a way out.

    Attributes:
        code: stable id in the form `area/what-is-wrong`, for tests, waivers and SARIF.
        summary: one line with the problem, without a full stop.
        detail: full sentences: the reason (with the figures) and a way out. May span lines.
        span: the place in the user's file, or None if no file is the cause (a missing program, say).
        severity: errors stop a render, warnings do not.
    """

    code: str
    summary: str
    detail: str = ""
    span: Span | None = None
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        place = f"{self.span}: " if self.span else ""
        return f"{place}{self.severity}: {self.summary} [{self.code}]"


class Diagnosed(Exception):  # noqa: N818  (it describes the input, and is no error of the program)
    """The one exception for bad input: all problems of a stage, at once."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics: tuple[Diagnostic, ...] = in_reading_order(diagnostics)
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))

    def __reduce__(self) -> tuple[type[Diagnosed], tuple[tuple[Diagnostic, ...]]]:
        """Pickle the diagnostics, not their text, on the way to another process."""
        return type(self), (self.diagnostics,)


def errors(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return only the diagnostics that stop a render."""
    return tuple(found for found in diagnostics if found.severity is Severity.ERROR)


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The diagnostics without repetitions, by file, line and column; those without a place come first."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda found: (found.span is not None, found.span or _NOWHERE, found.code)))


_NOWHERE = Span("", 0, 0, 0, 0)
