"""One environment at a time, each of the shipped ones: cold, and with nothing changed."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.contexts import write_contexts
from benchmarks.fleet import make_fleet
from benchmarks.measuring import Cost, cost_of
from benchmarks.programs import COLUMNS, HCLPRESS, HERE, floor, row
from benchmarks.report import Report
from generator.model.address import find_environments

SHIPPED = 11


def measure(report: Report, scratch: Path, runs: int) -> None:
    """Measure and note it: the sums over all systems, so that no system is picked."""
    folder, contexts = scratch / "one", scratch / "one-contexts"
    make_fleet(folder, SHIPPED)
    contexts.mkdir()
    write_contexts(folder, contexts)
    floors, colds, agains = [], [], []
    for where in find_environments(folder / "environments"):
        mine = scratch / "contexts" / where.label
        mine.mkdir(parents=True)
        shutil.copy(contexts / f"{where.system}-{where.label}.pickle", mine)
        out, cache = folder / "out", folder / ".hclpress_cache"

        def clear(out: Path = out, cache: Path = cache) -> None:
            shutil.rmtree(out, ignore_errors=True)
            shutil.rmtree(cache, ignore_errors=True)

        floors.append(cost_of(floor(mine, out, 1), folder, runs=runs, before=clear, environ=HERE))
        colds.append(cost_of([HCLPRESS, "render", where.address], folder, runs=runs, before=clear))
        agains.append(cost_of([HCLPRESS, "render", where.address], folder, runs=runs))
    bare, cold, again = (_sum(costs) for costs in (floors, colds, agains))
    report.goal("one environment, cold, parsed back and checked, against the floor of one", 3.5, cold.wall / bare.wall)
    report.goal("one environment, nothing changed, against the same", 1.5, again.wall / bare.wall)
    rows = [row("floor", bare), row("cold", cold), row("nothing changed", again)]
    report.table(f"One environment, the sums over the {SHIPPED} shipped ones", COLUMNS, [*rows])


def _sum(costs: list[Cost]) -> Cost:
    return Cost(sum(c.wall for c in costs), sum(c.cpu for c in costs), max(c.peak for c in costs))
