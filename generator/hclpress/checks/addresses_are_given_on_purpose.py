"""Public addresses are given on purpose.

A subnet that hands out public addresses by itself gives one to whatever is started in it. A task with one is reached by
everybody whom its security group does not keep out; a spec that puts tasks into public subnets says so.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._decisions import is_undecided
from hclpress.diagnostics import Severity
from hclpress.hcl.structure import within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
FSBP = ("EC2.9", "EC2.15", "ECS.2")
CHECKOV = ("CKV_AWS_130", "CKV_AWS_333")


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each subnet, machine and service that gets public addresses without a word about it."""
    for placed in parsed.resources("aws_subnet"):
        if placed.block.attributes.get("map_public_ip_on_launch") is True:
            yield Finding(
                placed,
                "Whatever starts in the subnet gets a public address",
                "Remove `map_public_ip_on_launch`, and give an address to what needs one.",
            )
    for placed in parsed.resources("aws_instance"):
        if placed.block.attributes.get("associate_public_ip_address") is True:
            yield Finding(placed, "The machine has a public address", "Put it behind a load balancer.")
    for placed in parsed.resources("aws_ecs_service"):
        for network in within(placed.block, "network_configuration"):
            is_public = network.attributes.get("assign_public_ip") is True
            if is_public and is_undecided(placed, ("CKV_AWS_333",), parsed):
                yield Finding(placed, "The tasks have public addresses", "Use private subnets with a NAT gateway.")
