"""hclpress check."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from generator.commands.project import Project
from generator.console import Console
from generator.verdicts.verdicts import Verdicts

if TYPE_CHECKING:
    from generator.model.address import EnvironmentFile
    from generator.model.sound import Sound
    from generator.verdicts.ledger import Verdict


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
    verdicts = Verdicts(project.specs, project.own_modules, date.today()) if cache else None
    found: dict[EnvironmentFile, Sound | Verdict] = {
        where: verdict for where in environments if verdicts and (verdict := verdicts.current(where, out))
    }
    pending = [where for where in environments if where not in found]
    if pending:
        # Where everything is current, nobody waits for these.
        from generator.commands.pressing import press_environments

        found |= {sound.where: sound for sound, _ in press_environments(console, project, pending, date.today(), out)}
    for where in environments:
        one = found[where]
        console.say(f"{where.address}: sound, {one.resources} resource blocks in {one.modules} modules")
    console.report(
        [warning for where in environments for warning in found[where].warnings],
        {"environments": [where.address for where in environments]},
    )
    return 0
