"""Previews many environments: over processes, and only those whose output or inputs have changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.fleet.generate import PROCESS_DIED
from hclpress.model.environment_preview import EnvironmentPreview
from hclpress.output.committed_output import CommittedOutput
from hclpress.project.project import Project
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.system.workers import ProcessDiedError, distribute
from hclpress.ui.console import Console

if TYPE_CHECKING:
    from hclpress.cache.results import Results


def preview_many(
    console: Console,
    project: Project,
    environments: Sequence[EnvironmentFile],
    since: str | None,
    today: date,
    results: Results | None,
) -> list[EnvironmentPreview]:
    """Preview environments as their specs are now.

    Args:
        console: where the progress is shown.
        project: their project.
        environments: all of them.
        since: the id of the commit that counts as applied; None for the last one shared with the deploy branch.
        today: the day on which specs are judged.
        results: the results of earlier runs; None to generate all.

    Raises:
        Diagnosed: with the problems of all specs that cannot be rendered.
    """
    committed = CommittedOutput(project.out, project.file.deploy_branch, since)
    pending = [
        where
        for where in environments
        if not (results and results.is_rendered(where, project.out) and committed.has_same_output(where.address))
    ]
    found: dict[str, EnvironmentPreview] = {}
    problems: list[Diagnostic] = []
    prepare = _Prepare(project.own_modules, today, project.out, project.file.deploy_branch, since)
    with console.progress("Comparing", len(pending)) as advance, distribute(prepare, pending) as previews:
        try:
            for preview, told in previews:
                problems.extend(told)
                advance()
                if preview is not None:
                    found[preview.address] = preview
        except ProcessDiedError:
            problems.append(PROCESS_DIED)
    if problems:
        raise Diagnosed(problems)
    return [found.get(where.address, EnvironmentPreview(where.address)) for where in environments]


class _Prepare(Struct, frozen=True):
    """Prepares a process. Only processes that generate import the code for it."""

    own_modules: tuple[Path, ...]
    today: date
    out: Path
    deploy_branch: str
    since: str | None

    def __call__(
        self,
    ) -> Callable[[EnvironmentFile], tuple[EnvironmentPreview | None, tuple[Diagnostic, ...]]]:
        from hclpress.fleet.preview_one import EnvironmentPreviewer

        committed = CommittedOutput(self.out, self.deploy_branch, self.since)
        return EnvironmentPreviewer(self.own_modules, self.today, self.out, committed)
