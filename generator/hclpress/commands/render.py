"""hclpress render."""

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
from hclpress.output.pending import is_pending
from hclpress.project import Project
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.ui.console import Console, Json

if TYPE_CHECKING:
    from hclpress.cache.index import Result
    from hclpress.model.summary import Summary
    from hclpress.output.environment_output import EnvironmentOutput


def render(
    console: Console, project: Project, wanted: Iterable[str], out: Path, *, only_check: bool, cache: bool = True
) -> int:
    """Press and write; or, with `only_check`, say whether the output is what the specs render.

    Args:
        console: where it is said.
        project: what the environments belong to.
        wanted: which environments; none means all.
        out: where the output goes.
        only_check: whether nothing is written.
        cache: whether what an earlier run found current, and nothing has touched since, is believed to be so.

    Returns:
        0, or 3 when the output is out of date and only a check was asked for.
    """
    environments = project.environments(wanted)
    begun, today = time.time_ns(), date.today()
    results = Results(project.specs, project.own_modules, today) if cache else None
    if is_pending(out) and not only_check:
        # Where nobody was interrupted, nobody waits for it.
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
    """What is being pressed, written as it gets done."""
    # Where everything is current, nobody waits for it.
    from hclpress.stages.write import write

    # What is kept of each is small: the fleet may be large.
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
        f"{len(report.removed)} removed, {report.unchanged} as they were"
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
