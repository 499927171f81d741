"""A network that exists already."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from msgspec import structs
from pydantic import Field

from hclpress.aws.regions import region_of_zone, zones_of
from hclpress.hcl import Expr, encode, identifier
from hclpress.module import (
    Cidr,
    Existing,
    Found,
    FoundValue,
    ItemName,
    LoadBalancer,
    LookUp,
    Output,
    ParameterName,
    Problem,
    Reach,
    Site,
    StandInResource,
    SubnetId,
    VpcId,
    Ways,
    Zone,
    parameter,
)

from .cidr_blocks import SHARES
from .problems import unknown_zone
from .settings import LARGEST, SMALLEST

_VPC, _SUBNETS = "vpc-00000000000000000", ("subnet-00000000000000000", "subnet-00000000000000001")


class FoundTier(Ways):
    """Subnets of one kind that exist already, found by their ids, their tags or a parameter with their ids."""

    ways: ClassVar[tuple[str, ...]] = ("ids", "tags", "ssm")

    ids: tuple[SubnetId, ...] = ()
    """Ids of the subnets."""
    tags: Mapping[str, str] = {}
    """Tags that just these subnets of the network have."""
    ssm: ParameterName | None = None
    """SSM parameter that holds the ids, with commas between them."""
    reach: Reach | None = None
    """`public` has a route from the internet, `private` one to it, `isolated` none. Left out: the tier's own name."""
    zones: tuple[Zone, ...] = ()
    """Zones of the subnets. Left out: all zones of the network."""
    size: Annotated[int, Field(ge=LARGEST, le=SMALLEST)] | None = None
    """Mask of the smallest of the subnets, for checks of what fits into it."""


class FoundNetwork(Ways):
    """A network that exists already, found by its id, its tags or a parameter with its id."""

    ways: ClassVar[tuple[str, ...]] = ("id", "tags", "ssm")

    id: VpcId | None = None
    """Id of the VPC."""
    tags: Mapping[str, str] = {}
    """Tags that just this VPC of the region has."""
    ssm: ParameterName | None = None
    """SSM parameter that holds the id."""
    cidr: Cidr | None = None
    """IPv4 block of the network. Rules for callers from the network need it."""
    zones: Annotated[tuple[Zone, ...], Field(min_length=1, max_length=8)]
    """Availability zones of the subnets, which the checks need."""
    subnets: Annotated[Mapping[ItemName, FoundTier], Field(min_length=1)]
    """Tiers of subnets by name. The names `public`, `private` and `isolated` decide the reach of the tier."""
    nat: bool = True
    """Whether private subnets have a way to the internet."""
    gateway_endpoints: tuple[Literal["s3", "dynamodb"], ...] = ()
    """AWS services that private and isolated subnets reach without a way out."""
    nat_addresses: tuple[str, ...] = ()
    """Public addresses that traffic of private subnets comes from."""


