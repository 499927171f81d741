"""The measured programs."""

from __future__ import annotations

import sys
from pathlib import Path

from benchmarks.fleet import PROJECT
from benchmarks.floor import TEMPLATES
from benchmarks.measuring import Cost

HCLPRESS = str(Path(sys.executable).with_name("hclpress"))
HERE = {"PYTHONPATH": str(PROJECT)}
"""The variables that programs of this folder need to import each other."""


def floor(contexts: Path, out: Path, processes: int, templates: Path = TEMPLATES) -> list[str]:
    """Return the command of Jinja alone."""
    command = [sys.executable, "-m", "benchmarks.floor", str(contexts), str(out)]
    return [*command, "--templates", str(templates), "--processes", str(processes)]


def row(name: str, cost: Cost) -> tuple[str, ...]:
    """Return a cost as a row of a table."""
    return (name, f"{cost.wall:.3f}", f"{cost.cpu:.3f}", f"{cost.peak:.0f}")


PROCESSES = 2
"""The number of processes in which Jinja alone renders a fleet."""
MORE_RUNS = 7
"""The factor by which quick commands run more often."""
COLUMNS = ("", "wall s", "CPU s", "peak MiB")
