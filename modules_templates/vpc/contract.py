"""vpc: the network everything else stands in."""

from collections.abc import Iterable, Iterator, Mapping
from ipaddress import IPv4Network
from typing import Annotated, ClassVar, Literal

from msgspec import Struct
from pydantic import Field

from hclpress.aws.regions import region_of_zone
from hclpress.hcl.identifier import identifier
from hclpress.hcl.tag_map import tags_literal
from hclpress.hcl.values import Expr, Object, encode
from hclpress.module.facts import Output
from hclpress.module.markers import FromPosture
from hclpress.module.module import Item, Module
from hclpress.module.name import Name
from hclpress.module.problem import Problem
from hclpress.module.proof import Proof
from hclpress.module.site import Site
from hclpress.module.waivers import ScannerWaiver, log_waivers
from hclpress.spec.fields import Cidr, ItemName, LogDays, Zone

from .blocks import SHARES, Reach, block, network, slot

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
    tags: Mapping[str, str] = {}
    """Tags on these subnets alone, such as `kubernetes.io/role/elb`."""


class FlowLogs(Item):
    """A record of every connection, accepted or refused."""

    retention_days: Annotated[LogDays, FromPosture("flow_log_days")]
    """Days the record is kept."""
    traffic: Literal["ALL", "ACCEPT", "REJECT"] = "ALL"
    """Which connections are recorded."""


