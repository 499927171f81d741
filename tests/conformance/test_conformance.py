"""Every numbered requirement of every system holds on the plan of the committed output."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml
from examples import PROJECT
from planning import SharedPlans, variables_of
from requirements import PROOFS, TEXT, Requirement, requirements, systems, table

REQUIREMENTS = list(requirements())
# The numbers of the checklists the systems were given with.
MUTATIONS = yaml.safe_load((Path(__file__).parent / "mutations/text.yaml").read_text("utf-8"))
TOTALS = {"web-app": 54, "storefront": 72, "task-api": 51, "order-pipeline": 48, "global-store": 38}


@pytest.mark.terraform
@pytest.mark.parametrize("requirement", [one for one in REQUIREMENTS if one.is_asserted], ids=str)
def test_a_requirement_holds(requirement: Requirement, planned: SharedPlans) -> None:
    folder = PROJECT / "out" / requirement.environment
    assert list(requirement.failures(planned(folder, variables_of(folder)), folder)) == []


@pytest.mark.parametrize("system", list(systems()))
def test_no_number_is_left_out_and_each_has_a_proof(system: str) -> None:
    own = [one for one in REQUIREMENTS if one.system == system]
    assert [one.number for one in own] == list(range(1, TOTALS[system] + 1))
    for one in own:
        assert one.proofs, f"{one} is proved by nothing"
        unknown = one.entry.keys() - {"states", "successor", "environment", *PROOFS}
        assert not unknown, f"{one}: {unknown}"


def test_what_no_plan_shows_names_files_that_exist() -> None:
    for one in REQUIREMENTS:
        for word in str(one.entry.get("shown_by", "")).replace(",", " ").split():
            if word.startswith("`") and "/" in word:
                assert (PROJECT / word.strip("`.;:")).exists(), f"{one}: {word}"


def test_the_page_is_current(update_goldens: bool) -> None:
    page = PROJECT / "docs" / "conformance.md"
    if update_goldens:
        page.write_text(table(), encoding="utf-8")
    assert page.read_text("utf-8") == table(), "run: pytest tests/conformance --update-goldens"


@pytest.mark.parametrize("requirement", [one for one in REQUIREMENTS if set(TEXT) & set(one.proofs)], ids=str)
def test_a_proof_on_the_text_fails_if_what_it_claims_is_changed(requirement: Requirement, tmp_path: Path) -> None:
    folder = tmp_path / "out"
    shutil.copytree(PROJECT / "out" / requirement.environment, folder)
    assert list(requirement.text_failures(folder)) == []
    for one in MUTATIONS[str(requirement)]:
        path = folder / one["file"]
        whole = path.read_text("utf-8")
        assert one["from"] in whole, f"{one['file']} lacks {one['from']!r}"
        path.write_text(whole.replace(one["from"], one["to"], 1), encoding="utf-8")
        assert list(requirement.text_failures(folder)), f"nothing notices {one['to']!r}"
        path.write_text(whole, encoding="utf-8")


def test_every_mutation_belongs_to_a_row() -> None:
    assert MUTATIONS.keys() == {str(one) for one in REQUIREMENTS if set(TEXT) & set(one.proofs)}
