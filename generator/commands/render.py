"""hclpress render."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from generator.commands.project import Project
from generator.console import Console, Json
from generator.diagnostics import Diagnostic
from generator.model.address import EnvironmentFile
from generator.model.write_report import WriteReport
from generator.output.pending import is_pending
from generator.verdicts.verdicts import Verdicts

if TYPE_CHECKING:
    from generator.model.output import Output
    from generator.verdicts.ledger import Verdict


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
    verdicts = Verdicts(project.specs, project.own_modules, date.today()) if cache else None
    found = _current(environments, out, verdicts)
    pending = [where for where in environments if where not in found]
    if pending:
        found |= _pressed(console, project, pending, out, verdicts, only_check=only_check)
    if verdicts:
        verdicts.save()
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


_MANY = 100
"""Environments whose output is not looked at in no time."""
_Found: TypeAlias = dict[EnvironmentFile, tuple[WriteReport, tuple[Diagnostic, ...]]]


def _current(environments: Sequence[EnvironmentFile], out: Path, verdicts: Verdicts | None) -> _Found:
    """The environments of which an earlier run knows that there is nothing to do."""
    if verdicts is None or is_pending(out):
        return {}
    standing = []
    for where in environments:
        if verdicts.is_standing(where):
            standing.append(where)
        elif len(environments) >= _MANY:
            # To look at what all the others were rendered to takes as long as to get ready for this one.
            from generator.commands.pressing import prepare_pressing

            prepare_pressing()
    known = ((where, verdicts.current(where, out)) for where in standing)
    return {
        where: (WriteReport(out / where.address, (), (), (), verdict.files), verdict.warnings)
        for where, verdict in known
        if verdict
    }


def _pressed(
    console: Console,
    project: Project,
    environments: Sequence[EnvironmentFile],
    out: Path,
    verdicts: Verdicts | None,
    *,
    only_check: bool,
) -> _Found:
    """The others, pressed and written."""
    # Where everything is current, nobody waits for these.
    from generator.commands.pressing import press_environments
    from generator.output.recovery import recover
    from generator.stages.write import write

    if not only_check:
        recover(out)
    begun, today = time.time_ns(), date.today()
    # What is kept of each is small: the fleet may be large.
    pressed: list[tuple[EnvironmentFile, tuple[Diagnostic, ...], Verdict | None]] = []

    def outputs() -> Iterator[Output]:
        for sound, output in press_environments(console, project, environments, today, out):
            verdict = verdicts.verdict(sound, out, begun) if verdicts else None
            pressed.append((sound.where, sound.warnings, verdict))
            yield output

    reports = write(outputs(), out, pretend=only_check)
    found = {}
    for (where, warnings, verdict), report in zip(pressed, reports, strict=True):
        found[where] = (report, warnings)
        if verdicts and verdict and (report.is_current or not only_check):
            verdicts.keep(where, verdict)
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