class ExistingVpc(Existing):
    """A network that exists already."""

    reaches_other_regions: ClassVar[bool] = False

    existing: FoundNetwork
    """Network to find."""

    @property
    def cidr(self) -> str | None:
        """Its IPv4 block; None where the spec does not tell it."""
        return self.existing.cidr

    @property
    def zones(self) -> tuple[str, ...]:
        """Its availability zones."""
        return self.existing.zones

    @property
    def tiers(self) -> tuple[str, ...]:
        """The names of its tiers."""
        return tuple(self.existing.subnets)

    @property
    def gateway_endpoints(self) -> tuple[str, ...]:
        """The AWS services that private and isolated subnets reach without a way out."""
        return self.existing.gateway_endpoints

    def reach_of(self, tier: str) -> Reach:
        """Whether the subnets of a tier have a route from the internet, one to it, or none."""
        reach = self.existing.subnets[tier].reach
        return reach if reach is not None else next((one for one in SHARES if one == tier), "isolated")

    def zones_of(self, tier: str) -> tuple[str, ...]:
        """The zones in which a tier has subnets, in order of their names."""
        return tuple(sorted(self.existing.subnets[tier].zones or self.zones))

    def masks_of(self, tier: str) -> tuple[int, ...]:
        """The prefix lengths of the subnets of a tier; none where the spec does not tell them."""
        size = self.existing.subnets[tier].size
        return () if size is None else (size,)

    def has_way_out(self, tier: str) -> bool:
        """Whether the subnets of a tier have a route to the internet."""
        return {"public": True, "private": self.existing.nat, "isolated": False}[self.reach_of(tier)]

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report zones of other regions, and tiers whose reach nobody tells."""
        told = {("zones",): self.existing.zones} | {
            ("subnets", name, "zones"): tier.zones for name, tier in self.existing.subnets.items()
        }
        for path, zones in told.items():
            for index, zone in enumerate(zones):
                if region_of_zone(zone) != site.region:
                    yield Problem(
                        ("existing", *path, index),
                        "zone-of-another-region",
                        f"{zone} does not lie in {site.region}",
                        f"Zones of {site.region} are called {site.region}a, {site.region}b and so on.",
                    )
                elif zones_of(site.region) and zone not in zones_of(site.region):
                    yield unknown_zone(zone, site.region, ("existing", *path, index))
        for name, tier in self.existing.subnets.items():
            path = ("existing", "subnets", name)
            if tier.reach is None and name not in SHARES:
                yield Problem(
                    path,
                    "tier-without-reach",
                    f"The reach of the subnets `{name}` is missing",
                    f"Set `reach:`, one of {', '.join(SHARES)}; only tiers with these names have a default.",
                )
            outside = [zone for zone in tier.zones if zone not in self.zones]
            if outside:
                yield Problem(
                    (*path, "zones"),
                    "subnet-in-unknown-zone",
                    f"{', '.join(outside)} is no zone of this network",
                    f"Its zones are {', '.join(self.zones)}. Add it to `zones` of the network, or remove it here.",
                )

    def unchecked(self, site: Site) -> Iterator[str]:
        """The sizes of subnets that a load balancer is put into and the spec does not tell."""
        made = (one for one in site.neighbours.values() if not isinstance(one, Existing))
        balancers = [one for one in made if isinstance(one, LoadBalancer) and one.vpc == site.instance]
        for name, tier in self.existing.subnets.items():
            reach = self.reach_of(name)
            if tier.size is None and any(reach == ("private" if one.internal else "public") for one in balancers):
                yield f"whether a load balancer fits into its subnets `{name}`: tell the mask of the smallest by `size`"

    def required(self, site: Site) -> Iterator[str]:
        """The routes of the tiers."""
        ways = {
            "public": "have a route from the internet",
            "private": "have a route to the internet" if self.existing.nat else "have no route to the internet",
            "isolated": "have no route to the internet",
        }
        for name in self.tiers:
            yield f"its subnets `{name}` {ways[self.reach_of(name)]}"

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """A network with a subnet for each zone of each tier, and the parameters that hold their ids."""
        network, label = self.existing, identifier(site.instance)
        cidr = network.cidr or "10.0.0.0/16"
        told = {network.id: "id"} if network.id else {}
        arguments = {"cidr_block": cidr, "enable_dns_hostnames": True, "tags": dict(network.tags)}
        yield StandInResource("aws_vpc", label, arguments, site.region, told=told)
        if network.ssm is not None:
            yield StandInResource.parameter(network.ssm, label, Expr(f"aws_vpc.{label}.id"), site.region)
        number = 0
        for name, tier in network.subnets.items():
            subnets = []
            for index in range(len(tier.ids) or len(self.zones_of(name))):
                block = Expr(f'cidrsubnet("{cidr}", 6, {number})')
                of_subnet = {
                    "vpc_id": Expr(f"aws_vpc.{label}.id"),
                    "cidr_block": block,
                    "availability_zone": self.zones_of(name)[index % len(self.zones_of(name))],
                    "tags": dict(tier.tags),
                }
                subnet = f"{label}_{identifier(name)}_{index}"
                told = {tier.ids[index]: "id"} if tier.ids else {}
                yield StandInResource("aws_subnet", subnet, of_subnet, site.region, told=told)
                subnets.append(f"aws_subnet.{subnet}.id")
                number += 1
            if tier.ssm is not None:
                ids = Expr(f'join(",", [{", ".join(subnets)}])')
                yield StandInResource.parameter(tier.ssm, f"{label}_{identifier(name)}", ids, site.region)

    def found(self, site: Site) -> Found:
        """The id of the network, the subnets of each tier, and the addresses its traffic leaves from."""
        network, label = self.existing, identifier(site.instance)
        vpc, look_ups = _network(network, label)
        facts = [Output("vpc_id", "string", vpc.expression, "Id of the VPC.")]
        for name, tier in network.subnets.items():
            title = f"Ids of the {name} subnets, in order of their zones."
            ids, needed = _subnets(tier, vpc, f"{label}_{identifier(name)}")
            look_ups += needed
            facts.append(Output(f"{identifier(name)}_subnet_ids", "list(string)", ids, title))
        if network.nat_addresses:
            title = "Public addresses of the NAT gateways, for allow lists."
            facts.append(Output("nat_addresses", "list(string)", encode(network.nat_addresses), title))
        return Found(tuple(facts), tuple(look_ups))


def _network(network: FoundNetwork, label: str) -> tuple[FoundValue, list[LookUp]]:
    if network.id is not None:
        return FoundValue.told(network.id), []
    if network.ssm is not None:
        holder = parameter(network.ssm, label, _VPC)
        return FoundValue(holder.attribute("insecure_value")), [holder]
    vpc = LookUp.by_tags("aws_vpc", label, network.tags, {"id": _VPC})
    return FoundValue(vpc.attribute("id")), [vpc]


def _subnets(tier: FoundTier, vpc: FoundValue, label: str) -> tuple[Expr, list[LookUp]]:
    if tier.ids:
        return encode(tier.ids), []
    if tier.ssm is not None:
        holder = parameter(tier.ssm, label, ",".join(_SUBNETS))
        return Expr(f'split(",", {holder.attribute("insecure_value")})'), [holder]
    tagged = LookUp.by_tags("aws_subnets", label, tier.tags, {"ids": _SUBNETS})
    found = structs.replace(tagged, filters={"vpc-id": (vpc.expression,)})
    return found.attribute("ids"), [found]
