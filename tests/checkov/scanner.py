"""Checkov in an environment of its own, because its pins and ours exclude each other."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import venv
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from msgspec import Struct

VERSION = "3.2.500"
_MINUTES = 10 * 60


class Scan(Struct, frozen=True):
    """What Checkov says of a folder.

    Attributes:
        failed: file, address, check and the check's title, of each that failed.
        skipped: file, address, check and reason, of each that a comment skips.
        parsing_errors: files it could not read.
        resources: `<file>:<address>` of every resource it has read.
    """

    failed: tuple[tuple[str, ...], ...]
    skipped: tuple[tuple[str, ...], ...]
    parsing_errors: tuple[str, ...]
    resources: tuple[str, ...]


def scan(folder: Path) -> Scan:
    """Let Checkov read all Terraform below a folder, without a network.

    Skips the test where Checkov can be neither found nor installed; fails it where `CI` is set.
    """
    said = _said_by("scan.py", str(folder))
    return Scan(
        tuple(map(tuple, said["failed"])),
        tuple(map(tuple, said["skipped"])),
        tuple(said["parsing_errors"]),
        tuple(said["resources"]),
    )


def checks_of_types() -> dict[str, list[str]]:
    """The ids of Checkov's checks by the type they are about; `data.` stands before the type of a data source."""
    return {str(kind): list(ids) for kind, ids in _said_by("checks_of_types.py").items()}


def _said_by(script: str, *arguments: str) -> dict[str, Any]:
    """Return the output of a script that Checkov's Python runs."""
    result = subprocess.run(
        [_python(), "-I", str(Path(__file__).parent / script), *arguments],
        capture_output=True,
        text=True,
        check=False,
        timeout=_MINUTES,
        env={**os.environ, "LOG_LEVEL": "ERROR"},
    )
    assert result.returncode == 0, result.stderr
    said: dict[str, Any] = json.loads(result.stdout)
    return said


@cache
def _python() -> str:
    """The Python of Checkov's own environment, which stays in the user's cache from one run to the next."""
    cache_folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "hclpress"
    home = cache_folder / f"checkov-{VERSION}-{sys.implementation.cache_tag}"
    if not home.is_dir():
        # Another worker of the same run may be at it too: whoever is done first has made it.
        own = home.with_name(f"{home.name}.{os.getpid()}")
        _install(own)
        try:
            own.rename(home)
        except OSError:
            shutil.rmtree(own)
    return str(home / "bin" / "python")


def _install(home: Path) -> None:
    venv.create(home, with_pip=True, clear=True)
    installed_packages = subprocess.run(
        [home / "bin" / "python", "-m", "pip", "install", "--quiet", f"checkov=={VERSION}"],
        capture_output=True,
        text=True,
        check=False,
        timeout=_MINUTES,
    )
    if installed_packages.returncode != 0:
        shutil.rmtree(home)
        _unavailable(f"Checkov {VERSION} cannot be installed:\n{installed_packages.stderr[-2000:]}")


def _unavailable(reason: str) -> None:
    if os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(reason, pytrace=False)
    pytest.skip(reason)
