from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from benchmarks.fleet import PROJECT, make_fleet
from msgspec import Struct
from typer.testing import CliRunner

from hclpress.cli import app
from hclpress.fleet import generate as generating
from hclpress.system import workers as processes
from hclpress.system.workers import WORTH_A_PROCESS, ProcessDiedError, distribute

ITEMS = tuple(range(3 * WORTH_A_PROCESS))


class Doing(Struct, frozen=True):
    """How a process gets ready for some work, where there is nothing to it."""

    work: Callable[..., object]

    def __call__(self) -> Callable[..., object]:
        return self.work


def where(number: int) -> tuple[int, int]:
    return number, os.getpid()


def touch(path: Path) -> Path:
    path.touch()
    return path


def never_ready() -> Callable[[int], int]:
    raise ValueError("not ready")


def die(_: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(number: int) -> int:
    if number == 20:
        raise ValueError("twenty")
    return number


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_processors", lambda: 2)


def pids(items: Sequence[int], *, aside: bool = False) -> set[int]:
    with distribute(Doing(where), items, aside=aside) as results:
        return {pid for _, pid in results}


def test_results_come_in_the_order_of_the_items_and_from_several_processes() -> None:
    with distribute(Doing(where), ITEMS) as results:
        found = list(results)
    assert [number for number, _ in found] == list(ITEMS)
    pids = {pid for _, pid in found}
    assert os.getpid() not in pids
    assert len(pids) <= 2


def test_few_items_stay_in_this_process() -> None:
    assert pids(ITEMS[: WORTH_A_PROCESS - 1]) == {os.getpid()}


def test_all_stay_in_this_process_where_there_is_one_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_processors", lambda: 1)
    assert pids(ITEMS) == {os.getpid()}
    assert pids(ITEMS[:1], aside=True) == {os.getpid()}


def test_one_item_goes_to_another_process_if_this_one_has_something_else_to_do() -> None:
    assert os.getpid() not in pids(ITEMS[:1], aside=True)


def test_the_work_begins_before_anybody_asks_for_a_result(tmp_path: Path) -> None:
    with distribute(Doing(touch), [tmp_path / "begun"], aside=True):
        assert happens((tmp_path / "begun").exists)


def test_work_that_nobody_waits_for_is_left(tmp_path: Path) -> None:
    items = tuple(tmp_path / str(number) for number in range(20 * WORTH_A_PROCESS))
    with distribute(Doing(touch), items):
        pass
    assert len(list(tmp_path.iterdir())) < len(items)


@pytest.mark.parametrize("processors", [1, 2])
def test_what_getting_ready_raises_is_raised_here(processors: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_processors", lambda: processors)
    with pytest.raises(ValueError, match="not ready"), distribute(never_ready, ITEMS) as results:
        list(results)


@pytest.mark.parametrize("processors", [1, 2])
def test_what_the_work_raises_is_raised_here(processors: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_processors", lambda: processors)
    with pytest.raises(ValueError, match="twenty"), distribute(Doing(refuse), ITEMS) as results:
        list(results)


def test_who_is_ended_from_outside_is_said_to_have_died() -> None:
    with pytest.raises(ProcessDiedError), distribute(Doing(die), ITEMS) as results:
        list(results)


def test_a_fleet_of_which_a_process_is_ended_is_not_written_and_not_answered_with_a_traceback(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_fleet(tmp_path, 2 * WORTH_A_PROCESS)
    monkeypatch.setattr(generating, "_Prepare", lambda *_: Doing(die))
    result = CliRunner().invoke(app, ["render"], catch_exceptions=False)
    assert result.exit_code == 1
    assert "[generate/process-died]" in result.stderr
    assert not (tmp_path / "out").exists()


def test_a_fleet_is_the_same_whether_one_process_presses_it_or_several(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_fleet(tmp_path, 2 * WORTH_A_PROCESS)
    outputs = []
    for jobs in (1, 2):
        monkeypatch.setattr(processes, "_processors", lambda jobs=jobs: jobs)
        result = CliRunner().invoke(app, ["render", "--no-cache", "--out", f"out-{jobs}"], catch_exceptions=False)
        assert result.exit_code == 0, result.output
        folder = tmp_path / f"out-{jobs}"
        outputs.append({path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()})
    assert outputs[0] == outputs[1]
    assert len(outputs[0]) > 1000


def test_errors_of_several_processes_are_told_together_and_nothing_is_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_fleet(tmp_path, 2 * WORTH_A_PROCESS)
    specs = sorted((tmp_path / "environments").glob("*/*-00*.yaml"))
    for spec in (specs[0], specs[-1]):
        spec.write_text(spec.read_text().replace("owner:", "onwer:"))
    result = CliRunner().invoke(app, ["render"], catch_exceptions=False)
    assert result.exit_code == 1
    assert "2 errors" in result.stderr or "4 errors" in result.stderr
    for spec in (specs[0], specs[-1]):
        assert f"{spec.relative_to(tmp_path)}:" in result.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("processors", [1, 2])
def test_modules_that_are_not_there_are_no_matter_of_how_many_processes_look_for_them(
    processors: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    make_fleet(tmp_path, 2 * WORTH_A_PROCESS)
    monkeypatch.setattr(processes, "_processors", lambda: processors)
    result = CliRunner().invoke(app, ["render", "--modules", "none"], catch_exceptions=False)
    assert result.exit_code == 1
    assert "1 error" in result.stderr
    assert "none" in result.stderr
    assert not (tmp_path / "out").exists()


def test_what_is_done_waits_in_no_longer_a_line_than_keeps_the_processes_busy(tmp_path: Path) -> None:
    items = tuple(tmp_path / str(number) for number in range(20 * WORTH_A_PROCESS))
    with distribute(Doing(touch), items) as results:
        assert next(results) == items[0]
        time.sleep(1)
        assert len(list(tmp_path.iterdir())) < len(items) / 4
        assert len(list(results)) == len(items) - 1
    assert len(list(tmp_path.iterdir())) == len(items)


ALONE = """\
import threading
from hclpress.system.workers import _start_method

print(_start_method())
waits = threading.Event()
threading.Thread(target=waits.wait).start()
print(_start_method())
waits.set()
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is copied")
def test_a_process_is_copied_unless_it_has_threads() -> None:
    told = subprocess.run([sys.executable, "-c", ALONE], cwd=PROJECT, capture_output=True, text=True, check=True)
    assert told.stdout.split() == ["fork", "spawn"]


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_the_processes_of_one_that_is_killed_end_too(method: str, tmp_path: Path) -> None:
    script = tmp_path / "waits.py"
    script.write_text(WAITS.format(method=method))
    waiting = subprocess.Popen(
        [sys.executable, script, tmp_path / "pids"], env={**os.environ, "PYTHONPATH": str(PROJECT)}
    )
    try:
        assert happens(lambda: len(list(tmp_path.glob("pids-*"))) == 2)
    finally:
        waiting.kill()
        waiting.wait()
    children = [int(path.name.removeprefix("pids-")) for path in tmp_path.glob("pids-*")]
    assert happens(lambda: not any(map(is_running, children)))


WAITS = """\
import os, pathlib, sys, time
from hclpress.system import workers as processes

def prepare():
    return wait

def wait(number):
    pathlib.Path(f"{{sys.argv[1]}}-{{os.getpid()}}").touch()
    time.sleep(60)

if __name__ == "__main__":
    processes._processors = lambda: 2
    processes._start_method = lambda: "{method}"
    with processes.distribute(prepare, range(100)) as results:
        list(results)
"""


def is_running(pid: int) -> bool:
    """Whether a process has not ended; nobody may have asked yet how one did that has."""
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def happens(condition: Callable[[], bool]) -> bool:
    """Whether it comes true within half a minute."""
    until = time.monotonic() + 30
    while not condition():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True
