"""Main facts of a network, for `terraform test`."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl import identifier
from hclpress.module import Proof

from .settings import VpcSettings


def proofs_of(vpc: VpcSettings) -> Iterator[Proof]:
    """The numbers of subnets and NAT gateways."""
    for tier in vpc.tiers:
        zones = len(vpc.zones_of(tier))
        yield Proof.equal(
            f"length(aws_subnet.{identifier(tier)})", zones, f"The {tier} subnets must lie in {zones} zones."
        )
    if vpc.nat_zones:
        count = len(vpc.nat_zones)
        yield Proof.equal("length(aws_nat_gateway.this)", count, f"The network must have {count} NAT gateways.")
