"""Diagnostics as SARIF 2.1.0, for code scanning."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from hclpress.diagnostics import Diagnostic
from hclpress.ui.json_report import Json


def as_sarif(found: Sequence[Diagnostic]) -> Json:
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
