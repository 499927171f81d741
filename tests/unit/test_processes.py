from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

from benchmarks.fleet import make_fleet
from generator import processes
from generator.cli import app
from generator.processes import WORTH_A_PROCESS, spread

ITEMS = tuple(range(3 * WORTH_A_PROCESS))


def where(number: int) -> tuple[int, int]:
    return number, os.getpid()


def touch(path: Path) -> Path:
    path.touch()
    return path


def refuse(number: int) -> int:
    if number == 20:
        raise ValueError("twenty")
    return number


def test_results_come_in_the_order_of_the_items_and_from_several_processes() -> None:
    found = list(spread(where, ITEMS, (), jobs=2))
    assert [number for number, _ in found] == list(ITEMS)
    pids = {pid for _, pid in found}
    assert os.getpid() not in pids
    assert len(pids) <= 2


@pytest.mark.parametrize("jobs", [1, None])
def test_few_items_stay_in_this_process(jobs: int | None) -> None:
    found = list(spread(where, ITEMS[: WORTH_A_PROCESS - 1], (), jobs))
    assert {pid for _, pid in found} == {os.getpid()}


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_the_work_raises_is_raised_here(jobs: int) -> None:
    with pytest.raises(ValueError, match="twenty"):
        list(spread(refuse, ITEMS, (), jobs))


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
    monkeypatch.setattr(processes, "_processors", lambda: 2)
    specs = sorted((tmp_path / "environments").glob("*/*-00*.yaml"))
    for spec in (specs[0], specs[-1]):
        spec.write_text(spec.read_text().replace("owner:", "onwer:"))
    result = CliRunner().invoke(app, ["render"], catch_exceptions=False)
    assert result.exit_code == 1
    assert "2 errors" in result.stderr or "4 errors" in result.stderr
    for spec in (specs[0], specs[-1]):
        assert f"{spec.relative_to(tmp_path)}:" in result.stderr
    assert not (tmp_path / "out").exists()


def test_few_items_go_to_a_process_that_was_prepared_and_the_next_few_stay_here() -> None:
    processes.prepare(())
    assert os.getpid() not in {pid for _, pid in spread(where, ITEMS[:2], ())}
    assert {pid for _, pid in spread(where, ITEMS[:2], ())} == {os.getpid()}


def test_nothing_is_prepared_where_there_is_one_processor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(processes, "_processors", lambda: 1)
    processes.prepare(())
    assert {pid for _, pid in spread(where, ITEMS[:2], ())} == {os.getpid()}


def test_what_is_done_waits_in_no_longer_a_line_than_keeps_the_processes_busy(tmp_path: Path) -> None:
    items = tuple(tmp_path / str(number) for number in range(20 * WORTH_A_PROCESS))
    results = spread(touch, items, (), jobs=2)
    assert next(results) == items[0]
    time.sleep(1)
    assert len(list(tmp_path.iterdir())) < len(items) / 4
    assert len(list(results)) == len(items) - 1
    assert len(list(tmp_path.iterdir())) == len(items)
