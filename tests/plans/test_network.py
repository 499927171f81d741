"""The whole way from a folder to a plan, on a small environment with modules, an alias and a role."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

import pytest
import yaml
from planning import SharedPlans, plan_of

from hclpress.diagnostics import Diagnosed
from hclpress.terraform.discovery import EMBEDDED, Terraform, find_terraform
from hclpress.terraform.plan_expectations import problems
from hclpress.terraform.plan_json import Plan
from hclpress.terraform.provider_mirror import find_mirror
from hclpress.terraform.working_copy import init, plan, validate, working_copy

pytestmark = pytest.mark.terraform

DATA = Path(__file__).parents[1] / "data" / "terraform"
INVENTORY = """
counts: {aws_subnet: 2, modules: 2, resources: 8}
values:
  module.vpc.aws_vpc.this:
    cidr_block: 10.20.0.0/16
    id: __unknown__
    tags_all: {Environment: test}
references:
  module.ecs.aws_ecs_service.this:
    cluster: module.ecs.aws_ecs_cluster.this
    network_configuration.subnets: module.vpc.aws_subnet.private
outputs: {cidr_block: 10.20.0.0/16, vpc_id: __unknown__}
"""


@pytest.fixture(scope="module")
def network(planned: SharedPlans) -> Plan:
    return planned(DATA / "network")


def test_a_plan_through_tftest_holds_its_inventory(network: Plan) -> None:
    assert problems(network, yaml.safe_load(INVENTORY)) == ()


def test_every_provider_block_is_kept_from_asking_aws(network: Plan) -> None:
    assert network.providers.keys() == {"aws", "aws.us_east_1"}
    for provider in network.providers.values():
        assert provider.constants["skip_requesting_account_id"] is True


def test_asking_again_returns_the_same_plan(planned: SharedPlans, network: Plan) -> None:
    assert planned(DATA / "network") is network


def test_the_folder_is_left_as_it_was(network: Plan) -> None:
    names = {path.name for path in (DATA / "network").iterdir()}

    assert names == {"main.tf", "modules", "outputs.tf", "providers.tf"}


@pytest.mark.usefixtures("terraform")
def test_a_single_module_is_planned_with_values_for_its_variables() -> None:
    module = plan_of(DATA / "network" / "modules" / "ecs", variables={"subnet_ids": ["subnet-1"], "vpc_id": "vpc-1"})

    assert module.resource("aws_security_group.service").values["vpc_id"] == "vpc-1"


@pytest.fixture(scope="module")
def another_terraform(terraform: Terraform) -> Terraform:
    """The embedded one where it is installed, so that two of them are tried in one run."""
    return find_terraform(EMBEDDED, os.environ) if find_spec(EMBEDDED) else terraform


def test_another_terraform_without_tftest_makes_the_same_plan(another_terraform: Terraform, network: Plan) -> None:
    with working_copy(DATA / "network", another_terraform, find_mirror(os.environ)) as work:
        init(work)
        assert validate(work) == ()
        assert plan(work).changes.keys() == network.changes.keys()


def test_all_problems_are_placed_in_the_file(another_terraform: Terraform) -> None:
    with working_copy(DATA / "broken", another_terraform, find_mirror(os.environ)) as work:
        init(work)
        with pytest.raises(Diagnosed) as caught:
            validate(work)

    places = [
        (Path(found.span.file).name, found.span.line, found.span.column)
        for found in caught.value.diagnostics
        if found.span
    ]
    assert places == [("main.tf", 6, 3), ("main.tf", 10, 16)]
    assert 'Did you mean "cidr_block"?' in caught.value.diagnostics[0].detail
