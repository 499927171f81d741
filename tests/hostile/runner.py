"""Runs the real command over one folder after another, each in a forked child with limits of its own.

Started as a program by the tests. It imports and warms up everything once; then it reads one line of JSON for each run
(`{"folder": …, "arguments": […]}`) and answers with one line: the exit code or signal, CPU seconds, the most memory held
in megabytes, and what was said.

One thing cannot be warm: a process that has loaded pygohcl, and with it Go's runtime, must not be forked, because the
child would have the runtime without its threads. So the warm process holds a stand-in, and a child loads the real one when
it first reads HCL, which a spec that is refused never comes to.
"""

from __future__ import annotations

import gc
import json
import os
import resource
import signal
import sys
import tempfile
import traceback
import types
from collections.abc import Callable
from pathlib import Path

import typer

# Enough to tell a slow run from an endless one; the limits that are asserted are far below.
CPU_SECONDS = 20
WALL_SECONDS = 60
ADDRESS_SPACE = 4 * 1024**3

WARM = """\
project: shop
suffix: t1
owner: platform-team
region: us-east-1
modules: {params: {module: ssm, parameters: {one: {value: x}}}}
"""


def run(folder: str, arguments: list[str], command: Callable[[], object]) -> dict[str, object]:
    """One run of the command, from fork to death."""
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complained:
        child = os.fork()
        if child == 0:
            os.dup2(said.fileno(), 1)
            os.dup2(complained.fileno(), 2)
            os._exit(_ended(folder, arguments, command))
        _, status, usage = os.wait4(child, 0)
        said.seek(0)
        complained.seek(0)
        return {
            "code": os.waitstatus_to_exitcode(status),
            "seconds": usage.ru_utime + usage.ru_stime,
            "megabytes": usage.ru_maxrss / 1024,
            "stdout": said.read().decode("utf-8", "surrogateescape"),
            "stderr": complained.read().decode("utf-8", "surrogateescape"),
        }


def _ended(folder: str, arguments: list[str], command: Callable[[], object]) -> int:
    del sys.modules["pygohcl"]
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_SPACE, ADDRESS_SPACE))
    signal.alarm(WALL_SECONDS)
    os.chdir(folder)
    sys.argv = ["hclpress", *arguments]
    # The streams of the parent would write to its own descriptors only by chance.
    sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
    sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False)
    code = 0
    try:
        command()
    except SystemExit as ended:
        code = ended.code if isinstance(ended.code, int) else 1
    except BaseException:  # what Python would do with it at the top
        traceback.print_exc()
        code = 70
    sys.stdout.flush()
    sys.stderr.flush()
    return code


def _warm_up() -> Callable[[], object]:
    """Load and run the command once.

    Returns:
        The command, with its tree of subcommands and options made.
    """
    stand_in = types.ModuleType("pygohcl")
    stand_in.loads = lambda _source: {}  # type: ignore[attr-defined]
    stand_in.HCLParseError = stand_in.HCLInternalError = ValueError  # type: ignore[attr-defined]
    sys.modules["pygohcl"] = stand_in
    with tempfile.TemporaryDirectory() as folder:
        spec = Path(folder, "environments/shop/dev.yaml")
        spec.parent.mkdir(parents=True)
        spec.write_text(WARM, encoding="utf-8")
        here = Path.cwd()
        os.chdir(folder)
        sys.argv = ["hclpress", "check", "--format", "json"]
        output = sys.stdout
        try:
            from hclpress.cli import app

            command = typer.main.get_command(app)
            with Path(os.devnull).open("w", encoding="utf-8") as sys.stdout:
                command()
        except SystemExit as ended:
            if ended.code:
                raise
        finally:
            sys.stdout = output
            os.chdir(here)
    gc.collect()
    gc.freeze()
    return command


if __name__ == "__main__":
    hclpress = _warm_up()
    for line in sys.stdin:
        asked = json.loads(line)
        print(json.dumps(run(asked["folder"], asked["arguments"], hclpress)), flush=True)
