"""The emulator's process: it answers, it says why it cannot, and it outlives nobody."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hclpress.diagnostics import Diagnosed
from hclpress.emulator import server_process as starting
from hclpress.emulator.server_process import emulator
from hclpress.rehearsal.aws_clients import Aws


def test_an_emulator_is_the_account_it_is_told_to_be_and_ends_with_its_block(tmp_path: Path) -> None:
    with emulator("999988887777", tmp_path) as started:
        aws = Aws(started.endpoint, started.account)
        assert aws.client("sts", "us-east-1").get_caller_identity()["Account"] == "999988887777"
    assert not _answers(int(started.endpoint.rpartition(":")[2]))


def test_settings_of_the_user_do_not_reach_the_emulator(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MOTO_ACCOUNT_ID", "111111111111")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    with emulator("222222222222", tmp_path) as started:
        aws = Aws(started.endpoint, started.account)
        assert aws.client("sts", "eu-west-1").get_caller_identity()["Account"] == "222222222222"


def test_a_port_in_use_is_said_so(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(Diagnosed) as raised, emulator("123456789012", tmp_path, port=port):
            pytest.fail("it must not start")
    (found,) = raised.value.diagnostics
    assert found.code == "emulator/port-in-use"
    assert str(port) in found.summary


def test_without_moto_it_says_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(starting, "_NEEDED", ("boto3", "no_such_emulator"))
    with pytest.raises(Diagnosed) as raised, emulator("123456789012", tmp_path):
        pytest.fail("it must not start")
    (found,) = raised.value.diagnostics
    assert found.code == "emulator/not-installed"
    assert "no_such_emulator" in found.detail
    assert "pip install 'hclpress[rehearse]'" in found.detail


def test_an_emulator_dies_with_whoever_started_it_even_if_that_is_killed(tmp_path: Path) -> None:
    program = (
        "import sys, time\nfrom pathlib import Path\nfrom hclpress.emulator.server_process import emulator\n"
        "with emulator('123456789012', Path(sys.argv[1])) as started:\n"
        "    print(started.endpoint, flush=True)\n    time.sleep(600)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], stdout=subprocess.PIPE) as starter:
        assert starter.stdout is not None
        port = int(starter.stdout.readline().rpartition(b":")[2])
        assert _answers(port)
        os.kill(starter.pid, signal.SIGKILL)
    until = time.monotonic() + 10
    while _answers(port) and time.monotonic() < until:
        time.sleep(0.05)
    assert not _answers(port)


def _answers(port: int) -> bool:
    with socket.socket() as asking:
        return asking.connect_ex(("127.0.0.1", port)) == 0
