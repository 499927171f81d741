"""How the command ends: with its code, with everything written, and with everything done that was to be done last."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.fleet import PROJECT


def ended(program: str, *arguments: str, stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *program.split(), *arguments],
        cwd=PROJECT,
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [(["--version"], 0), (["show", "storefront/none"], 1), (["render", "--nonsense"], 2)],
)
def test_the_code_is_that_of_the_command(arguments: list[str], code: int) -> None:
    assert ended("-m hclpress", *arguments).returncode == code


def test_all_that_was_said_is_written() -> None:
    found = ended("-m hclpress", "schema")
    assert found.stdout.endswith("}\n")
    assert len(found.stdout) > 100_000


def test_what_was_to_be_done_last_is_done() -> None:
    program = "import atexit, sys; atexit.register(print, 'last'); from hclpress.__main__ import main; "
    found = subprocess.run(
        [sys.executable, "-c", f"{program} sys.argv = ['hclpress', '--version']; main()"],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout.endswith("last\n")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is full")
def test_what_cannot_be_written_is_an_error() -> None:
    with Path("/dev/full").open("w") as full:
        found = ended("-m hclpress", "--version", stdout=full.fileno())
    assert found.returncode != 0
    assert "No space left" in found.stderr


def test_who_measures_it_gets_the_figures(tmp_path: Path) -> None:
    figures = tmp_path / "figures"
    assert ended(f"-m cProfile -o {figures} -m hclpress", "--version").returncode == 0
    assert figures.stat().st_size > 10_000


WATCHERS = [
    "sys.settrace(lambda *_: None)",
    "sys.setprofile(lambda *_: None)",
    *(f"sys.monitoring.use_tool_id({place}, 'watcher')" for place in range(6)),
]


@pytest.mark.parametrize("watcher", WATCHERS)
def test_who_watches_it_is_asked_at_the_end_of_python(watcher: str) -> None:
    if "monitoring" in watcher and sys.version_info < (3, 12):
        pytest.skip("this Python has no sys.monitoring")
    assert with_last_words(watcher).endswith("last words\n")


def test_nobody_else_is_waited_for() -> None:
    assert "last words" not in with_last_words("pass")


def with_last_words(preparation: str) -> str:
    """What is printed by a run that would have something to say after the command has ended."""
    program = (
        "import sys\n"
        "from hclpress.__main__ import main\n"
        f"{preparation}\n"
        "sys.argv = ['hclpress', '--version']\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        "    print('last words')\n"
    )
    found = subprocess.run([sys.executable, "-c", program], cwd=PROJECT, capture_output=True, text=True, check=True)
    return found.stdout
