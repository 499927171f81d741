"""Problems of a network that show only across its settings."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network

from hclpress.aws.dated_values import day_of
from hclpress.aws.regions import region_of_zone, zones_of
from hclpress.module import Problem, Severity, Site, SpecPath

from .cidr_blocks import SHARES, network, slot
from .settings import LARGEST, SMALLEST, VpcSettings


def problems(vpc: VpcSettings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    yield from _zone_problems(vpc, site.region)
    mask = network(vpc.cidr).prefixlen
    if not LARGEST <= mask <= SMALLEST:
        yield Problem(
            ("cidr",),
            "cidr-size",
            f"A VPC cannot be /{mask}",
            f"AWS accepts /{LARGEST} to /{SMALLEST}.",
        )
        return
    shapes = list(_tier_problems(vpc))
    yield from shapes
    if not shapes:
        yield from _subnet_problems(vpc)
    if not shapes and vpc.nat != "none" and not vpc.tiers_with("public") and vpc.tiers_with("private"):
        yield Problem(
            ("subnets",),
            "nat-without-public",
            "A NAT gateway needs a public subnet",
            "Add a tier named `public`, or set `nat: none`.",
        )
    if not shapes:
        yield from _nat_problems(vpc)


def _nat_problems(vpc: VpcSettings) -> Iterator[Problem]:
    if vpc.nat_zone is not None and vpc.nat != "single":
        yield Problem(
            ("nat_zone",),
            "nat-zone-without-single",
            f"`nat: {vpc.nat}` has no single gateway",
            "`nat_zone` is the zone of the only one. Set `nat: single`, or remove this.",
        )
    elif vpc.nat_zone is not None and vpc.nat_tier is not None and vpc.nat_zone not in vpc.zones_of(vpc.nat_tier):
        yield Problem(
            ("nat_zone",),
            "nat-zone-without-subnet",
            f"There is no {vpc.nat_tier} subnet in {vpc.nat_zone}",
            f"A NAT gateway stands in a public subnet. There is one in {', '.join(vpc.zones_of(vpc.nat_tier))}.",
        )
    if vpc.nat == "per_zone" and vpc.nat_zones:
        for tier in vpc.tiers_with("private"):
            for zone in vpc.zones_of(tier):
                if zone not in vpc.nat_zones:
                    yield Problem(
                        ("subnets", tier),
                        "zone-without-nat",
                        f"The {tier} subnet in {zone} has no NAT gateway",
                        f"With `nat: per_zone` the gateway of {zone} stands in a public subnet there, and "
                        f"{vpc.nat_tier} has none. Add {zone} to its `cidrs`, or set `nat: single`.",
                    )


def _zone_problems(vpc: VpcSettings, region: str) -> Iterator[Problem]:
    for index, zone in enumerate(vpc.zones):
        if region_of_zone(zone) != region:
            yield Problem(
                ("zones", index),
                "zone-of-another-region",
                f"{zone} does not lie in {region}",
                f"Zones of {region} are called {region}a, {region}b and so on.",
            )
        elif zones_of(region) and zone not in zones_of(region):
            yield unknown_zone(zone, region, ("zones", index))
        if zone in vpc.zones[:index]:
            yield Problem(("zones", index), "zone-twice", f"{zone} is listed twice", "Remove one of them.")


def unknown_zone(zone: str, region: str, path: SpecPath) -> Problem:
    """The problem of a zone that is not in the list of AWS's; a newer one is none."""
    return Problem(
        path,
        "zone-unknown",
        f"Whether {region} has a zone {zone} is not known",
        f"In {day_of('regions'):%B %Y} it had {', '.join(zones_of(region))}. `aws ec2 describe-availability-zones "
        f"--region {region}` lists those of your account.",
        Severity.WARNING,
    )


def _tier_problems(vpc: VpcSettings) -> Iterator[Problem]:
    for name, tier in vpc.subnets.items():
        path = ("subnets", name)
        if tier.reach is None and name not in SHARES:
            yield Problem(
                path,
                "tier-without-reach",
                f"The reach of the subnets `{name}` is missing",
                f"Set `reach:`, one of {', '.join(SHARES)}; only tiers with these names have a default.",
            )
        if (tier.cidrs is None) == (tier.size is None):
            yield Problem(
                path,
                "tier-without-blocks",
                f"The subnets `{name}` need either `cidrs` or `size`",
                "Give each zone its block with `cidrs:`, or one mask for all of them with `size:`.",
            )
        elif tier.cidrs is not None:
            for zone in tier.cidrs:
                if zone not in vpc.zones:
                    yield Problem(
                        (*path, "cidrs", zone),
                        "subnet-in-unknown-zone",
                        f"{zone} is no zone of this network",
                        f"Its zones are {', '.join(vpc.zones)}. Add it to `zones`, or remove the subnet.",
                    )
        elif name not in SHARES:
            yield Problem(
                (*path, "size"),
                "size-of-own-tier",
                "`size` works for the tiers public, private and isolated only",
                "Their place in the network is fixed. Set the place of other tiers with `cidrs`.",
            )


def _subnet_problems(vpc: VpcSettings) -> Iterator[Problem]:
    seen: dict[IPv4Network, str] = {}
    for name, tier in vpc.subnets.items():
        room = 0 if tier.size is None else slot(vpc.cidr, vpc.reach_of(name), vpc.zones[0]).prefixlen
        if tier.size is not None and tier.size < room:
            yield Problem(
                ("subnets", name, "size"),
                "size-too-large",
                f"A /{tier.size} does not fit into its place",
                f"In {vpc.cidr} each zone has a /{room} for {name} subnets. Set {room} or more, or use `cidrs`.",
            )
            continue
        for zone, cidr in vpc.blocks_of(name).items():
            path = ("subnets", name, "cidrs", zone) if tier.cidrs is not None else ("subnets", name, "size")
            subnet = network(cidr)
            if not subnet.subnet_of(network(vpc.cidr)):
                yield Problem(
                    path,
                    "subnet-outside-vpc",
                    "Subnet lies outside the VPC",
                    f"{cidr} is not inside {vpc.cidr}. Choose a free block inside it.",
                )
            elif subnet.prefixlen > SMALLEST:
                yield Problem(
                    path,
                    "subnet-too-small",
                    f"A subnet cannot be /{subnet.prefixlen}",
                    f"AWS accepts up to /{SMALLEST}.",
                )
            for other, whose in seen.items():
                if subnet.overlaps(other):
                    yield Problem(
                        path,
                        "subnets-overlap",
                        "Subnets overlap",
                        f"{cidr} overlaps {other} of {whose}. Choose a free block.",
                    )
            seen[subnet] = f"{name} in {zone}"
