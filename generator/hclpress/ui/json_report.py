"""Diagnostics as JSON."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from hclpress.diagnostics import Diagnostic, Span

Json: TypeAlias = bool | int | float | str | Sequence["Json"] | Mapping[str, "Json"] | None


def as_json(diagnostic: Diagnostic) -> Json:
    """Return a diagnostic as an object of JSON, its place included."""
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
