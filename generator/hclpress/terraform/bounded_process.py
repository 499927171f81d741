"""Starts programs so that they cannot outlive their time limit or their caller."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from msgspec import Struct

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.system.cleanup import kill_group_with_us


class Finished(Struct, frozen=True):
    """The output of a program that ended by itself."""

    code: int
    stdout: str
    stderr: str


def run(command: Sequence[str], *, folder: Path, environ: Mapping[str, str], timeout: float, doing: str) -> Finished:
    """Run a program to its end, without a terminal for prompts, and return its output.

    Args:
        command: the program and its arguments.
        folder: the working directory.
        environ: its whole environment.
        timeout: its time limit in seconds.
        doing: its task, for the diagnostic, such as `terraform plan`.

    Raises:
        Diagnosed: `terraform/timed-out`, when it takes longer.
        OSError: when it cannot be started at all.
    """
    # A session of its own puts the program and its children (each provider is a process) into one group to kill, and a
    # Ctrl-C typed at the terminal reaches only us: we end the group, so that no child is interrupted halfway.
    process = subprocess.Popen(  # noqa: S603  (the program is what the user named or installed)
        command,
        cwd=folder,
        env=dict(environ),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
    )
    with process, kill_group_with_us(process.pid):
        try:
            stdout, stderr = process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired as expired:
            _kill(process)
            raise Diagnosed([_timed_out(doing, timeout)]) from expired
        except BaseException:
            _kill(process)
            raise
    return Finished(process.returncode, stdout, stderr)


def _kill(process: subprocess.Popen[str]) -> None:
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.communicate()


def _timed_out(doing: str, timeout: float) -> Diagnostic:
    return Diagnostic(
        code="terraform/timed-out",
        summary=f"{doing} did not end in time",
        detail=(
            f"It was stopped, with every process it had started, after {timeout:g} seconds. A provider that "
            "waits for a network it cannot reach is the usual reason; TF_LOG=debug on a run by hand shows "
            "for what."
        ),
    )
