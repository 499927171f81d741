"""The cost of a start: help, and a check with nothing to do, against a Python that imports typer."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.fleet import make_fleet
from benchmarks.measuring import cost_of, in_turns
from benchmarks.programs import COLUMNS, HCLPRESS, MORE_RUNS, row
from benchmarks.report import Report


def measure(report: Report, scratch: Path, runs: int) -> None:
    """Measure and note it."""
    folder = scratch / "start"
    make_fleet(folder, 1)
    for _ in range(3):
        cost_of([HCLPRESS, "render"], folder)
    bare, helped, checked = in_turns(
        runs * MORE_RUNS,
        lambda: cost_of([sys.executable, "-c", "import typer"], folder),
        lambda: cost_of([HCLPRESS, "--help"], folder),
        lambda: cost_of([HCLPRESS, "render", "--check"], folder),
    )
    report.goal("`hclpress --help`, against Python and the imports of typer", 0.98, helped.wall / bare.wall)
    report.goal("`hclpress render --check`, nothing to do, against the same", 1.3, checked.wall / bare.wall)
    rows = [row("Python, import typer", bare), row("--help", helped), row("render --check, one environment", checked)]
    report.table("Starting", COLUMNS, [*rows])
