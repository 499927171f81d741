"""Facts that a network gives."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl import Expr, identifier
from hclpress.module import Output

from .settings import VpcSettings


def outputs_of(vpc: VpcSettings) -> Iterator[Output]:
    """The id of the network, the subnets of each tier, and the addresses its traffic leaves from."""
    yield Output.of("aws_vpc", "this", "id", "Id of the VPC.", name="vpc_id", exported=True)
    for tier in vpc.tiers:
        label = identifier(tier)
        yield Output(
            f"{label}_subnet_ids",
            "list(string)",
            Expr(f"values(aws_subnet.{label})[*].id"),
            f"Ids of the {tier} subnets, in order of their zones.",
            after=_ways_out(vpc, tier),
            kind="subnet ids",
        )
    if vpc.nat_zones:
        yield Output(
            "nat_addresses",
            "list(string)",
            Expr("values(aws_eip.nat)[*].public_ip"),
            "Public addresses of the NAT gateways, for allow lists.",
            exported=True,
            kind="addresses",
        )


def _ways_out(vpc: VpcSettings, tier: str) -> tuple[Expr, ...]:
    """The routes that must exist before something in the subnets can use the network."""
    match vpc.reach_of(tier):
        case "public":
            return (Expr("aws_route.public_to_internet"),)
        case "private" if vpc.nat_zones:
            return (Expr("aws_route.private_to_nat"),)
    return ()
