"""Fleets of growing size: cold, with nothing changed, and with one environment changed, against the bare floor."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.contexts import write_contexts
from benchmarks.fleet import change_environment, make_fleet
from benchmarks.frozen_floor import FrozenFloor, write_frozen_floor
from benchmarks.measuring import Cost, cost_of, in_turns
from benchmarks.programs import COLUMNS, HCLPRESS, HERE, PROCESSES, floor, row
from benchmarks.report import Report


def measure(report: Report, scratch: Path, runs: int, sizes: Sequence[int]) -> None:
    """Measure and note it."""
    colds: dict[int, Cost] = {}
    for size in sizes:
        folder, contexts = scratch / f"fleet-{size}", scratch / f"contexts-{size}"
        make_fleet(folder, size)
        contexts.mkdir()
        write_contexts(folder, contexts)
        frozen = write_frozen_floor(scratch / f"frozen-{size}", size)
        costs = _costs(folder, contexts, frozen, size, runs)
        colds[size] = costs["cold"]
        header = (*COLUMNS, "CPU ms an environment")
        rows = [(*row(_NAMES[key], cost), f"{1000 * cost.cpu / size:.2f}") for key, cost in costs.items()]
        report.table(f"{size} environments", header, [*rows])
        if size == max(sizes):
            bare = costs["frozen"].wall
            report.goal(f"{size:,} environments, cold, against the floor", 1.7, costs["cold"].wall / bare)
            report.goal("the same, nothing changed, first time", 0.25, costs["again"].wall / bare)
            report.goal("the same, nothing changed, later", 0.07, costs["later"].wall / bare)
            report.goal("the same, one environment changed", 0.08, costs["changed"].wall / bare)
        report.table(f"{size} environments, stage by stage in one process", *_stages(folder))
        shutil.rmtree(folder)
        shutil.rmtree(contexts)
        shutil.rmtree(frozen.templates.parent)
    if {100, 1000} <= colds.keys():
        few, many = colds[100], colds[1000]
        report.goal("1,000 environments against 100: time", 10.5, many.wall / few.wall)
        report.goal("1,000 environments against 100: memory of the largest process", 1.5, many.peak / few.peak)


_NAMES = {
    "frozen": "floor: Jinja alone, templates of the first round",
    "floor": "the same, templates of today",
    "cold": "cold",
    "again": "nothing changed, first time",
    "later": "nothing changed, later",
    "changed": "one environment changed",
}


def _costs(folder: Path, contexts: Path, frozen: FrozenFloor, size: int, runs: int) -> dict[str, Cost]:
    out, cache, bare = folder / "out", folder / ".hclpress_cache", folder / "bare"
    owners = iter(range(1000))

    def clear() -> None:
        for path in (out, cache, bare):
            shutil.rmtree(path, ignore_errors=True)

    def change() -> None:
        change_environment(folder, size // 2, owner=f"other-{next(owners)}")

    processes = min(PROCESSES, size)
    old, alone, cold = in_turns(
        runs,
        lambda: cost_of(floor(frozen.contexts, bare, processes, frozen.templates), folder, before=clear, environ=HERE),
        lambda: cost_of(floor(contexts, bare, processes), folder, before=clear, environ=HERE),
        lambda: cost_of([HCLPRESS, "render"], folder, before=clear),
    )
    return {
        "frozen": old,
        "floor": alone,
        "cold": cold,
        "again": cost_of([HCLPRESS, "render"], folder),
        "later": cost_of([HCLPRESS, "render"], folder, runs=runs),
        "changed": cost_of([HCLPRESS, "render"], folder, runs=runs, before=change),
    }


def _stages(folder: Path) -> tuple[Sequence[str], list[Sequence[str]]]:
    result = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "benchmarks.stages", str(folder), str(folder / "staged")],
        env=HERE,
        capture_output=True,
        text=True,
        check=True,
    )
    told = json.loads(result.stdout)
    rows: list[Sequence[str]] = [
        (stage, f"{told['wall'][stage]:.3f}", f"{told['cpu'][stage]:.3f}", "") for stage in told["wall"]
    ]
    sizes = told["sizes"]
    size = f"{sizes['files']} files, {sizes['hcl'] / 1e6:.1f} MB of HCL, {sizes['bytes'] / 1e6:.1f} MB in all"
    return COLUMNS, [*rows, (size, "", "", f"{told['peak']:.0f}")]
