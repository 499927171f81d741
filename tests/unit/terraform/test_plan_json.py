from __future__ import annotations

import json
from pathlib import Path

import pytest

from hclpress.terraform.plan_json import Plan

# What Terraform 1.11.4 says about tests/data/terraform/network.
RECORDED = Path(__file__).parents[2] / "data" / "terraform" / "network-plan.json"

SERVICE = "module.ecs.aws_ecs_service.this"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return Plan.read(RECORDED.read_text(encoding="utf-8"))


def plan_with(*actions: str, **output_actions: list[str]) -> Plan:
    resource = {
        "address": "aws_vpc.this",
        "mode": "managed",
        "type": "aws_vpc",
        "name": "this",
        "change": {"actions": list(actions), "before": {"id": "vpc-1"}, "after": None},
    }
    outputs = {name: {"actions": actions} for name, actions in output_actions.items()}
    document = {"format_version": "1.2", "resource_changes": [resource], "output_changes": outputs}
    return Plan.read(json.dumps(document))


def test_resources_are_ordered_by_address_and_can_be_narrowed_to_a_type(plan: Plan) -> None:
    assert [subnet.address for subnet in plan.resources("aws_subnet")] == [
        'module.vpc.aws_subnet.private["eu-central-1a"]',
        'module.vpc.aws_subnet.private["eu-central-1b"]',
    ]
    assert len(plan.resources()) == 8


def test_a_resource_has_its_module_key_values_and_unknowns(plan: Plan) -> None:
    subnet = plan.resource('module.vpc.aws_subnet.private["eu-central-1b"]')

    assert (subnet.module, subnet.type, subnet.name) == ("module.vpc", "aws_subnet", "private")
    assert subnet.key == "eu-central-1b"
    assert subnet.values["cidr_block"] == "10.20.1.0/24"
    assert subnet.unknown["vpc_id"] is True
    assert subnet.actions == ("create",)


def test_an_address_that_is_not_there_is_a_key_error(plan: Plan) -> None:
    with pytest.raises(KeyError, match=r"aws_vpc\.other"):
        plan.resource("aws_vpc.other")


def test_types_and_modules_are_counted(plan: Plan) -> None:
    assert plan.counts()["aws_subnet"] == 2
    assert sum(plan.counts().values()) == 8
    assert plan.modules() == ("module.ecs", "module.vpc")


def test_outputs_say_what_is_known(plan: Plan) -> None:
    assert (plan.outputs["cidr_block"].value, plan.outputs["cidr_block"].unknown) == ("10.20.0.0/16", False)
    assert (plan.outputs["vpc_id"].value, plan.outputs["vpc_id"].unknown) == (None, True)


def test_provider_configurations_are_kept_by_alias(plan: Plan) -> None:
    assert plan.providers["aws"].constants["region"] == "eu-central-1"
    assert plan.providers["aws.us_east_1"].alias == "us_east_1"
    assert plan.providers["aws.us_east_1"].source == "registry.terraform.io/hashicorp/aws"


@pytest.mark.parametrize(
    ("address", "path", "references"),
    [
        (SERVICE, "cluster", ("aws_ecs_cluster.this.id", "aws_ecs_cluster.this")),
        (SERVICE, "network_configuration.subnets", ("var.subnet_ids",)),
        (SERVICE, "network_configuration.0.subnets", ("var.subnet_ids",)),
        (SERVICE, "network_configuration.1.subnets", ()),
        (SERVICE, "depends_on", ("aws_iam_role.task",)),
        (SERVICE, "name", ()),
        (SERVICE, "no_such_argument", ()),
        ("module.vpc.aws_subnet.private", "cidr_block", ("each.value",)),
        ('module.vpc.aws_subnet.private["eu-central-1a"]', "cidr_block", ("each.value",)),
        ("module.ecs", "vpc_id", ("module.vpc.vpc_id", "module.vpc")),
        ("module.none.aws_vpc.this", "cidr_block", ()),
    ],
)
def test_references_are_given_as_they_are_written(
    plan: Plan, address: str, path: str, references: tuple[str, ...]
) -> None:
    assert plan.references(address, path) == references


def test_sources_are_followed_through_inputs_and_outputs(plan: Plan) -> None:
    assert plan.sources(SERVICE, "network_configuration.subnets") == {
        "module.ecs.var.subnet_ids",
        "module.vpc.private_subnet_ids",
        "module.vpc",
        "module.vpc.aws_subnet.private",
    }


def test_the_arguments_of_a_module_are_followed_from_where_it_is_called(plan: Plan) -> None:
    assert plan.sources("module.ecs", "vpc_id") == {
        "module.vpc.vpc_id",
        "module.vpc",
        "module.vpc.aws_vpc.this.id",
        "module.vpc.aws_vpc.this",
    }


@pytest.mark.parametrize(
    ("actions", "output_actions", "empty"),
    [
        (["no-op"], ["no-op"], True),
        (["update"], ["no-op"], False),
        (["delete"], ["no-op"], False),
        (["no-op"], ["update"], False),
    ],
)
def test_a_plan_is_empty_when_nothing_changes(actions: list[str], output_actions: list[str], empty: bool) -> None:
    assert plan_with(*actions, vpc_id=output_actions).is_empty is empty


def test_what_is_destroyed_is_among_the_changes_only() -> None:
    plan = plan_with("delete")

    assert plan.resources() == ()
    assert plan.resource("aws_vpc.this").values == {"id": "vpc-1"}


def test_data_sources_are_no_resources() -> None:
    data = {
        "address": "data.aws_region.this",
        "mode": "data",
        "type": "aws_region",
        "change": {"actions": ["read"]},
    }

    assert Plan.read(json.dumps({"format_version": "1.2", "resource_changes": [data]})).changes == {}


@pytest.mark.parametrize("document", ["{}", "[]", "no json"])
def test_something_else_is_no_plan(document: str) -> None:
    with pytest.raises(ValueError, match=r"not a plan|Expecting value"):
        Plan.read(document)
