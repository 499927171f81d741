"""hclpress check."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from hclpress.cache.results import Verdicts
from hclpress.fleet.generate import pressing
from hclpress.project import Project
from hclpress.ui.console import Console

if TYPE_CHECKING:
    from hclpress.cache.index import Verdict
    from hclpress.model.summary import Sound
    from hclpress.spec.address import EnvironmentFile


def check(console: Console, project: Project, wanted: Iterable[str], out: Path, *, cache: bool = True) -> int:
    """Press in memory and report; nothing is written.

    Args:
        console: where it is said.
        project: what the environments belong to.
        wanted: which environments; none means all.
        out: where the output of before lies: what it remembers decides what may go.
        cache: whether what an earlier render found sound, and nothing has touched since, is believed to be so.

    Returns:
        0; what is wrong is raised.
    """
    environments = project.environments(wanted)
    today = date.today()
    verdicts = Verdicts(project.specs, project.own_modules, today) if cache else None
    with pressing(console, project, environments, today, out, verdicts) as work:
        found: dict[EnvironmentFile, Sound | Verdict] = {**work.current}
        found |= {sound.where: sound for sound, _ in work.pressed}
    for where in environments:
        one = found[where]
        console.say(f"{where.address}: sound, {one.resources} resource blocks in {one.modules} modules")
    console.report(
        [warning for where in environments for warning in found[where].warnings],
        {"environments": [where.address for where in environments]},
    )
    return 0
