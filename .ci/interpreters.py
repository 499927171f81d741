"""Run the unit tests on every Python of this machine that the project says it works with, but for the one of `.venv`.

They run against the wheel, as users install it; the tests in `.venv` run against the checkout.

Looked for are the system's own, those of pyenv and those on the PATH. A Python that the classifiers name has to pass;
what another one cannot install is said, and is no failure.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from packaging.specifiers import SpecifierSet

PROJECT = Path(__file__).resolve().parents[1]
MINORS = range(11, 15)
WITHOUT = "not terraform and not emulator and not checkov and not mutation"
ASK = "import platform; print(platform.python_implementation(), platform.python_version())"

Version = tuple[int, ...]


def main() -> int:
    """Run them all, name each, and say at last what the machine lacks.

    Returns:
        0 if every one has passed, otherwise 1.
    """
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    claimed = {int(minor) for minor in re.findall(r":: 3\.(\d+)$", "\n".join(project["classifiers"]), re.MULTILINE)}
    found = interpreters(SpecifierSet(project["requires-python"]))
    own = sys.version_info[:3]
    say(f"Python {name_of(own)}: the one of .venv, on which `make test` runs everything")
    with TemporaryDirectory(prefix="hclpress-wheel-") as folder:
        wheel = build(Path(folder))
        results = [passes(wheel, path, version, claimed) for version, path in sorted(found.items()) if version != own]
    for minor in sorted(claimed - {version[1] for version in (*found, own)}):
        say(f"Python 3.{minor}: claimed by pyproject.toml, and not on this machine")
    return 0 if all(results) else 1


def interpreters(wanted: SpecifierSet) -> dict[Version, str]:
    """The interpreters there are, one of each version."""
    found: dict[Version, str] = {}
    for path in candidates():
        asked = subprocess.run([path, "-c", ASK], capture_output=True, text=True, check=False)  # noqa: S603
        # pyenv has a shim for each of its versions, which fails where that one is not switched on.
        if asked.returncode:
            continue
        implementation, text = asked.stdout.split()
        version = tuple(map(int, re.findall(r"\d+", text)[:3]))
        if implementation == "CPython" and version[1] in MINORS and wanted.contains(text, prereleases=True):
            found.setdefault(version, path)
    return found


def candidates() -> Iterator[str]:
    """Every path at which there may be an interpreter, the system's own first."""
    if Path("/usr/bin/python3").exists():
        yield "/usr/bin/python3"
    asked = run(["pyenv", "root"]).stdout.strip() if shutil.which("pyenv") else ""
    yield from map(str, sorted(Path(asked or Path.home() / ".pyenv").glob("versions/*/bin/python")))
    yield from filter(None, (shutil.which(f"python3.{minor}") for minor in MINORS))


def build(folder: Path) -> Path:
    """Build the wheel of the checkout."""
    command = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", str(folder), "."]
    done = run(command)
    if done.returncode:
        sys.exit(f"The wheel cannot be built\n{done.stdout}")
    (wheel,) = folder.glob("*.whl")
    return wheel


def passes(wheel: Path, path: str, version: Version, claimed: set[int]) -> bool:
    """Whether the unit tests pass on an interpreter, in an environment of its own that is gone afterwards."""
    name = f"Python {name_of(version)} ({path})"
    with TemporaryDirectory(prefix="hclpress-interpreter-") as folder:
        python = f"{folder}/bin/python"
        # Debian's own has no pip to put into it; ours installs for another.
        create = [path, "-m", "venv", "--without-pip", folder]
        pip = [sys.executable, "-m", "pip", "--python", python]
        # Compiling all of boto3 takes as long as a third of the tests, which import little of it.
        install = [*pip, "install", "--quiet", "--no-compile", f"{wheel}[dev]"]
        for command in (create, install):
            done = run(command)
            if done.returncode:
                say(f"{name}: cannot be set up\n{done.stdout}")
                return version[1] not in claimed
        options = ["-q", "-n", "2", "-p", "no:cacheprovider", "-m", WITHOUT]
        done = run([python, "-m", "pytest", *options, "tests/unit"])
    if done.returncode:
        say(f"{name}: fails\n{done.stdout}")
        return False
    say(f"{name}: {done.stdout.splitlines()[-1]}")
    return True


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    """Run a command in the project, with all that it says in one text."""
    return subprocess.run(  # noqa: S603  (ours)
        command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )


def name_of(version: Version) -> str:
    """The version as people write it."""
    return ".".join(map(str, version))


def say(line: str) -> None:
    """Print a line at once: the next one takes a minute."""
    print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
