"""Every rehearsal of the corpus: applied, edited in place and destroyed, and nothing drifts or is left.

`make rehearse` runs all of them; every other run has a share, another one each day.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pytest
from corpus import CORPUS, HERE, Rehearsal
from daily_share import todays_share
from examples import PROJECT, examples
from system_calls import rehearse_here

from hclpress.catalog import Catalog, Check
from hclpress.spec.environment_file import find_environments

LEAST = 60
DAYS = 34
"""The days in which every rehearsal has its turn; two of them take two minutes on two processors."""


@pytest.mark.terraform
@pytest.mark.rehearsal
@pytest.mark.parametrize("one", todays_share(CORPUS, parts=DAYS), ids=str)
def test_an_environment_is_applied_edited_in_place_and_destroyed(
    one: Rehearsal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    one.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    told = rehearse_here(tmp_path / "out", one.address, "--then", one.edited)
    assert told["succeeded"] is True
    steps = {step["name"]: step["result"] for step in told["steps"]}
    assert steps["update: plan"] == in_words(one.predicted(catalog, checks).values())
    assert steps["second plan"] == steps["update: second plan"] == "empty"
    assert steps["nothing left"] == "done"


@pytest.mark.parametrize("one", CORPUS, ids=str)
def test_every_edit_of_the_corpus_changes_something_in_place(
    one: Rehearsal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    one.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    predicted = one.predicted(catalog, checks)
    # A deployment is a copy of its API, and is made anew with every change of that.
    anew = {address for address in predicted if ".aws_api_gateway_deployment." in address}
    assert {predicted[address] for address in predicted.keys() - anew} == {"update"}
    assert {predicted[address] for address in anew} <= {"replace"}


def test_every_example_and_every_environment_is_in_the_corpus() -> None:
    systems = find_environments(PROJECT / "environments")
    architectures = find_environments(HERE / "architectures/environments")
    expected = {
        *(f"examples/{one}" for one in examples()),
        *(f"systems/{one.address}" for one in systems),
        *(f"architectures/{one.address}" for one in architectures),
    }
    assert {str(one) for one in CORPUS} == expected
    assert len(CORPUS) >= LEAST


def in_words(actions: Iterable[str]) -> str:
    """Predicted actions as a rehearsal tells of its plan."""
    counts: Counter[str] = Counter()
    for action in actions:
        counts.update(["create", "delete"] if action == "replace" else [action])
    return ", ".join(f"{counts[verb]} to {verb}" for verb in ("create", "update", "delete") if counts[verb])
