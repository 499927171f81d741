"""Whatever step of a write the process dies at, or the system refuses: the old output or the new one, nothing lost."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from dying import FIRST, FOREIGN, SECOND
from examples import PROJECT
from outputs import NEW, OLD

from hclpress.output.folder_replacement import GUARD, GUARD_TEXT
from hclpress.output.gitattributes import ATTRIBUTES
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.provider_mirror import find_mirror
from hclpress.terraform.working_copy import execute, working_copy

DYING = Path(__file__).with_name("dying.py")
SWAPPED = ["untouched", "with-lock-file", "not-there"]


def perform(folder: Path, scenario: str, code: int | None = None) -> list[dict[str, Any]]:
    """What each step of a write of two environments leaves when it is the last."""
    said = subprocess.run(
        [sys.executable, DYING, folder, scenario, *([] if code is None else [str(code)])],
        capture_output=True,
        text=True,
        check=False,
        timeout=240,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(PROJECT), str(DYING.parent)])},
    )
    assert said.returncode == 0, said.stderr
    found: list[dict[str, Any]] = json.loads(said.stdout)
    # Both environments: a folder, a file and its content for each of theirs, the swap, and all that comes after.
    assert len(found) > 30
    return found


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], list[dict[str, Any]]]:
    """What each step leaves when the process is killed there, by scenario."""
    return cache(lambda scenario: perform(tmp_path_factory.mktemp(scenario), scenario))


def sides(scenario: str) -> tuple[dict[str, str] | None, dict[str, str]]:
    """An environment before and after."""
    foreign = FOREIGN[scenario]
    return (None if scenario == "not-there" else {**OLD, **foreign}), {**NEW, **foreign}


@pytest.mark.parametrize("scenario", SWAPPED)
def test_a_process_that_dies_at_any_step_leaves_each_folder_old_or_new_for_everybody(
    killed: Callable[[str], list[dict[str, Any]]], scenario: str
) -> None:
    old, new = sides(scenario)
    found = killed(scenario)
    for one in found:
        for address in (FIRST, SECOND):
            assert one["seen"][address] in (old, new), one
        assert one["guarded"] == []
    seen = [one["seen"][FIRST] for one in found]
    assert old in seen
    assert new in seen


@pytest.mark.parametrize("scenario", FOREIGN)
def test_the_next_command_finds_all_environments_old_or_all_new_and_nothing_is_left_behind(
    killed: Callable[[str], list[dict[str, Any]]], scenario: str
) -> None:
    old, new = sides(scenario)
    for one in killed(scenario):
        assert one["finished"] in ({FIRST: old, SECOND: old}, {FIRST: new, SECOND: new}), one
        assert one["mended"], one
        assert one["left"] == [ATTRIBUTES, "web"], one


def test_in_a_folder_somebody_works_in_a_mixture_is_guarded_and_nothing_foreign_is_ever_missing(
    killed: Callable[[str], list[dict[str, Any]]],
) -> None:
    old, new = sides("worked-in")
    guarded = 0
    for one in killed("worked-in"):
        for address in (FIRST, SECOND):
            seen = one["seen"][address]
            assert FOREIGN["worked-in"].items() <= seen.items()
            if seen not in (old, new):
                assert seen[GUARD] == GUARD_TEXT.decode(), one
                guarded += 1
    assert guarded > 2


@pytest.mark.parametrize(
    ("scenario", "code"),
    [("untouched", errno.ENOSPC), ("with-lock-file", errno.EACCES), ("not-there", errno.EROFS)],
)
def test_a_system_that_refuses_any_step_leaves_everything_as_it_was(tmp_path: Path, scenario: str, code: int) -> None:
    old, new = sides(scenario)
    *refused, last = perform(tmp_path, scenario, code)
    assert last["seen"] == {FIRST: new, SECOND: new}
    assert last["said"] == []
    said = set()
    for one in refused:
        said.update(one["said"])
        # Tidying up may fail without harm, and what is no longer in the way is not missed.
        expected = old if one["said"] else new
        assert one["seen"] == {FIRST: expected, SECOND: expected}, one
        assert one["beside"] == ([] if expected is None else [ATTRIBUTES, "web"]) or not one["said"], one
    assert said == {"write/refused"}


def test_a_system_that_refuses_halfway_through_a_folder_somebody_works_in_says_so(tmp_path: Path) -> None:
    old, new = sides("worked-in")
    said = set()
    for one in perform(tmp_path, "worked-in", errno.ENOSPC):
        said.update(one["said"])
        if one["said"] == ["write/refused"]:
            assert one["seen"] == {FIRST: old, SECOND: old}, one
            assert one["beside"] == [ATTRIBUTES, "web"], one
        elif one["said"] == ["write/stuck"]:
            assert one["beside"] == [ATTRIBUTES, ".hclpress", "web"], one
            assert one["finished"] == {FIRST: new, SECOND: new}, one
        else:
            assert one["seen"] == {FIRST: new, SECOND: new}, one
    assert said == {"write/refused", "write/stuck"}


@pytest.mark.terraform
def test_terraform_refuses_a_folder_that_is_guarded(tmp_path: Path, terraform: Terraform) -> None:
    (tmp_path / "main.tf").write_text('output "x" {\n  value = 1\n}\n')
    with working_copy(tmp_path, terraform, find_mirror(os.environ)) as work:
        assert execute(work, "init").code == 0
        assert execute(work, "plan").code == 0
        (work.folder / GUARD).write_bytes(GUARD_TEXT)
        for command in ("init", "validate", "plan", "apply", "destroy"):
            refused = execute(work, command, "-no-color")
            assert refused.code == 1
            assert "No such version: run `hclpress render` before anything else" in refused.stderr
