"""The cost of a command: wall time, processor time of all its processes, and the memory of the largest of them."""

from __future__ import annotations

import ctypes
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from msgspec import Struct

_SUBREAPER = 36  # PR_SET_CHILD_SUBREAPER of prctl(2)


class Cost(Struct, frozen=True):
    """The cost of one run, or the medians of several.

    Attributes:
        wall: seconds from start to end.
        cpu: seconds of processor time, user and system, of the command and of all it started.
        peak: MiB of memory of its largest process.
    """

    wall: float
    cpu: float
    peak: float


def cost_of(
    command: Sequence[str],
    folder: Path,
    *,
    runs: int = 1,
    before: Callable[[], object] = lambda: None,
    environ: Mapping[str, str] | None = None,
    codes: Sequence[int] = (0,),
) -> Cost:
    """Run a command several times, each in a process of its own that measures it.

    Args:
        command: the command and its arguments.
        folder: the working directory.
        runs: the number of runs.
        before: the preparation of each run, outside the measurement.
        environ: variables to set besides those of this process.
        codes: the accepted exit codes.

    Raises:
        RuntimeError: when it ends otherwise, with its output.
    """
    costs = []
    # A program that runs twice has its modules compiled.
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(runs):
        before()
        costs.append(_once(command, folder, {**inherited, **(environ or {})}, codes))
    return medians(costs)


def in_turns(runs: int, *programs: Callable[[], Cost]) -> list[Cost]:
    """Return the costs of several programs, which take turns so that other load on the machine affects them all.

    Args:
        runs: the number of turns of each.
        programs: functions that run each of them once.
    """
    turns = [[program() for program in programs] for _ in range(runs)]
    return [medians(costs) for costs in zip(*turns, strict=True)]


def medians(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure by itself."""
    return Cost(*(statistics.median(values) for values in zip(*((c.wall, c.cpu, c.peak) for c in costs), strict=True)))


def _once(command: Sequence[str], folder: Path, environ: Mapping[str, str], codes: Sequence[int]) -> Cost:
    counted = [sys.executable, "-I", __file__, *command]
    result = subprocess.run(counted, cwd=folder, env=environ, capture_output=True, text=True, check=False)  # noqa: S603
    *_, last = result.stderr.splitlines() or [""]
    if result.returncode not in codes or not last.startswith("cost "):
        raise RuntimeError(
            f"{command} ended with {result.returncode}:\n{result.stdout[-2000:]}\n{result.stderr[-2000:]}"
        )
    wall, cpu, peak = map(float, last.split()[1:])
    return Cost(wall, cpu, peak)


def _main() -> int:
    """Run the command in the arguments; the last line on stderr is its cost."""
    # Orphans of a process that ends are counted here too.
    ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)
    begun = time.perf_counter()
    code = subprocess.call(sys.argv[1:])  # noqa: S603
    wall = time.perf_counter() - begun
    while True:
        try:
            os.wait()
        except ChildProcessError:
            break
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(f"cost {wall} {used.ru_utime + used.ru_stime} {used.ru_maxrss / 1024}", file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(_main())
