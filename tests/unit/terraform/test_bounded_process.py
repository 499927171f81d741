from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path
from types import FrameType

import pytest

from hclpress.diagnostics import Diagnosed
from hclpress.terraform.bounded_process import run

# Starts a child, as Terraform starts a provider, says its process id, and waits.
PARENT_AND_CHILD = "sleep 60 & echo $! > child; wait"


def is_running(process_id: int) -> bool:
    status = Path(f"/proc/{process_id}/stat")
    if status.parent.parent.joinpath("self").exists():
        return status.exists() and status.read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    return True


def has_ended(process_id: int) -> bool:
    deadline = time.monotonic() + 5
    while is_running(process_id) and time.monotonic() < deadline:
        time.sleep(0.01)
    return not is_running(process_id)


def test_both_outputs_and_the_exit_code_come_back(tmp_path: Path) -> None:
    finished = run(
        ["/bin/sh", "-c", "pwd; echo $WORD >&2; exit 7"],
        folder=tmp_path,
        environ={"WORD": "hello"},
        timeout=10,
        doing="sh",
    )

    assert finished.code == 7
    assert Path(finished.stdout.strip()).resolve() == tmp_path.resolve()
    assert finished.stderr == "hello\n"


def test_much_text_on_both_outputs_does_not_block(tmp_path: Path) -> None:
    write_much = "import sys; sys.stderr.write('e' * 3_000_000); sys.stdout.write('o' * 3_000_000)"

    finished = run([sys.executable, "-c", write_much], folder=tmp_path, environ={}, timeout=30, doing="python")

    assert (len(finished.stdout), len(finished.stderr)) == (3_000_000, 3_000_000)


def test_nobody_is_there_to_answer_a_question(tmp_path: Path) -> None:
    finished = run(["/bin/cat"], folder=tmp_path, environ={}, timeout=10, doing="cat")

    assert finished.stdout == ""


def test_when_time_is_up_the_whole_group_ends(tmp_path: Path) -> None:
    with pytest.raises(Diagnosed) as caught:
        run(
            ["/bin/sh", "-c", PARENT_AND_CHILD],
            folder=tmp_path,
            environ=os.environ,
            timeout=0.5,
            doing="terraform plan",
        )

    (diagnostic,) = caught.value.diagnostics
    assert diagnostic.code == "terraform/timed-out"
    assert diagnostic.summary == "terraform plan did not end in time"
    assert "after 0.5 seconds" in diagnostic.detail
    assert has_ended(int((tmp_path / "child").read_text()))


def test_an_interruption_leaves_no_process(tmp_path: Path) -> None:
    def interrupt(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, 0.5)
    try:
        with pytest.raises(KeyboardInterrupt):
            run(
                ["/bin/sh", "-c", PARENT_AND_CHILD],
                folder=tmp_path,
                environ=os.environ,
                timeout=30,
                doing="sh",
            )
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

    assert has_ended(int((tmp_path / "child").read_text()))
