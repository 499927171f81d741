"""One environment with many items, against one with a tenth of them, without anything in any cache."""

from __future__ import annotations

import shutil
from pathlib import Path

from benchmarks.measuring import Cost, cost_of, in_turns
from benchmarks.programs import COLUMNS, HCLPRESS, row
from benchmarks.report import Report

FEW, MANY = 300, 3000


def measure(report: Report, scratch: Path, runs: int) -> None:
    """Measure and note it."""
    folder = scratch / "items"
    for number in (FEW, MANY):
        make_spec(folder, number)
    few, many = in_turns(runs, lambda: _first(folder, FEW), lambda: _first(folder, MANY))
    report.goal(f"one environment of {MANY:,} tables against one of {FEW}: time", 10.5, many.wall / few.wall)
    report.table("One environment, first on this machine", COLUMNS, [row(f"{FEW} tables", few), row("3,000", many)])


def make_spec(folder: Path, number: int) -> str:
    """Write the spec of an environment with so many tables, and return its address."""
    path = folder / "environments" / "tables" / f"with-{number}.yaml"
    path.parent.mkdir(parents=True, exist_ok=True)
    tables = "".join(f"      table-{one}: {{hash_key: id, attributes: {{id: S}}}}\n" for one in range(number))
    path.write_text(
        f"""\
project: shop
suffix: t1
owner: platform-team
region: eu-west-1
account_id: "123456789012"

modules:
  data:
    module: dynamodb
    tables:
{tables}""",
        encoding="utf-8",
    )
    return f"tables/{path.stem}"


def _first(folder: Path, number: int) -> Cost:
    user = folder / "user-cache"

    def clear() -> None:
        for path in (folder / "out", folder / ".hclpress_cache", user):
            shutil.rmtree(path, ignore_errors=True)

    command = [HCLPRESS, "render", f"tables/with-{number}"]
    return cost_of(command, folder, before=clear, environ={"XDG_CACHE_HOME": str(user)})
