"""An environment that shares and one that uses it, beside a thousand others: against the same two by themselves."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.fleet import PROJECT, make_fleet
from benchmarks.measuring import Cost, cost_of, in_turns
from benchmarks.programs import COLUMNS, HCLPRESS, MORE_RUNS, row
from benchmarks.report import Report

OTHERS = 1000
PRODUCER, CONSUMER = "network/ssm", "shop/ssm"
SHARED, LESS = "shares: [network, data, tables]", "shares: [network, data]"


def measure(report: Report, scratch: Path, runs: int) -> None:
    """Measure and note it."""
    alone, among = scratch / "pair", scratch / "pair-among-others"
    make_pair(alone)
    make_fleet(among, OTHERS)
    make_pair(among)
    rows = []
    for name, most, cost in (
        ("the one that uses what another shares, cold", 1.2, partial(_cold, CONSUMER)),
        ("the one that shares, cold", 1.2, partial(_cold, PRODUCER)),
        ("the one that shares, refused since it would no longer share what is used", 1.5, _refused),
    ):
        few, many = in_turns(runs * MORE_RUNS, _of(cost, alone), _of(cost, among))
        report.goal(f"{name}: beside {OTHERS:,} environments, against by themselves", most, many.wall / few.wall)
        rows += [row(name, few), row(f"the same, beside {OTHERS:,} others", many)]
    report.table("An environment that shares, and one that uses it", COLUMNS, [*rows])
    shutil.rmtree(among)


def make_pair(folder: Path) -> None:
    """Add the specs of the pair that `tests/shared` rehearses, and its function, to the project in `folder`."""
    pair = PROJECT / "tests/shared"
    for name in ("network/ssm.yaml", "shop/ssm.yaml", "shop/_consumers.yaml"):
        spec = folder / "environments" / name
        spec.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(pair / "environments" / name, spec)
    shutil.copytree(pair / "functions", folder / "functions", dirs_exist_ok=True)


def _of(cost: Callable[[Path], Cost], folder: Path) -> Callable[[], Cost]:
    return lambda: cost(folder)


def _cold(address: str, folder: Path) -> Cost:
    return cost_of([HCLPRESS, "render", address], folder, before=lambda: _clear(folder))


def _refused(folder: Path) -> Cost:
    spec = folder / f"environments/{PRODUCER}.yaml"
    whole = spec.read_text("utf-8")

    def take_away() -> None:
        spec.write_text(whole, "utf-8")
        _clear(folder)
        cost_of([HCLPRESS, "render", PRODUCER], folder)
        spec.write_text(whole.replace(SHARED, LESS), "utf-8")

    try:
        return cost_of([HCLPRESS, "render", PRODUCER], folder, before=take_away, codes=(1,))
    finally:
        spec.write_text(whole, "utf-8")


def _clear(folder: Path) -> None:
    for name in ("out", ".hclpress_cache"):
        shutil.rmtree(folder / name, ignore_errors=True)
