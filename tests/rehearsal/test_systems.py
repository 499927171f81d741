"""Every system, as it goes to production: applied, read back, called as its document says, and destroyed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from daily_share import todays_share
from examples import PROJECT
from system_calls import CALLS, arguments_of, expect_replies, rehearse_here

from hclpress.spec.environment_file import find_environments

ENVIRONMENTS = sorted(one.address for one in find_environments(PROJECT / "environments"))
# Those that take longest come first, so that nobody waits for the last one alone.
SYSTEMS = ("web-app", "global-store", "task-api", "storefront", "order-pipeline")


def test_every_system_is_rehearsed() -> None:
    assert sorted(SYSTEMS) == sorted({address.partition("/")[0] for address in ENVIRONMENTS})


@pytest.mark.terraform
@pytest.mark.rehearsal
@pytest.mark.usefixtures("node_modules", "postgresql")
@pytest.mark.parametrize("system", SYSTEMS)
def test_a_system_is_applied_called_and_destroyed(system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    calls = CALLS.get(system, ())
    arguments = arguments_of(calls, tmp_path)
    told = rehearse(tmp_path / "out", f"{system}/prod", *arguments, monkeypatch=monkeypatch)
    expect_replies(told, calls)


@pytest.mark.terraform
@pytest.mark.rehearsal
@pytest.mark.parametrize("system", todays_share(SYSTEMS, parts=len(SYSTEMS)))
def test_a_system_takes_the_choices_of_production_in_place(
    system: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = rehearse(tmp_path / "out", f"{system}/dev", "--then", f"{system}/prod", monkeypatch=monkeypatch)
    steps = {step["name"]: step["result"] for step in told["steps"]}
    assert "to update" in steps["update: plan"]
    assert steps["update: second plan"] == "empty"


def rehearse(out: Path, *arguments: str, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Rehearse one of this project's own environments."""
    monkeypatch.chdir(PROJECT)
    return rehearse_here(out, *arguments)
