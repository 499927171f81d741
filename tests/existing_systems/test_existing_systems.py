"""The shipped systems over things that exist already: each is rendered, and planned without an account."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from systems_copy import LABEL, SYSTEMS, copy_systems

from hclpress.catalog import Catalog, Check
from hclpress.fleet.terraform_plans import plan_generated
from hclpress.pipeline import Generated, generate
from hclpress.spec.environment_file import EnvironmentFile, find_environments
from hclpress.spec.origin import InstanceOrigin
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.provider_mirror import find_mirror

TODAY = date(2026, 11, 28)
EXISTING = {
    "global-store": {"cluster": set()},
    "order-pipeline": {"tables": set()},
    "storefront": {"keys": set(), "storage": set()},
    "task-api": {"storage": set(), "vpc": set()},
    "web-app": {"alb": {"aws_lb_listener_rule", "aws_lb_target_group"}, "cluster": set(), "vpc": set()},
}
"""The instances of each system that exist, with the types of resources that are made on them."""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project with one more environment of each system."""
    monkeypatch.chdir(copy_systems(tmp_path))
    return tmp_path


def generated(system: str, catalog: Catalog, checks: tuple[Check, ...]) -> Generated:
    path = Path("environments", system, f"{LABEL}.yaml")
    return generate(EnvironmentFile(system, LABEL, path), catalog, checks, TODAY)


@pytest.mark.usefixtures("project")
def test_every_shipped_system_has_an_environment_over_existing_things() -> None:
    systems = {one.system for one in find_environments(Path("environments"))}
    assert sorted(systems) == SYSTEMS == sorted(EXISTING)


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("system", SYSTEMS)
def test_what_exists_is_found_and_only_additions_to_it_are_rendered(
    system: str, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    one = generated(system, catalog, checks)
    spec = one.parsed.stack.spec
    found = {name for name, placement in spec.placements.items() if placement.origin is InstanceOrigin.EXISTING}
    assert found == EXISTING[system].keys()
    for name, kinds in EXISTING[system].items():
        blocks = (placed.block for placed in one.parsed.modules.get(name, ()))
        assert {block.labels[0] for block in blocks if block.type == "resource"} == kinds
    assert one.parsed.stack.stand_ins


@pytest.mark.terraform
@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("system", SYSTEMS)
def test_it_is_planned_without_an_account(
    system: str, catalog: Catalog, checks: tuple[Check, ...], terraform: Terraform
) -> None:
    one = generated(system, catalog, checks)
    plan, warnings = plan_generated(one, terraform, find_mirror({}))
    assert not warnings
    planned = {resource.address.split(".")[1] for resource in plan.resources() if resource.address.startswith("module")}
    assert planned == {instance.label for instance in one.parsed.stack.instances}
