"""`make bench`: the cost of a fleet, compared with Jinja alone.

python -m benchmarks [--sizes 10,100,1000] [--runs 3] [--without-growth] [--without-machines]
    [--without-rivals] [--results FILE]
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

from benchmarks import (
    fleet_costs,
    growth_costs,
    items_costs,
    one_costs,
    preview_costs,
    rival_costs,
    sharded_costs,
    shared_costs,
    start_costs,
)
from benchmarks.fleet import PROJECT
from benchmarks.report import Report


def main() -> None:
    """Measure everything requested, and write the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10,100,1000", help="sizes of fleets")
    parser.add_argument("--runs", type=int, default=3, help="number of runs; the medians count")
    parser.add_argument("--without-rivals", action="store_true", help="do not install and measure other programs")
    parser.add_argument("--without-growth", action="store_true", help="measure no fleet of ten thousand")
    parser.add_argument("--without-machines", action="store_true", help="measure no fleet on sixteen machines")
    parser.add_argument("--note", default="", help="a sentence for the report, such as what else the machine did")
    parser.add_argument("--results", type=Path, help="a Markdown file for the figures")
    asked = parser.parse_args()
    report = Report()
    with _scratch() as scratch:
        start_costs.measure(report, scratch, asked.runs)
        one_costs.measure(report, scratch, asked.runs)
        shared_costs.measure(report, scratch, asked.runs)
        items_costs.measure(report, scratch, asked.runs)
        fleet_costs.measure(report, scratch, asked.runs, [int(size) for size in asked.sizes.split(",")])
        preview_costs.measure(report, scratch, asked.runs)
        if not asked.without_growth:
            growth_costs.measure(report, scratch)
        if not asked.without_machines:
            sharded_costs.measure(report, scratch)
        if not asked.without_rivals:
            rival_costs.measure(report, scratch, asked.runs)
        text = report.text(
            f"{_commit()}; {_machine()}, scratch folder on {_file_system(scratch)}", _versions(), asked.note
        )
    print(text)
    if asked.results:
        asked.results.write_text(text, encoding="utf-8")
    sys.exit(0)


def _commit() -> str:
    """Return the measured commit."""
    described = ["git", "describe", "--always", "--abbrev=12", "--dirty=, with changes"]
    told = subprocess.run(described, cwd=PROJECT, capture_output=True, text=True, check=False)  # noqa: S603
    return f"commit {told.stdout.strip()}" if told.returncode == 0 else "no commit"


def _machine() -> str:
    """Return the processors, their kind, the memory and the system."""
    lines = Path("/proc/cpuinfo").read_text("utf-8").splitlines()
    kind = next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} processors ({kind}), {memory:.0f} GiB, {platform.system()} {platform.release()}"


def _versions() -> str:
    """Return the versions of Python and of the packages that take most of the time."""
    packages = ("jinja2", "python-hcl2", "pygohcl", "pydantic", "msgspec", "PyYAML", "typer")
    return ", ".join([f"Python {platform.python_version()}", *(f"{one} {version(one)}" for one in packages)])


def _file_system(folder: Path) -> str:
    """Return the file system of a folder: files cost ten times as much on some."""
    command = ["df", "--output=fstype", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.split()[-1]  # noqa: S603


@contextmanager
def _scratch() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="hclpress-bench-"))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    main()
