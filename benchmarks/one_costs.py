"""One environment at a time, each of the shipped ones: cold, and with nothing changed."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

from benchmarks.contexts import write_contexts
from benchmarks.fleet import make_fleet
from benchmarks.floor import TEMPLATES
from benchmarks.frozen_floor import write_frozen_floor
from benchmarks.measuring import Cost, cost_of, in_turns
from benchmarks.programs import COLUMNS, HCLPRESS, HERE, floor, row
from benchmarks.report import Report
from hclpress.spec.environment_file import find_environments

SHIPPED = 11


def measure(report: Report, scratch: Path, runs: int) -> None:
    """Measure and note the sums over all systems, so that no system is picked."""
    folder, contexts = scratch / "one", scratch / "one-contexts"
    make_fleet(folder, SHIPPED)
    contexts.mkdir()
    write_contexts(folder, contexts)
    frozen = write_frozen_floor(scratch / "one-frozen", SHIPPED)
    parts: tuple[list[Cost], ...] = ([], [], [], [], [])
    for where in find_environments(folder / "environments"):
        floors = [(frozen.templates, frozen.contexts), (TEMPLATES, contexts)]
        alone = [
            (templates, _alone(of_all / f"{where.system}-{where.label}.pickle", scratch / f"{number}-{where.label}"))
            for number, (templates, of_all) in enumerate(floors)
        ]
        for part, cost in zip(parts, _costs(folder, alone, where.address, runs), strict=True):
            part.append(cost)
    old, bare, first, cold, again = map(_sum, parts)
    report.goal("one environment, first on a machine, against the floor of one", 2.2, first.wall / old.wall)
    report.goal("one environment, cold, parsed back and checked, against the same", 1.4, cold.wall / old.wall)
    report.goal("one environment, nothing changed, against the same", 0.4, again.wall / old.wall)
    names = (
        *("floor: templates of the first round", "floor: templates of today"),
        *("first on this machine", "cold", "nothing changed"),
    )
    rows = [row(name, cost) for name, cost in zip(names, (old, bare, first, cold, again), strict=True)]
    report.table(f"One environment, the sums over the {SHIPPED} shipped ones", COLUMNS, [*rows])


def _alone(contexts: Path, folder: Path) -> Path:
    """Return a folder with the contexts of one environment."""
    folder.mkdir()
    shutil.copy(contexts, folder)
    return folder


def _costs(folder: Path, floors: list[tuple[Path, Path]], address: str, runs: int) -> list[Cost]:
    out, kept, user = folder / "out", folder / ".hclpress_cache", folder / "user-cache"
    mine = [HCLPRESS, "render", address]

    def clear(*more: Path) -> None:
        for path in (out, kept, *more):
            shutil.rmtree(path, ignore_errors=True)

    first = {"XDG_CACHE_HOME": str(user)}
    return in_turns(
        runs,
        *(
            partial(cost_of, floor(contexts, out, 1, templates), folder, before=clear, environ=HERE)
            for templates, contexts in floors
        ),
        lambda: cost_of(mine, folder, before=lambda: clear(user), environ=first),
        lambda: cost_of(mine, folder, before=clear, environ=first),
        lambda: cost_of(mine, folder, environ=first),
    )


def _sum(costs: list[Cost]) -> Cost:
    return Cost(sum(c.wall for c in costs), sum(c.cpu for c in costs), max(c.peak for c in costs))
