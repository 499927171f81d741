"""Problems of the network around a store, such as a database or a cache."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.aws.quota import Quota
from hclpress.module.above_quota import above_quota
from hclpress.module.problem import Problem
from hclpress.module.protocols import Network
from hclpress.module.site import Site

_GROUP_RULES = Quota("Amazon VPC", "Inbound or outbound rules per security group", 60)


def store_subnet_problems(site: Site, vpc: str, tier: str, thing: str) -> Iterator[Problem]:
    """Yield a problem where the subnets of a store are none, public, or all in one zone.

    Args:
        site: the site of the instance.
        vpc: the instance of its network.
        tier: the tier of subnets, at `subnets`.
        thing: the word for the store, such as `database`.
    """
    network = site.neighbour(vpc, Network)
    zones = network.zones_of(tier) if tier in network.tiers else ()
    if tier not in network.tiers:
        yield Problem(
            ("subnets",),
            "no-such-tier",
            f"{vpc} has no subnets called `{tier}`",
            f"It has {', '.join(network.tiers)}. Add the tier, or name another with `subnets:`.",
        )
    elif network.reach_of(tier) == "public":
        yield Problem(
            ("subnets",),
            "public-subnets",
            f"A {thing} cannot be in public subnets",
            f"The tier `{tier}` of {vpc} has a route from the internet. Choose a private or isolated one.",
        )
    elif len(zones) < 2:
        yield Problem(
            ("subnets",),
            "one-zone",
            f"A {thing} needs subnets in two zones",
            f"AWS refuses a subnet group in one zone, and the tier `{tier}` of {vpc} has only "
            f"{', '.join(zones)}. Add a zone to it.",
        )


def admitted_problems(connect_from: Mapping[str, str], thing: str) -> Iterator[Problem]:
    """Yield a problem for networks that may connect and should not, that are the same, or that are too many.

    Args:
        connect_from: the blocks by name, at `connect_from`.
        thing: the word for the store, such as `database`.
    """
    for name, cidr in connect_from.items():
        if cidr == "0.0.0.0/0":
            yield Problem(
                ("connect_from", name),
                "open-to-the-world",
                f"The {thing} accepts connections from the whole internet",
                f"{cidr} is the whole internet. List the networks that may connect.",
            )
    blocks: dict[str, str] = {}
    for name, cidr in connect_from.items():
        other = blocks.setdefault(cidr, name)
        if other != name:
            yield Problem(
                ("connect_from", name),
                "network-twice",
                f"{other} and {name} are the same network",
                f"Both are {cidr}, and AWS refuses a second rule for it. Remove one of them.",
            )
    yield from above_quota(_GROUP_RULES, len(connect_from), "rules of one security group", ("connect_from",))


def rds_tag_problems(site: Site) -> Iterator[Problem]:
    """Yield a problem for each tag that RDS keeps for itself (Amazon RDS API Reference, Tag)."""
    for tag, value in site.environment.all_tags.items():
        for text in (tag, value):
            if text.lower().startswith("rds:"):
                yield Problem(
                    (),
                    "tag-reserved",
                    f"The tag `{tag}` belongs to RDS",
                    f"RDS refuses {text!r}, since keys and values that begin with `rds:` are its own. The tags of the "
                    "environment go to each resource: write another.",
                )
