"""Values that the templates of a network see beside its settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.hcl import Expr, Object, encode, identifier, tags_literal
from hclpress.module import ItemView, Reach, Site

from .settings import Tier, VpcSettings

_ROUTE_TABLES: Mapping[Reach, str] = {
    "public": "aws_route_table.public.id",
    "private": "aws_route_table.private[each.key].id",
    "isolated": "aws_route_table.isolated.id",
}
_ENDPOINT_TABLES: Mapping[Reach, str] = {
    "private": "values(aws_route_table.private)[*].id",
    "isolated": "[aws_route_table.isolated.id]",
}


class TierView(ItemView[Tier], frozen=True):
    """A tier of subnets with the blocks by zone, the tags of each subnet and the id of its route table."""

    blocks: Mapping[str, str]
    tags: Object | Mapping[str, object]
    route_table: Expr


class View(Struct, frozen=True):
    """Values derived from the settings.

    Attributes:
        subnets: the tiers.
        private_zones: the zones with private subnets; each has a route table of its own.
        nat_subnets: label of the public subnets that the NAT gateways stand in.
        nat_key: key of the NAT gateway that the private route of a zone takes.
        endpoints: names of the services with a gateway endpoint, by their short names.
        route_tables: ids of the route tables that gateway endpoints add routes to.
        names_of: name tags of resources that exist once in each zone.
    """

    subnets: tuple[TierView, ...]
    has_public: bool
    has_isolated: bool
    private_zones: tuple[str, ...]
    nat_zones: tuple[str, ...]
    nat_subnets: str
    nat_key: Expr
    endpoints: Mapping[str, str]
    route_tables: Expr
    names_of: Mapping[str, Expr]


def view_of(vpc: VpcSettings, site: Site) -> View:
    """Derive the view of a network."""
    private = {zone for tier in vpc.tiers_with("private") for zone in vpc.zones_of(tier)}
    tables = [table for reach, table in _ENDPOINT_TABLES.items() if vpc.tiers_with(reach)]
    return View(
        subnets=tuple(_tiers(vpc, site)),
        has_public=bool(vpc.tiers_with("public")),
        has_isolated=bool(vpc.tiers_with("isolated")),
        private_zones=tuple(sorted(private)),
        nat_zones=vpc.nat_zones,
        nat_subnets=identifier(vpc.nat_tier or "public"),
        nat_key=Expr("each.key") if vpc.nat == "per_zone" else encode(next(iter(vpc.nat_zones), "")),
        endpoints={service: f"com.amazonaws.{site.region}.{service}" for service in sorted(set(vpc.gateway_endpoints))},
        route_tables=Expr(tables[0] if len(tables) == 1 else f"concat({', '.join(tables)})"),
        names_of={part: _name_of_each(part, site) for part in ("private", "nat", "endpoint")},
    )


def _tiers(vpc: VpcSettings, site: Site) -> Iterator[TierView]:
    for name, tier in vpc.subnets.items():
        tags = tags_literal(_name_of_each(name, site), tier.tags)
        yield TierView(name, tier, {}, vpc.blocks_of(name), tags, Expr(_ROUTE_TABLES[vpc.reach_of(name)]))


def _name_of_each(part: str, site: Site) -> Expr:
    return site.name_of_each("aws_vpc", f"{site.instance}-{part}")
