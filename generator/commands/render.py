"""hclpress render."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.commands.pressing import press_environments
from generator.commands.project import Project
from generator.console import Console, Json
from generator.pipeline import written
from generator.stages.write import WriteReport


def render(console: Console, project: Project, wanted: Iterable[str], out: Path, *, only_check: bool) -> int:
    """Press and write; or, with `only_check`, say whether the output is what the specs render.

    Returns:
        0, or 3 when the output is out of date and only a check was asked for.
    """
    pressed = press_environments(console, project, wanted)
    reports = written(pressed, out, pretend=only_check)
    stale = [report for report in reports if not report.is_current]
    for report in reports:
        _say(console, report, only_check=only_check)
    if only_check and stale:
        console.say(f"{len(stale)} of {len(reports)} environments are out of date. Run `hclpress render`.")
    console.report(
        [warning for one in pressed for warning in one.warnings],
        {"environments": [_as_json(report, out) for report in reports]},
    )
    return 3 if only_check and stale else 0


def _say(console: Console, report: WriteReport, *, only_check: bool) -> None:
    total = report.unchanged + len(report.created) + len(report.changed)
    if report.is_current:
        console.say(f"{report.folder}: current, {total} files")
        return
    would = "would be " if only_check else ""
    console.say(
        f"{report.folder}: {would}written, {len(report.created)} new, {len(report.changed)} changed, "
        f"{len(report.removed)} removed, {report.unchanged} as they were"
    )
    if only_check:
        for sign, paths in (("+", report.created), ("~", report.changed), ("-", report.removed)):
            for path in paths:
                console.say(f"  {sign} {path}")


def _as_json(report: WriteReport, out: Path) -> dict[str, Json]:
    return {
        "environment": report.folder.relative_to(out).as_posix(),
        "folder": report.folder.as_posix(),
        "created": list(report.created),
        "changed": list(report.changed),
        "removed": list(report.removed),
        "unchanged": report.unchanged,
    }
