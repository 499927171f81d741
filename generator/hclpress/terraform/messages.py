"""Converts Terraform's diagnostics to ours, with places in files that the user can open."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from hclpress.diagnostics import Diagnostic, Severity, Span
from hclpress.terraform.json_value import JsonValue, mapping, number, sequence, text


def from_validation(output: str, code: str, source: Path) -> tuple[Diagnostic, ...]:
    """Return the diagnostics in the output of `validate -json`: one document."""
    found = sequence(mapping(_read(output)).get("diagnostics"))
    return tuple(_diagnostic(one, code, source) for one in found)


def from_stream(output: str, code: str, source: Path) -> tuple[Diagnostic, ...]:
    """Return the diagnostics in the output of `init -json` and `plan -json`: one JSON document on each line.

    Args:
        output: the whole output; lines that are not JSON are skipped.
        code: the code each diagnostic gets, such as `terraform/plan-failed`.
        source: the folder the user knows, to which Terraform's file names are relative. A file that is not there was
            added by hclpress to its working copy, and gives no place.
    """
    return tuple(_diagnostic(one, code, source) for one in _diagnostics_of(output.splitlines()))


def changes_in(output: str) -> dict[str, int]:
    """Return the numbers in the output of `plan -json`: of resources to `add`, to `change` and to `remove`."""
    summary = next(_events("change_summary", output.splitlines()), {})
    changes = mapping(summary.get("changes"))
    return {name: number(changes.get(name), 0) for name in ("add", "change", "remove")}


def _diagnostics_of(lines: Iterable[str]) -> Iterator[JsonValue]:
    return (event.get("diagnostic") for event in _events("diagnostic", lines))


def _events(kind: str, lines: Iterable[str]) -> Iterator[Mapping[str, JsonValue]]:
    for line in lines:
        event = mapping(_read(line))
        if event.get("type") == kind:
            yield event


def _read(document: str) -> JsonValue:
    try:
        value: JsonValue = json.loads(document)
    except ValueError:
        return None
    return value


def _diagnostic(found: JsonValue, code: str, source: Path) -> Diagnostic:
    fields = mapping(found)
    address, detail = text(fields.get("address")), text(fields.get("detail"))
    return Diagnostic(
        code=code,
        summary=text(fields.get("summary")).rstrip("."),
        detail=f"{detail}\nIt concerns {address}." if address else detail,
        span=_span(fields.get("range"), source),
        severity=Severity.WARNING if fields.get("severity") == "warning" else Severity.ERROR,
    )


def _span(place: JsonValue, source: Path) -> Span | None:
    fields = mapping(place)
    file = source / text(fields.get("filename"))
    if not file.is_file():
        return None
    start, end = mapping(fields.get("start")), mapping(fields.get("end"))
    line, column = number(start.get("line"), 1), number(start.get("column"), 1)
    return Span(_as_written(file), line, column, number(end.get("line"), line), number(end.get("column"), column + 1))


def _as_written(file: Path) -> str:
    whole, here = file.resolve(), Path.cwd()
    return (whole.relative_to(here) if whole.is_relative_to(here) else whole).as_posix()
