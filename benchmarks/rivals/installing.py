"""Installs the compared programs: once, in pinned versions, into the user's cache."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Sequence
from pathlib import Path

from hclpress.system.user_cache import user_cache

_SECONDS = 15 * 60


class Unavailable(Exception):  # noqa: N818  (it is no error of ours)
    """A rival that is not available on this machine; the message gives the reason in one line."""


def python_packages(name: str, requirements: Sequence[str]) -> Path:
    """Return the folder of the programs of a virtual environment with these packages.

    Args:
        name: the name of the rival.
        requirements: packages with their versions, as pip takes them.

    Raises:
        Unavailable: when they cannot be installed.
    """

    def make(home: Path) -> None:
        venv.create(home, with_pip=True)
        _run([str(home / "bin" / "python"), "-m", "pip", "install", "--quiet", *requirements], home)

    return _kept(name, [sys.implementation.cache_tag, *requirements], make) / "bin"


def node_modules(name: str, package: Path) -> Path:
    """Return the folder `node_modules` of a `package.json`; no package runs a script when it is installed.

    Raises:
        Unavailable: when there is no Node or npm, or they cannot be installed.
    """
    node, npm = program("node"), program("npm")
    version = subprocess.run([node, "--version"], capture_output=True, text=True, check=True).stdout  # noqa: S603

    def make(home: Path) -> None:
        home.mkdir(parents=True)
        shutil.copy(package, home / "package.json")
        _run([npm, "install", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], home)

    major = version.partition(".")[0]
    return _kept(name, [major, package.read_text(encoding="utf-8")], make) / "node_modules"


def program(name: str) -> str:
    """The path of a program.

    Raises:
        Unavailable: when it is not on PATH.
    """
    if found := shutil.which(name):
        return found
    raise Unavailable(f"there is no `{name}` on PATH")


def _kept(name: str, pinned: Sequence[str], make: Callable[[Path], None]) -> Path:
    """Return a folder made from pinned requirements, now or earlier; an incomplete one is made again."""
    digest = hashlib.sha256("\n".join(pinned).encode()).hexdigest()[:16]
    home = user_cache("benchmarks") / f"{name}-{digest}"
    done = home.with_suffix(".installed")
    if not done.exists():
        shutil.rmtree(home, ignore_errors=True)
        make(home)
        done.touch()
    return home


def _run(command: Sequence[str], folder: Path) -> None:
    try:
        result = subprocess.run(  # noqa: S603
            command, cwd=folder, capture_output=True, text=True, check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired:
        raise Unavailable(f"cannot be installed within {_SECONDS // 60} minutes") from None
    if result.returncode != 0:
        said = [line.strip() for line in result.stderr.splitlines() if line.strip()] or ["no reason given"]
        raise Unavailable(f"cannot be installed: {said[-1][:200].replace('|', '/')}")
