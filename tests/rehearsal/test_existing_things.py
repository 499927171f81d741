"""Environments with things that exist already: applied over stand-ins, called, and destroyed without a trace in them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from daily_share import todays_share
from examples import PROJECT
from system_calls import CALLS, arguments_of, expect_replies, rehearse_here
from systems_copy import LABEL, SYSTEMS, copy_systems

# These take longest: one each day, all with `make rehearse`.
SLOW = ("global-store", "storefront", "web-app")
CHOSEN = (*(one for one in SYSTEMS if one not in SLOW), *todays_share(SLOW, parts=len(SLOW)))


def copied(name: str, folder: Path) -> None:
    """Copy the project of another folder of tests."""
    for inside in ("environments", "functions", "terraform"):
        if (own := PROJECT / "tests" / name / inside).is_dir():
            shutil.copytree(own, folder / inside)


@pytest.mark.terraform
@pytest.mark.rehearsal
@pytest.mark.usefixtures("node_modules", "postgresql")
@pytest.mark.parametrize("system", CHOSEN)
def test_a_system_over_existing_things_is_applied_called_and_leaves_them_unchanged(
    system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(copy_systems(tmp_path))
    calls = CALLS.get(system, ())
    told = rehearse_here(tmp_path / "out", f"{system}/{LABEL}", *arguments_of(calls, tmp_path))
    expect_replies(told, calls)
    assert told["steps"][-1]["name"] == "existing resources unchanged"


@pytest.mark.terraform
@pytest.mark.rehearsal
@pytest.mark.parametrize("exchange", ["ssm", "state"])
def test_an_environment_is_rehearsed_over_the_one_whose_instances_it_uses(
    exchange: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied("shared", tmp_path)
    monkeypatch.chdir(tmp_path)
    producer = f"network/{exchange}"
    told = rehearse_here(tmp_path / "out", f"shop/{exchange}", producers=(producer,))
    names = [step["name"] for step in told["steps"]]
    assert names[1] == f"{producer}: apply"
    assert names[-2:] == [f"{producer}: unchanged", f"{producer}: destroy"]


@pytest.mark.terraform
@pytest.mark.rehearsal
def test_plain_terraform_is_rehearsed_with_the_modules_around_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copied("plain", tmp_path)
    monkeypatch.chdir(tmp_path)
    assert rehearse_here(tmp_path / "out", "shop/rehearsed")["succeeded"] is True
