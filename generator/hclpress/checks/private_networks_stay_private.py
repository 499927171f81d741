"""Nothing private or isolated gets a way from the internet.

A subnet is public because its route table leads to an internet gateway. A route table or a subnet that is called
private, internal, isolated or after a database promises its users that nobody outside reaches them; an isolated one
promises no way out either. Databases do not belong into public subnets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hclpress.checks._literals import texts
from hclpress.checks._world import is_world
from hclpress.hcl.references import ReferenceKind
from hclpress.hcl.structure import Block, within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack, PlacedBlock

FSBP = ("RDS.46",)
CHECKOV = ("CKV2_AWS_35",)

_PRIVATE = frozenset({"private", "internal", "database", "databases", "db", "data", "isolated", "intra"})
_ISOLATED = frozenset({"isolated", "intra"})
_GATEWAYS = ("gateway_id", "egress_only_gateway_id", "nat_gateway_id", "nat_instance_id")
_DESTINATIONS = ("destination_cidr_block", "destination_ipv6_cidr_block", "cidr_block", "ipv6_cidr_block")
_SUBNET_GROUPS = (
    *("aws_dax_subnet_group", "aws_db_subnet_group", "aws_docdb_subnet_group", "aws_elasticache_subnet_group"),
    *("aws_memorydb_subnet_group", "aws_neptune_subnet_group", "aws_redshift_subnet_group"),
)
_WORD = re.compile(r"[a-z]+")
_PUBLIC = re.compile(r"(^|[._-])public([]._)-]|$)")


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each route and association that opens what is called private, and each database in public subnets."""
    opened = {}
    for placed, route, tables in _routes(parsed):
        gateway = _gateway(route)
        for address in tables if gateway else ():
            if gateway == "internet":
                opened[placed.instance, address] = placed
            if _words(address) & (_PRIVATE if gateway == "internet" else _ISOLATED):
                yield Finding(
                    placed,
                    f"{address} has a route to the internet",
                    "Remove the route, or use a table of public subnets.",
                )
    yield from _associations(parsed, opened)
    for placed in parsed.resources(*_SUBNET_GROUPS):
        value = placed.block.attributes.get("subnet_ids")
        if any(_PUBLIC.search(one) for one in texts(value, parsed, placed.instance, placed.block)):
            yield Finding(placed, "The database lies in public subnets", "Use private or isolated ones.")


def _routes(parsed: ParsedStack) -> Iterator[tuple[PlacedBlock, Block, tuple[str, ...]]]:
    """Yield each route with the block that it stands in, and the addresses of its tables."""
    for placed in parsed.resources("aws_route"):
        yield placed, placed.block, _referred(placed, "aws_route_table")
    for placed in parsed.resources("aws_route_table", "aws_default_route_table"):
        for inner in within(placed.block, "route"):
            yield placed, inner, (placed.address,)


def _referred(placed: PlacedBlock, kind: str) -> tuple[str, ...]:
    return tuple(
        one.address
        for one in placed.block.references
        if one.kind is ReferenceKind.RESOURCE and one.name[0] == kind and one.address != placed.address
    )


def _gateway(route: Block) -> str:
    """Return `internet` or `nat` for a route to the whole internet through such a gateway; nothing for another."""
    told = route.attributes
    if not is_world(str(told[name]) for name in _DESTINATIONS if told.get(name)):
        return ""
    for name in _GATEWAYS:
        value = str(told.get(name) or "")
        if name == "gateway_id" and ("aws_internet_gateway" in value or value.startswith("igw-")):
            return "internet"
        if name != "gateway_id" and value:
            return "nat"
    return ""


def _associations(parsed: ParsedStack, opened: dict[tuple[str | None, str], PlacedBlock]) -> Iterator[Finding]:
    for placed in parsed.resources("aws_route_table_association"):
        tables = [one for one in _referred(placed, "aws_route_table") if not _words(one) & _PRIVATE]
        public = [one for one in tables if (placed.instance, one) in opened]
        private = [one for one in _referred(placed, "aws_subnet") if _words(one) & _PRIVATE]
        if public and private:
            yield Finding(
                placed, f"{private[0]} is reached from the internet", f"{public[0]} has a route there; use another."
            )


def _words(address: str) -> frozenset[str]:
    return frozenset(_WORD.findall(address.rpartition(".")[2].lower()))
