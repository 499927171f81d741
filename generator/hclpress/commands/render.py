"""hclpress render: render specs into the output folder, all or none."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from hclpress.cache.results import Results
from hclpress.diagnostics import Diagnostic
from hclpress.fleet.generate import generating
from hclpress.model.write_report import WriteReport
from hclpress.output.applied_state import AppliedState
from hclpress.output.interrupted_render import is_pending
from hclpress.project.project import Project
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.ui.console import Console
from hclpress.ui.json_report import Json

if TYPE_CHECKING:
    from hclpress.cache.results_file import Result
    from hclpress.model.environment_summary import Summary
    from hclpress.output.environment_output import EnvironmentOutput


def render(
    console: Console, project: Project, wanted: Iterable[str], out: Path, *, only_check: bool, cache: bool = True
) -> int:
    """Generate and write; or, with `only_check`, report whether the output is current.

    Args:
        console: the console to print to.
        project: the project of the environments.
        wanted: the environments; none means all.
        out: the output folder.
        only_check: whether nothing is written.
        cache: whether results of earlier runs are reused for unchanged environments.

    Returns:
        0, or 3 if the output is out of date and `only_check` is set.
    """
    environments = project.environments(wanted)
    begun, today = time.time_ns(), date.today()
    committed = AppliedState(out, project.file.deploy_branch)
    results = Results(project.specs, project.own_modules, today, project.file.path, committed) if cache else None
    if is_pending(out) and not only_check:
        # A run without an interrupted render needs no import of it.
        from hclpress.output.recovery import recover

        recover(out)
    believed = None if is_pending(out) else results
    with generating(console, project, environments, today, out, believed) as work:
        found = {
            where: (WriteReport(out / where.address, (), (), (), result.files), result.warnings)
            for where, result in work.current.items()
        }
        if work.pending:
            found |= _write_all(work.generated, out, results, begun, only_check=only_check)
    if results:
        results.save()
    reports = [found[where][0] for where in environments]
    stale = [report for report in reports if not report.is_current]
    for report in reports:
        _say(console, report, only_check=only_check)
    if only_check and stale:
        console.say(f"{len(stale)} of {len(reports)} environments are out of date. Run `hclpress render`.")
    console.report(
        [warning for where in environments for warning in found[where][1]],
        {"environments": [_as_json(where.address, found[where][0]) for where in environments]},
    )
    return 3 if only_check and stale else 0


_Found: TypeAlias = dict[EnvironmentFile, tuple[WriteReport, tuple[Diagnostic, ...]]]


def _write_all(
    generated: Iterable[tuple[Summary, EnvironmentOutput]],
    out: Path,
    results: Results | None,
    begun: int,
    *,
    only_check: bool,
) -> _Found:
    """Write environments as they are generated."""
    # A run in which everything is current needs no import of it.
    from hclpress.stages.write import write

    # Only a small part of each is stored, since there may be many environments.
    noted: list[tuple[EnvironmentFile, tuple[Diagnostic, ...], Result | None]] = []

    def outputs() -> Iterator[EnvironmentOutput]:
        for summary, output in generated:
            result = results.result(summary, out, begun) if results else None
            noted.append((summary.where, summary.warnings, result))
            yield output

    reports = write(outputs(), out, pretend=only_check)
    found = {}
    for (where, warnings, result), report in zip(noted, reports, strict=True):
        found[where] = (report, warnings)
        if results and result and (report.is_current or not only_check):
            results.keep(where, result)
    return found


def _say(console: Console, report: WriteReport, *, only_check: bool) -> None:
    total = report.unchanged + len(report.created) + len(report.changed)
    if report.is_current:
        console.say(f"{report.folder}: current, {total} files")
        return
    would = "would be " if only_check else ""
    console.say(
        f"{report.folder}: {would}written, {len(report.created)} new, {len(report.changed)} changed, "
        f"{len(report.removed)} removed, {report.unchanged} unchanged"
    )
    if only_check:
        for sign, paths in (("+", report.created), ("~", report.changed), ("-", report.removed)):
            for path in paths:
                console.say(f"  {sign} {path}")


def _as_json(address: str, report: WriteReport) -> dict[str, Json]:
    return {
        "environment": address,
        "folder": report.folder.as_posix(),
        "created": list(report.created),
        "changed": list(report.changed),
        "removed": list(report.removed),
        "unchanged": report.unchanged,
    }
