"""Problems of a network that show only across its settings."""

from __future__ import annotations

from collections.abc import Iterator
from ipaddress import IPv4Network

from hclpress.aws.dated_values import day_of
from hclpress.aws.regions import region_of_zone, zones_of
from hclpress.module import Problem, Quota, Severity, Site, SpecPath, above_quota

from .cidr_blocks import SHARES, network, slot
from .settings import LARGEST, SMALLEST, VpcSettings

# Amazon VPC User Guide, "VPC CIDR blocks", and RFC 6890: blocks that no network can have.
_SPECIAL = {
    "0.0.0.0/8": "this network",
    "127.0.0.0/8": "a host itself",
    "169.254.0.0/16": "the link",
    "224.0.0.0/4": "multicast",
}
# Amazon VPC User Guide, "Amazon VPC quotas", and Amazon EC2 User Guide, "Elastic IP address quota".
_VPCS = Quota("Amazon VPC", "VPCs per Region", 5)
_SUBNETS = Quota("Amazon VPC", "Subnets per VPC", 200)
_ADDRESSES = Quota("Amazon EC2", "EC2-VPC Elastic IPs", 5)
MOST_TAGS = 50


def problems(vpc: VpcSettings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    yield from _special_problems(vpc)
    yield from _quota_problems(vpc, site)
    yield from _tag_problems(vpc, site)
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


def _special_problems(vpc: VpcSettings) -> Iterator[Problem]:
    for special, purpose in _SPECIAL.items():
        if network(vpc.cidr).overlaps(network(special)):
            yield Problem(
                ("cidr",),
                "cidr-reserved",
                f"A VPC cannot have addresses of {special}",
                f"They stand for {purpose} on every host. Choose a private block, such as 10.20.0.0/16.",
            )


def _quota_problems(vpc: VpcSettings, site: Site) -> Iterator[Problem]:
    """Warn about more than an account has by default, at the network with which the region gets too many."""
    subnets = sum(len(vpc.zones_of(tier)) for tier in vpc.tiers)
    yield from above_quota(_SUBNETS, subnets, "subnets of one network", ("subnets",))
    networks = addresses = 0
    for name, other in site.neighbours.items():
        if not isinstance(other, VpcSettings) or site.of(name).region != site.region:
            continue
        networks += 1
        before, addresses = addresses, addresses + len(_gateways(other))
        if name == site.instance:
            if networks == _VPCS.most + 1:
                yield from above_quota(_VPCS, networks, "networks of one region", ())
            if before <= _ADDRESSES.most:
                path = ("nat",) if "nat" in vpc.model_fields_set else ()
                yield from above_quota(_ADDRESSES, addresses, "addresses of NAT gateways in one region", path)
            return


def _gateways(vpc: VpcSettings) -> tuple[str, ...]:
    """The zones with a NAT gateway; none while a tier is not whole."""
    whole = all(tier.reach is not None or name in SHARES for name, tier in vpc.subnets.items())
    return vpc.nat_zones if whole else ()


def _tag_problems(vpc: VpcSettings, site: Site) -> Iterator[Problem]:
    for name, tier in vpc.subnets.items():
        together = len({*site.environment.all_tags, *tier.tags, *vpc.own_tags})
        if tier.tags and together > MOST_TAGS:
            yield Problem(
                ("subnets", name, "tags"),
                "too-many-tags",
                f"{together} tags are too many",
                f"AWS accepts {MOST_TAGS} on a subnet, with those of the environment and its name. Remove some.",
            )
        for tag in tier.tags:
            if tag.lower().startswith("aws:"):
                yield Problem(
                    ("subnets", name, "tags", tag),
                    "tag-reserved",
                    f"The tag `{tag}` belongs to AWS",
                    "AWS reserves keys that begin with `aws:`. Choose another key.",
                )


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
