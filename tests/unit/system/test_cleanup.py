"""What is left when we are killed: nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

PROGRAM = """
import subprocess, sys, time
from hclpress.system.cleanup import kill_group_with_us, scratch_folder

child = subprocess.Popen(["/bin/sh", "-c", "sleep 611 & echo $! $$; wait"], stdout=subprocess.PIPE, start_new_session=True)
with child, kill_group_with_us(child.pid), scratch_folder("guarded-") as folder:
    (folder / "deep").mkdir()
    (folder / "deep/file").write_text("content")
    print(folder, child.stdout.readline().decode(), flush=True)
    sys.stdin.readline()
    if sys.argv[1:] == ["leave"]:
        child.kill()
"""


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


def begun(scratch: Path, *arguments: str) -> tuple[subprocess.Popen[str], Path, list[int]]:
    """A process that guards a folder and a group, the folder, and the group's processes."""
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(scratch)},
    )
    assert process.stdout is not None
    folder, *ids = process.stdout.readline().split()
    return process, Path(folder), [int(one) for one in ids]


def test_whoever_is_killed_leaves_no_process_and_no_folder(scratch: Path) -> None:
    process, folder, ids = begun(scratch)
    with process:
        assert (folder / "deep/file").is_file()
        assert all(map(runs, ids))
        process.send_signal(signal.SIGKILL)
    until = time.monotonic() + 20
    while (any(map(runs, ids)) or folder.exists()) and time.monotonic() < until:
        time.sleep(0.05)
    assert not any(map(runs, ids))
    assert not folder.exists()


def test_whoever_leaves_by_itself_removes_the_folder_and_leaves_others_in_peace(scratch: Path) -> None:
    process, folder, (left, _) = begun(scratch, "leave")
    with process:
        process.communicate("\n", timeout=30)
    assert process.returncode == 0
    assert not folder.exists()
    # Of the group only what was ended by hand has ended.
    assert runs(left)
    os.kill(left, signal.SIGKILL)


def runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
