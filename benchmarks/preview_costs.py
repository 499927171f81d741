"""Previews of a fleet, with nothing changed and with one cause in every environment, against a cold render."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from benchmarks.fleet import change_bases, make_fleet
from benchmarks.measuring import cost_of
from benchmarks.programs import COLUMNS, HCLPRESS, row
from benchmarks.report import Report

SIZE = 1_000
_PERSON = {f"GIT_{role}_{part}": "bench@example.com" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}


def measure(report: Report, scratch: Path, runs: int) -> None:
    """Measure and note it."""
    folder = scratch / "previewed"
    make_fleet(folder, SIZE)

    def clear() -> None:
        for name in ("out", ".hclpress_cache"):
            shutil.rmtree(folder / name, ignore_errors=True)

    cold = cost_of([HCLPRESS, "render"], folder, runs=runs, before=clear)
    for words in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-q", "-m", "all"]):
        subprocess.run(["git", *words], cwd=folder, env={**os.environ, **_PERSON}, check=True)  # noqa: S603, S607
    nothing = cost_of([HCLPRESS, "preview"], folder, runs=runs)
    releases = map(str, range(1000))
    cause = cost_of([HCLPRESS, "preview"], folder, runs=runs, before=lambda: change_bases(folder, f"r{next(releases)}"))
    shutil.rmtree(folder)
    report.goal(f"preview of {SIZE:,} environments, one cause, against a cold render", 1.3, cause.wall / cold.wall)
    report.goal("the same, nothing changed", 0.3, nothing.wall / cold.wall)
    costs = {"render, cold": cold, "preview, one cause": cause, "preview, nothing changed": nothing}
    report.table(f"Preview of {SIZE:,} environments", COLUMNS, [row(name, cost) for name, cost in costs.items()])
