"""`make bench`: the cost of a fleet, compared with Jinja alone.

python -m benchmarks [--sizes 10,100,1000] [--runs 3] [--sharded 10000] [--without-rivals] [--results FILE]
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
from pathlib import Path

from benchmarks import fleet_costs, one_costs, rival_costs, sharded_costs, shared_costs, start_costs
from benchmarks.report import Report


def main() -> None:
    """Measure everything requested, and write the report."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10,100,1000", help="sizes of fleets")
    parser.add_argument("--runs", type=int, default=3, help="number of runs; the medians count")
    parser.add_argument("--sharded", type=int, default=10_000, help="size of the fleet that many machines divide")
    parser.add_argument("--without-rivals", action="store_true", help="do not install and measure other programs")
    parser.add_argument("--results", type=Path, help="a Markdown file for the figures")
    asked = parser.parse_args()
    report = Report()
    with _scratch() as scratch:
        start_costs.measure(report, scratch, asked.runs)
        one_costs.measure(report, scratch, asked.runs)
        shared_costs.measure(report, scratch, asked.runs)
        fleet_costs.measure(report, scratch, asked.runs, [int(size) for size in asked.sizes.split(",")])
        if asked.sharded:
            sharded_costs.measure(report, scratch, asked.sharded)
        if not asked.without_rivals:
            rival_costs.measure(report, scratch, asked.runs)
        machine = f"{os.cpu_count()} processors, Python {platform.python_version()}, {platform.system()}"
        text = report.text(f"{machine}, scratch folder on {_file_system(scratch)}")
    print(text)
    if asked.results:
        asked.results.write_text(text, encoding="utf-8")
    sys.exit(0)


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
