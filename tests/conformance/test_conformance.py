"""Every numbered requirement of every system holds on the plan of the committed output."""

from __future__ import annotations

import pytest
from examples import PROJECT
from planning import SharedPlans, variables_of
from requirements import PROOFS, Requirement, requirements, systems, table

REQUIREMENTS = list(requirements())
# The numbers of the checklists the systems were given with.
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
