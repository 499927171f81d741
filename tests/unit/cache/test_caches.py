"""Each cache is read back: what one run has kept is found by the next one, on every Python.

Nothing of a cache is missed when it is gone, so nothing else would tell when one is written and never believed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pytest
from examples import PROJECT

SYSTEM = "order-pipeline"
WATCHED = """
import atexit, json, sys

opened, compiled = [], []

def watch(event, arguments):
    if event == "open" and isinstance(arguments[0], str) and ("r" in arguments[1] if arguments[1] else not arguments[2] & 3):
        opened.append(arguments[0])
    if event == "compile" and str(arguments[1]).endswith(".j2"):
        compiled.append(arguments[1])

def tell():
    with open("seen.json", "w") as stream:
        json.dump({"opened": opened, "compiled": compiled, "modules": [*sys.modules]}, stream)

sys.addaudithook(watch)
atexit.register(tell)
from hclpress.__main__ import main
main()
"""
PARSERS = {"lark", "hcl2", "pygohcl", "hclpress.hcl.layout"}


class Seen(NamedTuple):
    """What a run was seen to do."""

    opened: list[str]
    compiled: list[str]
    modules: list[str]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one environment, and beside it a cache that is empty."""
    for folder in ("environments", "functions"):
        shutil.copytree(PROJECT / folder / SYSTEM, tmp_path / folder / SYSTEM)
    # What changed within the last tick of the clock is not remembered.
    time.sleep(0.1)
    return tmp_path


def run(project: Path, *options: str) -> Seen:
    subprocess.run(
        [sys.executable, "-c", WATCHED, "render", f"{SYSTEM}/dev", *options],
        cwd=project,
        env=os.environ | {"XDG_CACHE_HOME": str(project / "cache"), "PYTHONPATH": str(PROJECT)},
        stdout=subprocess.DEVNULL,
        check=True,
    )
    return Seen(**json.loads((project / "seen.json").read_text()))


def kept(project: Path) -> dict[str, tuple[int, int]]:
    """Every file in a cache of ours, and what tells it from one that was put into its place."""
    files: Iterable[Path] = [*project.glob("cache/hclpress/*/**/*"), *project.glob(".hclpress_cache/*.json")]
    return {str(path): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files if path.is_file()}


def kinds(files: Iterable[str], project: Path) -> set[str]:
    return {path.removeprefix(f"{project}/").removeprefix("cache/hclpress/").split("/")[0] for path in files}


def test_compiled_templates_and_facts_of_skeletons_are_found_by_the_next_run(project: Path) -> None:
    first = run(project, "--no-cache")
    before = kept(project)
    assert kinds(before, project) == {"templates", "skeletons"}
    assert first.compiled
    assert set(first.modules) >= PARSERS
    again = run(project, "--no-cache")
    assert set(before) <= set(again.opened), "something is kept that nobody asks for"
    assert kept(project) == before, "an entry was stored, discarded and computed again"
    assert again.compiled == []
    assert not PARSERS & set(again.modules)


def test_results_and_the_digest_of_the_toolchain_are_found_by_the_next_run(project: Path) -> None:
    # The second run gives the output its stamp.
    generated = ["hclpress.fleet.generate_one" in run(project).modules for _ in range(2)]
    assert generated == [True, False]
    before = {path: state for path, state in kept(project).items() if kinds([path], project) <= LOOKED_AT_FIRST}
    assert kinds(before, project) == LOOKED_AT_FIRST
    again = run(project)
    assert set(before) <= set(again.opened), "something is kept that nobody asks for"
    assert before.items() <= kept(project).items(), "an entry was stored, discarded and computed again"
    assert "hclpress.fleet.generate_one" not in again.modules


def test_every_kind_of_cache_is_watched_here(project: Path) -> None:
    run(project)
    assert kinds(kept(project), project) == {"templates", "skeletons"} | LOOKED_AT_FIRST


LOOKED_AT_FIRST = {"programs", ".hclpress_cache"}
