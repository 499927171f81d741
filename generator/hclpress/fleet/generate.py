"""Generates many environments: over processes, with a progress bar, and with every problem of all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.project.project import Project
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.system.workers import ProcessDiedError, distribute
from hclpress.ui.console import Console

if TYPE_CHECKING:
    from hclpress.cache.results import Results
    from hclpress.cache.results_file import Result
    from hclpress.model.environment_summary import Summary
    from hclpress.output.environment_output import EnvironmentOutput

_Outcome: TypeAlias = "tuple[tuple[Summary, EnvironmentOutput] | None, tuple[Diagnostic, ...]]"

PROCESS_DIED = Diagnostic(
    "generate/process-died",
    "The system ended a worker process while it generated environments",
    "The usual reason is that memory ran out. Nothing is written. Give it more (some 100 MiB a processor), or generate "
    "fewer environments: name them, or split them with --shard.",
)

_MANY = 100
"""With this many environments, checking their output takes a noticeable time."""


class Generating(Struct, frozen=True):
    """Environments of which some are being generated.

    Attributes:
        current: the unchanged ones, each with its result of an earlier run.
        pending: the environments to generate.
        generated: each of these in that order, as it gets done, with the output to write. At the end `Diagnosed` is
            raised if there is a problem in any of them.
    """

    current: Mapping[EnvironmentFile, Result]
    pending: Sequence[EnvironmentFile]
    generated: Iterator[tuple[Summary, EnvironmentOutput]]


@contextmanager
def generating(
    console: Console,
    project: Project,
    environments: Iterable[EnvironmentFile],
    today: date,
    out: Path,
    results: Results | None = None,
) -> Iterator[Generating]:
    """Begin to generate environments. Meanwhile, check the output of the unchanged ones.

    Args:
        console: where the progress is shown.
        project: their project.
        environments: all of them.
        today: the day on which waivers are checked for expiry.
        out: the output folder of earlier runs.
        results: the results of earlier runs; by default there are none, and all are generated.
    """
    changed: list[EnvironmentFile] = []
    standing: list[EnvironmentFile] = []
    for where in environments:
        (standing if results and results.has_same_inputs(where) else changed).append(where)
    prepare = _Prepare(project.own_modules, today, out, project.file.deploy_branch)
    with distribute(prepare, changed, aside=len(standing) >= _MANY) as first:
        known = ((where, results.current(where, out)) for where in standing if results)
        current = {where: result for where, result in known if result}
        stale = [where for where in standing if where not in current]
        with distribute(prepare, stale) as then:
            pending = (*changed, *stale)
            yield Generating(current, pending, _summary_of(console, chain(first, then), len(pending)))


def _summary_of(
    console: Console, results: Iterable[_Outcome], number: int
) -> Iterator[tuple[Summary, EnvironmentOutput]]:
    problems: list[Diagnostic] = []
    with console.progress("Generating", number) as advance:
        try:
            for generated, found in results:
                problems.extend(found)
                advance()
                if generated:
                    yield generated
        except ProcessDiedError:
            problems.append(PROCESS_DIED)
    if problems:
        raise Diagnosed(problems)


class _Prepare(Struct, frozen=True):
    """Prepares a process to generate. Only processes that generate import the code for it."""

    own_modules: tuple[Path, ...]
    today: date
    out: Path
    deploy_branch: str

    def __call__(self) -> Callable[[EnvironmentFile], _Outcome]:
        from hclpress.fleet.generate_one import EnvironmentGenerator
        from hclpress.output.committed_output import CommittedOutput

        return EnvironmentGenerator(
            self.own_modules, self.today, self.out, CommittedOutput(self.out, self.deploy_branch)
        )
