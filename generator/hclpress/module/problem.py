"""Problems that a module finds in its settings."""

from __future__ import annotations

from datetime import date

from msgspec import Struct

from hclpress.diagnostics import Severity
from hclpress.source.document import SpecPath


class Problem(Struct, frozen=True):
    """A problem across fields; the stage `validate` adds its place in the YAML.

    Attributes:
        path: the place in the instance's own spec, `()` for the instance as a whole.
        code: the id of the problem, in the words of a file name; the module's name is put before it.
        summary: one line without a full stop.
        detail: the reason, with the figures, and a way out.
        severity: an error, which refuses the spec; or a warning, where AWS may accept it.
        first_day: the day from which on there is this problem; None if there always is.
        last_day: the last day on which there is this problem; None if it stays.
    """

    path: SpecPath
    code: str
    summary: str
    detail: str
    severity: Severity = Severity.ERROR
    first_day: date | None = None
    last_day: date | None = None

    @classmethod
    def warning(cls, path: SpecPath, code: str, summary: str, detail: str) -> Problem:
        """Return a problem that stops no render."""
        return cls(path, code, summary, detail, Severity.WARNING)
