"""hclpress check: render in memory and report every problem."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hclpress.cache.results import Results
from hclpress.diagnostics import Diagnosed, Diagnostic, errors
from hclpress.fleet.generate import generating
from hclpress.output.applied_state import AppliedState
from hclpress.project.project import Project
from hclpress.spec.framework import Framework
from hclpress.ui.console import Console

if TYPE_CHECKING:
    from hclpress.cache.results_file import Result
    from hclpress.model.environment_summary import Summary
    from hclpress.spec.environment_file import EnvironmentFile


def check(
    console: Console,
    project: Project,
    wanted: Iterable[str],
    out: Path,
    *,
    cache: bool = True,
    framework: Framework | None = None,
) -> int:
    """Generate in memory and report; nothing is written.

    Args:
        console: the console to print to.
        project: the project of the environments.
        wanted: the environments; none means all.
        out: the output folder of earlier renders, whose history decides which resources may be removed.
        cache: whether results of earlier runs are reused for unchanged environments.
        framework: the framework whose findings are reported; by default those of all checks. Problems of a spec are
            reported in any case.

    Returns:
        0; problems are raised.
    """
    environments = project.environments(wanted)
    today = date.today()
    committed = AppliedState(out, project.file.deploy_branch)
    results = Results(project.specs, project.own_modules, today, project.file.path, committed) if cache else None
    found: dict[EnvironmentFile, Summary | Result] = {}
    kept: tuple[Diagnostic, ...] = ()
    try:
        with generating(console, project, environments, today, out, results) as work:
            found |= work.current
            for summary, _ in work.generated:
                found[summary.where] = summary
    except Diagnosed as problems:
        kept = _of(framework, problems.diagnostics)
        if framework is None or errors(kept):
            raise Diagnosed(kept) from None
    for where in environments:
        if where in found:
            one = found[where]
            console.say(f"{where.address}: no problems, {one.resources} resource blocks in {one.modules} modules")
    warnings = [warning for one in found.values() for warning in one.warnings]
    console.report(
        [*kept, *_of(framework, warnings)],
        {"environments": [where.address for where in environments]},
    )
    return 0


def _of(framework: Framework | None, found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return the findings of the checks that a framework asks for, and every problem that is no finding of a check."""
    if framework is None:
        return tuple(found)
    from hclpress.catalog import find_checks

    asked = {f"check/{one.id}": bool(one.frameworks[framework]) for one in find_checks()}
    return tuple(one for one in found if asked.get(one.code, True))
