"""The project of these tests: an environment that shares, and others that use what it shares."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner, Result

from hclpress.cli import app
from hclpress.spec.environment_file import EnvironmentFile

HERE = Path(__file__).parent


def environment(address: str) -> EnvironmentFile:
    system, _, label = address.partition("/")
    return EnvironmentFile(system, label, Path("environments", system, f"{label}.yaml"))


def hclpress(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, catch_exceptions=False)


def edit(path: str, before: str, after: str) -> None:
    text = Path(path).read_text()
    assert before in text
    Path(path).write_text(text.replace(before, after))
