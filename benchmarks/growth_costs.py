"""Ten thousand environments against a thousand: time, and the memory of the largest process."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.fleet import make_fleet
from benchmarks.measuring import Cost, cost_of
from benchmarks.programs import COLUMNS, HCLPRESS, row
from benchmarks.report import Report

FEW, MANY = 1_000, 10_000


def measure(report: Report, scratch: Path) -> None:
    """Measure each fleet once from cold, and note it."""
    few, many = _cold(scratch / "few", FEW), _cold(scratch / "many", MANY)
    report.goal(f"{MANY:,} environments against {FEW:,}: time", 10.5, many.wall / few.wall)
    report.goal(f"{MANY:,} environments against {FEW:,}: memory of the largest process", 1.3, many.peak / few.peak)
    report.table("Growth, cold", COLUMNS, [row(f"{FEW:,} environments", few), row(f"{MANY:,} environments", many)])


def _cold(folder: Path, size: int) -> Cost:
    make_fleet(folder, size)
    # The facts of skeletons stay from one project to the next, as in the other cold runs.
    specs = sorted((folder / "environments").glob("*/*-00[01][0-9].yaml"))
    cost_of([HCLPRESS, "render", *(f"{one.parent.name}/{one.stem}" for one in specs)], folder)
    for name in ("out", ".hclpress_cache"):
        shutil.rmtree(folder / name)
    cost = cost_of([HCLPRESS, "render"], folder)
    shutil.rmtree(folder)
    return cost
