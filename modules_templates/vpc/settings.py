"""Settings of a network."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from hclpress.module import Cidr, FromPosture, Item, ItemName, LogDays, Module, Reach, Zone

from .cidr_blocks import SHARES, block, network

# Amazon VPC User Guide, "VPC CIDR blocks" and "Subnet CIDR blocks": from /16 to /28 for both.
LARGEST, SMALLEST = 16, 28


class Tier(Item):
    """Subnets of one kind, one in each zone."""

    reach: Reach | None = None
    """`public` has a route from the internet, `private` one to it, `isolated` none. Left out: the tier's own name."""
    cidrs: Mapping[Zone, Cidr] | None = None
    """The block of each zone's subnet."""
    size: Annotated[int, Field(ge=LARGEST, le=SMALLEST)] | None = None
    """Instead of `cidrs`: the mask of each subnet. The blocks follow from the zone's letter, so a zone added later
    moves no other."""
    # Amazon EC2 User Guide, "Tag restrictions".
    tags: Mapping[Annotated[str, Field(min_length=1, max_length=128)], Annotated[str, Field(max_length=256)]] = {}
    """Tags on these subnets alone, such as `kubernetes.io/role/elb`."""


class FlowLogs(Item):
    """A record of every connection, accepted or refused."""

    retention_days: Annotated[LogDays, FromPosture("flow_log_days")]
    """Days that the record is kept."""
    traffic: Literal["ALL", "ACCEPT", "REJECT"] = "ALL"
    """Connections that are recorded: all, those accepted or those refused."""


class VpcSettings(Module):
    """The YAML of a network, and its tiers by their reach, their zones and their blocks."""

    cidr: Cidr
    """The block that all subnets are cut from, /16 to /28."""
    zones: Annotated[tuple[Zone, ...], Field(min_length=1, max_length=8)]
    """The availability zones, such as `us-east-1a`."""
    subnets: Annotated[Mapping[ItemName, Tier], Field(min_length=1)]
    """Tiers of subnets by name. The names `public`, `private` and `isolated` decide the reach of the tier."""
    nat: Annotated[Literal["none", "single", "per_zone"], FromPosture("nat")]
    """NAT gateways through which private subnets reach the internet: none, one for all zones, or one in each zone."""
    nat_zone: Zone | None = None
    """With `nat: single`: the zone of the gateway. Left out: the first zone by name. Set it before you add a zone that
    comes before, because a gateway in another zone has another public address."""
    dns: bool = True
    """Whether the network resolves names and gives names to addresses."""
    flow_logs: FlowLogs | None
    """Flow logs to CloudWatch. Left out: all traffic, kept as long as the posture says. `null`: none."""
    gateway_endpoints: tuple[Literal["s3", "dynamodb"], ...] = ()
    """AWS services that private and isolated subnets reach without NAT and without its price."""

    @property
    def own_tags(self) -> tuple[str, ...]:
        """A tag for the name, where AWS has no other place for it."""
        return ("Name",)

    @property
    def tiers(self) -> tuple[str, ...]:
        """The names of the tiers."""
        return tuple(self.subnets)

    def tiers_with(self, reach: Reach) -> tuple[str, ...]:
        """The names of the tiers of one reach."""
        return tuple(tier for tier in self.subnets if self.reach_of(tier) == reach)

    def reach_of(self, tier: str) -> Reach:
        """Whether the subnets of a tier have a route from the internet, one to it, or none."""
        reach = self.subnets[tier].reach
        return reach if reach is not None else next(one for one in SHARES if one == tier)

    def has_way_out(self, tier: str) -> bool:
        """Whether the subnets of a tier have a route to the internet, directly or through NAT."""
        return {"public": True, "private": self.nat != "none", "isolated": False}[self.reach_of(tier)]

    def zones_of(self, tier: str) -> tuple[str, ...]:
        """The zones in which a tier has subnets, in order of their names."""
        cidrs, zones = self.subnets[tier].cidrs, tuple(sorted(self.zones))
        # Every zone gets a block that follows from a size.
        return zones if cidrs is None else tuple(zone for zone in zones if zone in cidrs)

    def masks_of(self, tier: str) -> tuple[int, ...]:
        """The prefix lengths of the subnets of a tier."""
        settings = self.subnets[tier]
        if settings.size is not None:
            return (settings.size,)
        return tuple(network(cidr).prefixlen for cidr in (settings.cidrs or {}).values())

    def blocks_of(self, tier: str) -> dict[str, str]:
        """The block of each subnet of a tier, by zone."""
        settings = self.subnets[tier]
        if settings.cidrs is not None:
            return {zone: settings.cidrs[zone] for zone in self.zones_of(tier)}
        if settings.size is None:
            return {}
        return {zone: block(self.cidr, self.reach_of(tier), zone, settings.size) for zone in self.zones_of(tier)}

    @property
    def nat_zones(self) -> tuple[str, ...]:
        """The zones that have a NAT gateway."""
        if not self.tiers_with("private") or self.nat_tier is None:
            return ()
        zones = self.zones_of(self.nat_tier)
        return {"none": (), "single": (self.nat_zone,) if self.nat_zone else zones[:1], "per_zone": zones}[self.nat]

    @property
    def nat_tier(self) -> str | None:
        """The public tier that the NAT gateways stand in: the one of that name, or the first by name."""
        public = self.tiers_with("public")
        return "public" if "public" in public else min(public, default=None)
