"""A fleet on many machines: sixteen shares, one process on a machine each, against one process that does everything."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from benchmarks.fleet import PROJECT, make_fleet
from benchmarks.measuring import Cost, cost_of
from benchmarks.programs import COLUMNS, HCLPRESS, row
from benchmarks.report import Report
from hclpress.cache.signature import VARIABLE

SIZE = 10_000
MACHINES = 16
MOST = 1.15
"""The goal: the processor time of all machines together, against that of one process which does everything."""
PART = 20
"""One environment of so many shares something, or uses what another shares."""
CONSUMERS = 4
"""The number of environments that use what one shares."""
AGAIN = 3
"""Runs of what is quick; the medians count."""
KEY = {VARIABLE: "the secret of all machines"}


class Runs(Struct, frozen=True):
    """The costs of one machine, or of several together.

    Attributes:
        new: the first run of a new machine: no cache of anything.
        cold: the same machine with its user's cache, but with nothing of the project.
        carried: a check on a new checkout in which nothing has changed, with the caches of the last run.
    """

    new: Cost
    cold: Cost
    carried: Cost


def measure(report: Report, scratch: Path, size: int = SIZE) -> None:
    """Measure and note it."""
    source = scratch / "sharded"
    make_sharing_fleet(source, size)
    with one_processor():
        alone = runs_of(source, scratch / "machine", None)
        shares = [runs_of(source, scratch / "machine", f"{one}/{MACHINES}") for one in range(1, MACHINES + 1)]
    shutil.rmtree(source)
    rows = []
    for what, single, parts in (
        ("on new machines", alone.new, [one.new for one in shares]),
        ("the project cold", alone.cold, [one.cold for one in shares]),
        ("nothing changed, the caches carried to a new checkout", alone.carried, [one.carried for one in shares]),
    ):
        total = together(parts)
        report.goal(
            f"{size:,} environments, {what}: processor time of {MACHINES} shares, against one process",
            MOST,
            total.cpu / single.cpu,
        )
        rows += [row(f"{what}: one process", single), row(f"{what}: {MACHINES} shares, sums", total)]
    report.table(f"{size:,} environments on {MACHINES} machines", COLUMNS, [*rows])


def make_sharing_fleet(folder: Path, size: int) -> None:
    """Make a fleet of which some environments share and others use what they share, far apart in the order of all."""
    groups = max(1, size // PART // (1 + CONSUMERS))
    make_fleet(folder, size - groups * (1 + CONSUMERS))
    pair = PROJECT / "tests/shared"
    shutil.copytree(pair / "functions", folder / "functions", dirs_exist_ok=True)
    for system in ("network", "shop"):
        (folder / "environments" / system).mkdir()
    producer = (pair / "environments/network/ssm.yaml").read_text("utf-8")
    consumer = (pair / "environments/shop/ssm.yaml").read_text("utf-8")
    shutil.copy(pair / "environments/shop/_consumers.yaml", folder / "environments/shop/_consumers.yaml")
    for group in range(groups):
        path = folder / f"environments/network/ssm-{group:04}.yaml"
        path.write_text(producer.replace("suffix: n1", f"suffix: n{group:04}"), "utf-8")
        for number in range(CONSUMERS):
            path = folder / f"environments/shop/ssm-{group:04}-{number}.yaml"
            text = consumer.replace("network/ssm", f"network/ssm-{group:04}")
            path.write_text(f"{text}suffix: s{group:04}{number}\n", "utf-8")


def runs_of(source: Path, machine: Path, share: str | None) -> Runs:
    """Return the costs of a machine that renders a share, or everything; the machine is gone afterwards."""
    checkout, user = machine / "checkout", machine / "user"
    check_out(source, checkout)
    command = [HCLPRESS, "render", *(("--shard", share) if share else ())]
    environ = {**KEY, "XDG_CACHE_HOME": str(user)}
    new = cost_of(command, checkout, environ=environ)
    for name in ("out", ".hclpress_cache"):
        shutil.rmtree(checkout / name)
    cold = cost_of(command, checkout, environ=environ)
    checking = [*command, "--check"]
    carried = cost_of(checking, checkout, environ=environ, runs=AGAIN, before=lambda: touch(checkout))
    shutil.rmtree(machine)
    return Runs(new, cold, carried)


def check_out(source: Path, folder: Path) -> None:
    """Put the files of a project into a folder, as links: no run changes a spec."""
    shutil.copytree(source, folder, copy_function=os.link)


def touch(checkout: Path) -> None:
    """Give every file of a checkout a new time, as Git does; those of a cache keep theirs."""
    for name in ("environments", "functions", "out"):
        for folder, _, files in os.walk(checkout / name):
            for file in files:
                os.utime(Path(folder, file))


def together(costs: Sequence[Cost]) -> Cost:
    """Return the sums of the times of several machines, and the memory of the largest."""
    return Cost(sum(one.wall for one in costs), sum(one.cpu for one in costs), max(one.peak for one in costs))


@contextmanager
def one_processor() -> Iterator[None]:
    """Let commands use one processor only, so that each works in one process."""
    all_of_them = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {min(all_of_them)})
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_of_them)
