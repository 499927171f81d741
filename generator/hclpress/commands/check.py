"""hclpress check: render in memory and report every problem."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hclpress.cache.results import Results
from hclpress.fleet.generate import generating
from hclpress.output.applied_state import AppliedState
from hclpress.project.project import Project
from hclpress.ui.console import Console

if TYPE_CHECKING:
    from hclpress.cache.results_file import Result
    from hclpress.model.environment_summary import Summary
    from hclpress.spec.environment_file import EnvironmentFile


def check(console: Console, project: Project, wanted: Iterable[str], out: Path, *, cache: bool = True) -> int:
    """Generate in memory and report; nothing is written.

    Args:
        console: the console to print to.
        project: the project of the environments.
        wanted: the environments; none means all.
        out: the output folder of earlier renders, whose history decides which resources may be removed.
        cache: whether results of earlier runs are reused for unchanged environments.

    Returns:
        0; problems are raised.
    """
    environments = project.environments(wanted)
    today = date.today()
    committed = AppliedState(out, project.file.deploy_branch)
    results = Results(project.specs, project.own_modules, today, project.file.path, committed) if cache else None
    with generating(console, project, environments, today, out, results) as work:
        found: dict[EnvironmentFile, Summary | Result] = {**work.current}
        found |= {summary.where: summary for summary, _ in work.generated}
    for where in environments:
        one = found[where]
        console.say(f"{where.address}: no problems, {one.resources} resource blocks in {one.modules} modules")
    console.report(
        [warning for where in environments for warning in found[where].warnings],
        {"environments": [where.address for where in environments]},
    )
    return 0