class Vpc(Module):
    """A network over several zones."""

    summary = "A network over several zones: subnets in tiers, the routes between them, NAT, endpoints, flow logs."

    reaches_other_regions: ClassVar[bool] = False

    cidr: Cidr
    """The block all subnets are cut from, /16 to /28."""
    zones: Annotated[tuple[Zone, ...], Field(min_length=1, max_length=8)]
    """The availability zones, such as `us-east-1a`."""
    subnets: Annotated[Mapping[ItemName, Tier], Field(min_length=1)]
    """Tiers of subnets by name. Names like `public` and `private` say their reach by themselves."""
    nat: Annotated[Literal["none", "single", "per_zone"], FromPosture("nat")]
    """How private subnets reach the internet: not at all, through one gateway, or through one in each zone."""
    dns: bool = True
    """Whether the network resolves names and gives names to addresses."""
    flow_logs: FlowLogs | None
    """Flow logs to CloudWatch. Left out: all traffic, kept as long as the posture says. `null`: none."""
    gateway_endpoints: tuple[Literal["s3", "dynamodb"], ...] = ()
    """AWS services that private and isolated subnets reach without NAT and without its price."""

    def problems(self, site: Site) -> Iterator[Problem]:
        """What AWS would refuse, and what would not work though AWS takes it."""
        yield from self._zone_problems(site)
        mask = network(self.cidr).prefixlen
        if not LARGEST <= mask <= SMALLEST:
            yield Problem(
                ("cidr",),
                "cidr-size",
                f"A VPC cannot be /{mask}",
                f"AWS takes /{LARGEST} to /{SMALLEST}.",
            )
            return
        shapes = list(self._tier_problems())
        yield from shapes
        if not shapes:
            yield from self._subnet_problems()
        if not shapes and self.nat != "none" and not self._tiers("public") and self._tiers("private"):
            yield Problem(
                ("subnets",),
                "nat-without-public",
                "A NAT gateway needs a public subnet",
                "Add a tier named `public`, or say `nat: none`.",
            )

    def _zone_problems(self, site: Site) -> Iterator[Problem]:
        for index, zone in enumerate(self.zones):
            if region_of_zone(zone) != site.region:
                yield Problem(
                    ("zones", index),
                    "zone-of-another-region",
                    f"{zone} does not lie in {site.region}",
                    f"Zones of {site.region} are called {site.region}a, {site.region}b and so on.",
                )
            if zone in self.zones[:index]:
                yield Problem(("zones", index), "zone-twice", f"{zone} stands here twice", "Take one of them away.")

    def _tier_problems(self) -> Iterator[Problem]:
        for name, tier in self.subnets.items():
            path = ("subnets", name)
            if tier.reach is None and name not in SHARES:
                yield Problem(
                    path,
                    "tier-without-reach",
                    f"What may reach the subnets `{name}`?",
                    f"Say `reach:`, one of {', '.join(SHARES)}; only tiers of these names say so by themselves.",
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
                    if zone not in self.zones:
                        yield Problem(
                            (*path, "cidrs", zone),
                            "subnet-in-unknown-zone",
                            f"{zone} is no zone of this network",
                            f"Its zones are {', '.join(self.zones)}. Add it to `zones`, or take the subnet away.",
                        )
            elif name not in SHARES:
                yield Problem(
                    (*path, "size"),
                    "size-of-own-tier",
                    "`size` works for the tiers public, private and isolated only",
                    "Their place in the network is fixed. Where a tier of your own lies is yours to say: use `cidrs`.",
                )

    def _subnet_problems(self) -> Iterator[Problem]:
        seen: dict[IPv4Network, str] = {}
        for name, tier in self.subnets.items():
            room = 0 if tier.size is None else slot(self.cidr, self.reach_of(name), self.zones[0]).prefixlen
            if tier.size is not None and tier.size < room:
                yield Problem(
                    ("subnets", name, "size"),
                    "size-too-large",
                    f"A /{tier.size} does not fit into its place",
                    f"In {self.cidr} each zone has a /{room} for {name} subnets. Say {room} or more, or use `cidrs`.",
                )
                continue
            for zone, cidr in self._blocks(name).items():
                path = ("subnets", name, "cidrs", zone) if tier.cidrs is not None else ("subnets", name, "size")
                subnet = network(cidr)
                if not subnet.subnet_of(network(self.cidr)):
                    yield Problem(
                        path,
                        "subnet-outside-vpc",
                        "Subnet lies outside the VPC",
                        f"{cidr} is not inside {self.cidr}. Choose a free block inside it.",
                    )
                elif subnet.prefixlen > SMALLEST:
                    yield Problem(
                        path,
                        "subnet-too-small",
                        f"A subnet cannot be /{subnet.prefixlen}",
                        f"AWS takes up to /{SMALLEST}.",
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

    def _blocks(self, name: str) -> dict[str, str]:
        tier = self.subnets[name]
        if tier.cidrs is not None:
            return {zone: tier.cidrs[zone] for zone in self.zones if zone in tier.cidrs}
        if tier.size is None:
            return {}
        return {zone: block(self.cidr, self.reach_of(name), zone, tier.size) for zone in self.zones}

    def reach_of(self, tier: str) -> Reach:
        """What may reach the subnets of a tier."""
        reach = self.subnets[tier].reach
        return reach if reach is not None else tier  # type: ignore[return-value]  # such tiers are named for it

    def zones_of(self, tier: str) -> tuple[str, ...]:
        """The zones a tier has subnets in."""
        return tuple(self._blocks(tier))

    def _tiers(self, reach: Reach) -> tuple[str, ...]:
        return tuple(name for name in self.subnets if self.reach_of(name) == reach)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The network's own name and those of what records its traffic."""
        return {
            "vpc": site.name("aws_vpc", site.instance),
            "public": site.name("aws_vpc", f"{site.instance}-public"),
            "isolated": site.name("aws_vpc", f"{site.instance}-isolated"),
            "default": site.name("aws_vpc", f"{site.instance}-default-closed"),
            "flow_logs": site.name("aws_iam_role", f"{site.instance}-flow-logs", ("flow_logs",)),
            "flow_log_group": site.name(
                "aws_cloudwatch_log_group", f"{site.instance}-flow-logs", ("flow_logs",), prefix="/aws/vpc/"
            ),
        }

    def outputs(self, site: Site) -> Iterable[Output]:
        """The network's id, the subnets of each tier, and the addresses its traffic leaves from."""
        yield Output("vpc_id", "string", Expr("aws_vpc.this.id"), "Id of the VPC.", exported=True)
        for name in self.subnets:
            label = identifier(name)
            yield Output(
                f"{label}_subnet_ids",
                "list(string)",
                Expr(f"values(aws_subnet.{label})[*].id"),
                f"Ids of the {name} subnets, in order of their zones.",
                after=self._ways_out(name),
            )
        if self._nat_zones():
            yield Output(
                "nat_addresses",
                "list(string)",
                Expr("values(aws_eip.nat)[*].public_ip"),
                "Addresses that traffic from private subnets comes from, for allow lists elsewhere.",
                exported=True,
            )

    def _ways_out(self, tier: str) -> tuple[Expr, ...]:
        """The routes that whatever is put into the subnets relies on from its first moment."""
        match self.reach_of(tier):
            case "public":
                return (Expr("aws_route.public_to_internet"),)
            case "private" if self._nat_zones():
                return (Expr("aws_route.private_to_nat"),)
        return ()

    def _nat_zones(self) -> tuple[str, ...]:
        if not self._tiers("private") or not self._tiers("public"):
            return ()
        zones = self.zones_of(self._tiers("public")[0])
        return {"none": (), "single": zones[:1], "per_zone": zones}[self.nat]

    def proofs(self, site: Site) -> Iterable[Proof]:
        """The blocks, the subnets and the ways out."""
        yield Proof.equal("aws_vpc.this.cidr_block", self.cidr, f"The network must be {self.cidr}.")
        for name in self.subnets:
            zones = len(self.zones_of(name))
            yield Proof.equal(
                f"length(aws_subnet.{identifier(name)})", zones, f"The {name} subnets must lie in {zones} zones."
            )
        if self._nat_zones():
            count = len(self._nat_zones())
            yield Proof.equal("length(aws_nat_gateway.this)", count, f"There must be {count} NAT gateways.")
        if self.flow_logs:
            yield Proof.equal(
                "aws_flow_log.this.traffic_type", self.flow_logs.traffic, "Flow logs must record what the spec says."
            )

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """Addresses that Checkov sees unused, and the log group."""
        if self._nat_zones():
            yield ScannerWaiver(
                "CKV2_AWS_19", "aws_eip.nat", "It is a NAT gateway's, which Checkov cannot follow through `for_each`."
            )
        if self.flow_logs:
            yield from log_waivers(self.flow_logs.retention_days)

    def view(self, site: Site) -> "View":
        """What the templates see."""
        nat_zones = self._nat_zones()
        return View(
            tiers=tuple(
                TierView(
                    label=identifier(name),
                    title=name,
                    note=tier.note,
                    public=self.reach_of(name) == "public",
                    blocks=self._blocks(name),
                    tags=tags_literal(site.name_of_each("aws_vpc", f"{site.instance}-{name}"), tier.tags),
                    route_table=Expr(_ROUTE_TABLES[self.reach_of(name)]),
                )
                for name, tier in self.subnets.items()
            ),
            has_public=bool(self._tiers("public")),
            has_isolated=bool(self._tiers("isolated")),
            private_zones=tuple(
                zone for zone in self.zones if any(zone in self.zones_of(tier) for tier in self._tiers("private"))
            ),
            nat_zones=nat_zones,
            nat_subnets=identifier(next(iter(self._tiers("public")), "public")),
            names_of={
                part: site.name_of_each("aws_vpc", f"{site.instance}-{part}") for part in ("private", "nat", "endpoint")
            },
            account_ids=(site.environment.account_id,) if site.environment.account_id else (),
            nat_key=Expr("each.key") if self.nat == "per_zone" else encode(next(iter(nat_zones), "")),
            endpoints={
                service: f"com.amazonaws.{site.region}.{service}" for service in sorted(set(self.gateway_endpoints))
            },
            route_tables=_joined([table for reach, table in _ENDPOINT_TABLES.items() if self._tiers(reach)]),
        )


class TierView(Struct, frozen=True):
    """One tier of subnets as the templates see it.

    Attributes:
        label: of its resources.
        title: its name in the spec.
        note: a remark.
        public: whether its route table leads to the internet gateway.
        blocks: CIDR by zone.
        tags: of each subnet.
        route_table: the id of the table each subnet is associated with, an expression over `each`.
    """

    label: str
    title: str
    note: str
    public: bool
    blocks: Mapping[str, str]
    tags: Object | Mapping[str, object]
    route_table: Expr


class View(Struct, frozen=True):
    """What follows from the settings.

    Attributes:
        tiers: the subnets.
        has_public: whether there is a way in from the internet.
        has_isolated: whether there are subnets without any route out.
        private_zones: zones with private subnets, each with a route table of its own.
        nat_zones: zones that have a NAT gateway.
        nat_subnets: label of the public subnets the gateways stand in.
        nat_key: which gateway the private route of a zone takes.
        endpoints: service name by short name.
        route_tables: ids of the tables that gateway endpoints add their routes to.
        names_of: name tags of what exists once in each zone.
        account_ids: the environment's account, if it is known.
    """

    tiers: tuple[TierView, ...]
    has_public: bool
    has_isolated: bool
    private_zones: tuple[str, ...]
    nat_zones: tuple[str, ...]
    nat_subnets: str
    nat_key: Expr
    endpoints: Mapping[str, str]
    route_tables: Expr
    names_of: Mapping[str, Expr]
    account_ids: tuple[str, ...]


_ROUTE_TABLES: Mapping[Reach, str] = {
    "public": "aws_route_table.public.id",
    "private": "aws_route_table.private[each.key].id",
    "isolated": "aws_route_table.isolated.id",
}


def _joined(lists: list[str]) -> Expr:
    return Expr(lists[0] if len(lists) == 1 else f"concat({', '.join(lists)})")


_ENDPOINT_TABLES: Mapping[Reach, str] = {
    "private": "values(aws_route_table.private)[*].id",
    "isolated": "[aws_route_table.isolated.id]",
}
