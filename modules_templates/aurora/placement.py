"""The subnets a cluster stands in."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module.problem import Problem
from hclpress.module.site import Site
from hclpress.modules.vpc.contract import Vpc


def zones_of(vpc: Vpc, tier: str) -> tuple[str, ...]:
    """The zones of a tier of subnets; none when the network has no such tier."""
    if tier not in vpc.subnets:
        return ()
    # Blocks that follow from a size exist in every zone; asking for them would fail while the network has problems.
    return vpc.zones if vpc.subnets[tier].cidrs is None else vpc.zones_of(tier)


def subnet_problems(network: str, tier: str, site: Site) -> Iterator[Problem]:
    """What keeps a cluster from standing in a tier of a network."""
    vpc = site.neighbour(network, Vpc)
    zones = zones_of(vpc, tier)
    if tier not in vpc.subnets:
        yield Problem(
            ("subnets",),
            "no-such-tier",
            f"{network} has no subnets called `{tier}`",
            f"It has {', '.join(vpc.subnets)}. Add the tier, or name another with `subnets:`.",
        )
    elif vpc.reach_of(tier) == "public":
        yield Problem(
            ("subnets",),
            "public-subnets",
            "A database does not belong into public subnets",
            f"The tier `{tier}` of {network} has a route from the internet. Choose a private or isolated one.",
        )
    elif len(zones) < 2:
        yield Problem(
            ("subnets",),
            "one-zone",
            "A cluster needs subnets in two zones",
            f"AWS refuses a subnet group in one zone, and the tier `{tier}` of {network} has only "
            f"{', '.join(zones)}. Add a zone to it.",
        )
