from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from hclpress.terraform.plan_expectations import problems
from hclpress.terraform.plan_json import Plan

RECORDED = Path(__file__).parents[2] / "data" / "terraform" / "network-plan.json"
PLAN = Plan.read(RECORDED.read_text(encoding="utf-8"))

HOLDS = """
counts: {aws_subnet: 2, aws_nat_gateway: 0, modules: 2, resources: 8}
values:
  module.vpc.aws_vpc.this:
    cidr_block: 10.20.0.0/16
    enable_dns_hostnames: true
    id: __unknown__
    ipv6_ipam_pool_id: null
    tags: {Name: network}
    tags_all: {Environment: test}
  module.ecs.aws_ecs_service.this:
    network_configuration:
    - assign_public_ip: false
      subnets: __unknown__
  module.ecs.aws_ecs_task_definition.this:
    container_definitions: {__json__: [{image: nginx, memory: 128}]}
  module.ecs.aws_iam_role.task:
    assume_role_policy:
      __json__:
        Statement: {__contains__: [{Principal: {Service: ecs-tasks.amazonaws.com}}]}
references:
  module.ecs.aws_ecs_service.this:
    cluster: aws_ecs_cluster.this
    task_definition: module.ecs.aws_ecs_task_definition.this
    network_configuration.subnets: [var.subnet_ids, module.vpc.aws_subnet.private]
outputs:
  cidr_block: 10.20.0.0/16
  vpc_id: __unknown__
"""

VPC = "module.vpc.aws_vpc.this"
SERVICE = "module.ecs.aws_ecs_service.this"

DIFFERS = [
    ("counts: {aws_subnet: 3}", "counts: aws_subnet: wanted 3, found 2"),
    ("counts: {aws_nat_gateway: 1}", "counts: aws_nat_gateway: wanted 1, found 0"),
    ("counts: {modules: 1}", "counts: modules: wanted 1, found 2"),
    (
        f"values: {{{VPC}: {{cidr_block: 10.0.0.0/8}}}}",
        f'{VPC}: cidr_block: wanted "10.0.0.0/8", found "10.20.0.0/16"',
    ),
    (f"values: {{{VPC}: {{cidr: 10.0.0.0/8}}}}", f'{VPC}: cidr: wanted "10.0.0.0/8", found nothing there'),
    (f"values: {{{VPC}: {{tags: {{Name: web}}}}}}", f'{VPC}: tags.Name: wanted "web", found "network"'),
    (f"values: {{{VPC}: {{enable_dns_hostnames: 1}}}}", f"{VPC}: enable_dns_hostnames: wanted 1, found true"),
    (f"values: {{{VPC}: {{id: vpc-1}}}}", f'{VPC}: id: wanted "vpc-1", found a value known only after apply'),
    (
        f"values: {{{VPC}: {{cidr_block: __unknown__}}}}",
        f'{VPC}: cidr_block: wanted a value known only after apply, found "10.20.0.0/16"',
    ),
    (
        f"values: {{{VPC}: {{cidr_block: {{__json__: {{}}}}}}}}",
        f'{VPC}: cidr_block: wanted a text that is JSON, found "10.20.0.0/16"',
    ),
    (
        f"values: {{{SERVICE}: {{network_configuration: []}}}}",
        f"{SERVICE}: network_configuration: wanted 0 elements, found 1",
    ),
    (
        f"values: {{{SERVICE}: {{network_configuration: [{{assign_public_ip: true}}]}}}}",
        f"{SERVICE}: network_configuration[0].assign_public_ip: wanted true, found false",
    ),
    (
        f"values: {{{SERVICE}: {{network_configuration: {{__contains__: [{{assign_public_ip: true}}]}}}}}}",
        f'{SERVICE}: network_configuration: wanted {{"assign_public_ip": true}} among the elements',
    ),
    (
        "values: {module.vpc.aws_vpc.that: {}}",
        f"module.vpc.aws_vpc.that: the plan has no such resource; it has {VPC}",
    ),
    (
        f"references: {{{SERVICE}: {{cluster: aws_ecs_cluster.that}}}}",
        f"{SERVICE}: cluster: wanted a reference to aws_ecs_cluster.that, "
        "found aws_ecs_cluster.this.id, aws_ecs_cluster.this",
    ),
    (
        f"references: {{{SERVICE}: {{name: var.name}}}}",
        f"{SERVICE}: name: wanted a reference to var.name, found no reference",
    ),
    ("outputs: {cidr_block: 10.0.0.0/8}", 'output cidr_block: wanted "10.0.0.0/8", found "10.20.0.0/16"'),
    ("outputs: {arn: x}", "output arn: the plan has no such output"),
    ("count: {modules: 2}", "count: no such section; there are counts, outputs, references, values"),
    ("counts: 8", "counts: wanted a mapping, found 8"),
]


def test_a_plan_that_holds_everything_has_no_problems() -> None:
    assert problems(PLAN, yaml.safe_load(HOLDS)) == ()


@pytest.mark.parametrize(("inventory", "message"), DIFFERS)
def test_a_difference_names_the_place_and_both_values(inventory: str, message: str) -> None:
    (problem,) = problems(PLAN, yaml.safe_load(inventory))

    assert problem.startswith(message)


def test_all_differences_are_told_at_once() -> None:
    inventory = yaml.safe_load("{counts: {modules: 1, resources: 1}, outputs: {arn: x}}")

    assert len(problems(PLAN, inventory)) == 3


@given(st.sets(st.sampled_from(sorted(PLAN.resource(VPC).values))))
def test_any_part_of_what_is_there_holds(names: set[str]) -> None:
    values = PLAN.resource(VPC).values

    assert problems(PLAN, {"values": {VPC: {name: values[name] for name in names}}}) == ()
