"""The command `hclpress rehearse`: what it refuses, what it says, and what it leaves when it is interrupted."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hclpress.cli import app

PATIENCE = 180.0
"""Seconds for what takes one or two on a machine with nothing else to do: the tests share theirs with many others."""

SPEC = """\
project: shop
suffix: s1
owner: platform-team
region: us-east-1
account_id: "123456789012"
modules:
  topics:
    module: dynamodb
    tables:
      orders: {hash_key: id}
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A rendered project of two environments; it is the working folder."""
    monkeypatch.chdir(tmp_path)
    for variable in ("HCLPRESS_ENVIRONMENTS", "HCLPRESS_MODULES", "HCLPRESS_OUT"):
        monkeypatch.delenv(variable, raising=False)
    (tmp_path / "environments/web").mkdir(parents=True)
    (tmp_path / "environments/web/dev.yaml").write_text(SPEC)
    (tmp_path / "environments/web/prod.yaml").write_text(SPEC.replace("s1", "p1") + "posture: prod\n")
    assert hclpress("render").exit_code == 0
    return tmp_path


def hclpress(*arguments: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(app, arguments, env={"COLUMNS": "120"}, catch_exceptions=False)


def test_a_stale_output_is_not_rehearsed(project: Path) -> None:
    (project / "environments/web/dev.yaml").write_text(SPEC.replace("platform-team", "another-team"))
    result = hclpress("rehearse", "web/dev")
    assert result.exit_code == 1
    assert "rehearse/stale-output" in result.stderr
    assert "hclpress render" in result.stderr


def test_an_output_edited_by_hand_is_not_rehearsed(project: Path) -> None:
    edited = project / "out/web/dev/main.tf"
    edited.write_text(edited.read_text() + "# mine\n")
    result = hclpress("rehearse", "web/dev")
    assert result.exit_code == 1
    assert "out/web/dev/main.tf was edited by hand" in result.stderr


def test_an_update_goes_with_one_environment() -> None:
    result = hclpress("rehearse", "web", "--then", "web/prod")
    assert result.exit_code == 1
    assert "rehearse/then-of-several" in result.stderr


def test_a_call_must_be_one_and_its_body_be_there(project: Path) -> None:
    assert "rehearse/bad-call" in hclpress("rehearse", "web/dev", "--call", "orders").stderr
    missing = hclpress("rehearse", "web/dev", "--call", "POST /orders", "--body", "missing.json")
    assert missing.exit_code == 1
    assert "missing.json" in missing.stderr


def test_it_asks_for_at_least_one_environment() -> None:
    assert hclpress("rehearse").exit_code == 2


@pytest.mark.terraform
def test_it_tells_each_step_with_its_time_also_to_programs() -> None:
    result = hclpress("rehearse", "web/dev", "--then", "web/prod", "--format", "json")
    told = json.loads(result.stdout)
    assert told["diagnostics"] == []
    assert result.exit_code == 0
    (environment,) = told["environments"]
    assert environment["environment"] == "web/dev"
    assert environment["succeeded"] is True
    names = [step["name"] for step in environment["steps"]]
    assert names[:6] == ["emulator", "init", "plan", "apply", "second plan", "read back"]
    assert names[-3:] == ["unlock", "destroy", "nothing left"]
    results = {step["name"]: step["result"] for step in environment["steps"]}
    assert results["update: plan"] == "1 to update"
    assert all(step["seconds"] >= 0 for step in environment["steps"])


@pytest.fixture
def hanging(project: Path) -> Path:
    """A Terraform that answers who it is and then never again, with a child of its own."""
    program = project / "hanging"
    program.write_text(
        '#!/bin/sh\nif [ "$1" = version ]; then echo "Terraform v1.11.4"; exit; fi\n'
        f'mkdir "$TMPDIR/plugin$$"\necho $$ > {project}/begun\nsleep 612 & wait\n'
    )
    program.chmod(0o755)
    return program


@pytest.fixture
def scratch() -> Iterator[Path]:
    """A folder for temporary files whose path is short, as sockets in it need."""
    with tempfile.TemporaryDirectory(prefix="h") as folder:
        yield Path(folder)


@pytest.fixture
def under_way(project: Path, hanging: Path, scratch: Path) -> Iterator[subprocess.Popen[bytes]]:
    """`hclpress rehearse` of two environments, both waiting for Terraform."""
    command = [sys.executable, "-c", "from hclpress.__main__ import main; main()", "rehearse", "web"]
    with subprocess.Popen(
        [*command, "--terraform", str(hanging), "--jobs", "2"],
        env={**os.environ, "TMPDIR": str(scratch)},
        start_new_session=True,
    ) as process:
        until = time.monotonic() + PATIENCE
        while not (project / "begun").exists() and time.monotonic() < until:
            time.sleep(0.05)
        yield process
        process.kill()


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_whatever_ends_it_ends_all_it_started_and_removes_what_it_wrote(
    scratch: Path, under_way: subprocess.Popen[bytes], ending: signal.Signals
) -> None:
    assert descendants(str(scratch))
    under_way.send_signal(ending)
    under_way.wait(PATIENCE)
    # A process that is killed can do nothing any more, but those that rehearse for it notice and tidy up.
    assert what_is_left(scratch) == []
    if ending is not signal.SIGKILL:
        assert under_way.returncode == 130


def test_what_rehearses_may_be_killed_itself(scratch: Path, under_way: subprocess.Popen[bytes]) -> None:
    rehearsing = [process for process, command in descendants(str(scratch)) if "hclpress.rehearsal" in command]
    assert len(rehearsing) == 2
    for process in (under_way.pid, *rehearsing):
        os.kill(process, signal.SIGKILL)
    assert what_is_left(scratch) == []


def what_is_left(scratch: Path) -> list[object]:
    """The processes and temporary files that are still there after a while."""
    until = time.monotonic() + PATIENCE
    while True:
        left = [*descendants(str(scratch)), *scratch.iterdir()]
        if not left or time.monotonic() > until:
            return left
        time.sleep(0.1)


def descendants(mark: str) -> list[tuple[int, str]]:
    """The ids and command lines of processes whose temporary files go to this project."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if f"TMPDIR={mark}".encode() in (folder / "environ").read_bytes():
                command = (folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                found.append((int(folder.name), command))
        except OSError:
            continue
    return found
