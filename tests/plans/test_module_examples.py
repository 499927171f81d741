"""Real Terraform with the real AWS provider plans every module's examples, and the plan holds what it should."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from examples import PROJECT, Example, examples, write_out
from planning import SharedPlans, variables_of

from hclpress.catalog import Catalog, Check
from hclpress.terraform.plan_expectations import problems


@pytest.mark.terraform
@pytest.mark.parametrize("example", list(examples()), ids=str)
def test_the_plan_of_an_example_holds_its_inventory(
    example: Example,
    catalog: Catalog,
    checks: tuple[Check, ...],
    planned: SharedPlans,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(PROJECT)
    folder = write_out(example.generate(catalog, checks), tmp_path / example.case)
    plan = planned(folder, variables_of(folder))
    inventory = yaml.safe_load((example.folder / "plan.yaml").read_text("utf-8"))
    assert problems(plan, inventory) == ()
