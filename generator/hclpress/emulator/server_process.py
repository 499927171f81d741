"""Starts an emulator in a process of its own, and ends it in all circumstances."""

from __future__ import annotations

import importlib.util
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import msgspec
from msgspec import Struct

import hclpress
from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.emulator.__main__ import PORT_IN_USE
from hclpress.emulator.request_queue import STUMBLED

INSTALLATION = "pip install 'hclpress[rehearse]'"

_NEEDED = ("boto3", "flask", "flask_cors", "jsonschema", "moto")
_START_SECONDS = 60.0
_END_SECONDS = 3.0


class Emulator(Struct, frozen=True):
    """A running emulator.

    Attributes:
        endpoint: its address, such as `http://127.0.0.1:40117`.
        account: the id of the account of every call.
        log: its log file.
    """

    endpoint: str
    account: str
    log: Path

    def stumbles(self) -> tuple[str, ...]:
        """Return the unsupported calls, each once, such as `POST /2020-05-31/streaming-distribution`."""
        lines = self.log.read_text("utf-8", "replace").splitlines()
        found = (line.removeprefix(STUMBLED).strip() for line in lines if line.startswith(STUMBLED))
        return tuple(dict.fromkeys(found))


@contextmanager
def emulator(
    account: str, folder: Path, *, port: int = 0, plain: bool = False, patches: Iterable[Path] = ()
) -> Iterator[Emulator]:
    """Run an empty emulated AWS account, as long as the block runs.

    Args:
        account: its id, 12 digits.
        folder: the folder for its log.
        port: its port on 127.0.0.1; 0 for a free port.
        plain: whether to leave the gaps of moto unpatched.
        patches: files with patches of moto that modules bring.

    Raises:
        Diagnosed: `emulator/not-installed`, `emulator/port-in-use`, `emulator/patch-failed`, `emulator/does-not-start`.
    """
    if missing := [name for name in _NEEDED if not _is_installed(name)]:
        raise Diagnosed([_not_installed(missing)])
    log = folder / f"emulator-{account}.log"
    options = ["--plain"] if plain else [str(file.absolute()) for file in patches]
    command = [sys.executable, "-P", "-m", "hclpress.emulator", account, str(port), *options]
    with log.open("wb") as said:
        # A group of its own, so that a Ctrl-C typed at the terminal does not end it while Terraform still stops. Its
        # standard input is the lifeline: when this process ends, however it ends, so does the emulator.
        process = subprocess.Popen(  # noqa: S603  (it is this very program)
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=said,
            env=_environment(os.environ),
            start_new_session=True,
        )
    try:
        yield Emulator(f"http://127.0.0.1:{_ready(process, log, port)}", account, log)
    finally:
        _end(process)


def _is_installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except ValueError:
        return False


def _environment(environ: os._Environ[str]) -> dict[str, str]:
    # The user's own settings for AWS or moto must not change the emulator.
    kept = {name: value for name, value in environ.items() if not name.startswith(("AWS_", "MOTO_"))}
    root = str(Path(hclpress.__file__).parents[1])
    return kept | {"PYTHONPATH": os.pathsep.join(filter(None, (root, kept.get("PYTHONPATH")))), "NO_PROXY": "127.0.0.1"}


def _ready(process: subprocess.Popen[bytes], log: Path, port: int) -> int:
    """Return the port it listens on, once it does."""
    assert process.stdout is not None  # noqa: S101  (it is a pipe)
    line = b""
    until = time.monotonic() + _START_SECONDS
    while not line.endswith(b"\n"):
        readable, _, _ = select.select([process.stdout], [], [], max(0.0, until - time.monotonic()))
        read = os.read(process.stdout.fileno(), 1) if readable else b""
        if not read:
            raise Diagnosed([_does_not_start(process, log, port)])
        line += read
    if line.startswith(b"["):
        raise Diagnosed(msgspec.json.decode(line, type=tuple[Diagnostic, ...]))
    return int(line.split()[1])


def _end(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
    try:
        process.wait(_END_SECONDS)
    except subprocess.TimeoutExpired:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _not_installed(missing: list[str]) -> Diagnostic:
    names = ", ".join(missing)
    return Diagnostic(
        "emulator/not-installed",
        "No emulator of AWS is installed",
        f"A rehearsal needs moto with its server, and boto3; not found: {names}. Run `{INSTALLATION}`.",
    )


def _does_not_start(process: subprocess.Popen[bytes], log: Path, port: int) -> Diagnostic:
    with suppress(subprocess.TimeoutExpired):
        process.wait(_END_SECONDS)
    if process.returncode == PORT_IN_USE:
        return Diagnostic(
            "emulator/port-in-use",
            f"Port {port} is in use",
            f"Another program listens on 127.0.0.1:{port}. Choose another with --port, or omit the option for a free "
            "one.",
        )
    last_words = "\n".join(log.read_text("utf-8", "replace").strip().splitlines()[-10:])
    return Diagnostic(
        "emulator/does-not-start",
        "The emulator of AWS does not start",
        f"It did not answer within {_START_SECONDS:g} seconds. Its last output:\n{last_words or '(none)'}",
    )
