"""Pressing many environments: over processes, with a progress bar, and every problem of all of them at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.project import Project
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.system.workers import ProcessDiedError, distribute
from hclpress.ui.console import Console

if TYPE_CHECKING:
    from hclpress.cache.index import Result
    from hclpress.cache.results import Results
    from hclpress.model.summary import Summary
    from hclpress.output.environment_output import EnvironmentOutput

_Outcome: TypeAlias = "tuple[tuple[Summary, EnvironmentOutput] | None, tuple[Diagnostic, ...]]"

_DIED = Diagnostic(
    "press/process-died",
    "The system has ended a process of ours while it pressed",
    "Most often because memory ran out. Nothing is written. Give it more (some 100 MiB a processor), or press fewer "
    "environments on it: name them, or share them out with --shard.",
)

_MANY = 100
"""Environments whose output is not looked at in no time."""


class Generating(Struct, frozen=True):
    """Environments of which some are being pressed.

    Attributes:
        current: those that need not be, each with what an earlier run found.
        pending: those that are pressed.
        pressed: each of these in that order, in memory and with what is to be written, as it gets done. At the end
            `Diagnosed` is raised, if anything is wrong in any of them.
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
    """Begin to press environments. Those that have changed are pressed while the output of the others is looked at.

    Args:
        console: where the progress is shown.
        project: what they belong to.
        environments: all of them.
        today: the day waivers are judged on.
        out: where the output of before lies.
        results: what is known of them; left out, nothing is, and all are pressed.
    """
    changed: list[EnvironmentFile] = []
    standing: list[EnvironmentFile] = []
    for where in environments:
        (standing if results and results.has_same_inputs(where) else changed).append(where)
    prepare = _Prepare(project.own_modules, today, out)
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
    with console.progress("Pressing", number) as advance:
        try:
            for generated, found in results:
                problems.extend(found)
                advance()
                if generated:
                    yield generated
        except ProcessDiedError:
            problems.append(_DIED)
    if problems:
        raise Diagnosed(problems)


class _Prepare(Struct, frozen=True):
    """How a process gets ready to press. Only those that do it wait for all that it needs."""

    own_modules: tuple[Path, ...]
    today: date
    out: Path

    def __call__(self) -> Callable[[EnvironmentFile], _Outcome]:
        from hclpress.fleet.generate_one import EnvironmentGenerator

        return EnvironmentGenerator(self.own_modules, self.today, self.out)
