"""Zones and certificates that exist already."""

from collections.abc import Iterable, Iterator, Mapping
from typing import ClassVar

from hclpress.hcl import Expr
from hclpress.module import (
    Existing,
    Found,
    Grant,
    HostedZoneId,
    HostName,
    ItemName,
    LookUp,
    ParameterName,
    Site,
    StandInResource,
    Ways,
    item_label,
    told_or_held,
)

from .grants import grants
from .outputs import zone_arn, zone_facts


class FoundZone(Ways):
    """A public zone that exists already, found by its id, its domain alone or a parameter with its id."""

    ways: ClassVar[tuple[str, ...]] = ("zone_id", "domain", "ssm")

    zone_id: HostedZoneId | None = None
    """Id of the zone."""
    domain: HostName | None = None
    """Domain of the only public zone of this domain in the account."""
    ssm: ParameterName | None = None
    """SSM parameter that holds the id."""


class FoundZones(FoundZone):
    """One zone, or several by name."""

    ways: ClassVar[tuple[str, ...]] = ("zone_id", "domain", "ssm", "zones")
    several: ClassVar[str | None] = "zones"

    zones: Mapping[ItemName, FoundZone] = {}
    """Several zones, by the names that the spec calls them. A single one has the name of the instance."""


class ExistingDns(Existing):
    """Zones that exist already."""

    existing: FoundZones
    """Zones to find."""

    def zones_of(self, site: Site) -> Mapping[str, FoundZone]:
        """The zones by the names that the spec calls them."""
        return self.existing.zones or {site.instance: self.existing}

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to read or change the records of a zone (the item)."""
        return grants(self.zones_of(site), self.existing.item_of(item, site), access, site)

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """The zones, and the parameters that hold their ids."""
        for name, zone in self.zones_of(site).items():
            label = item_label(name, site)
            told = {zone.zone_id: "zone_id"} if zone.zone_id else {}
            arguments = {"name": zone.domain or f"{name}.example.com"}
            yield StandInResource("aws_route53_zone", label, arguments, site.region, told=told)
            if zone.ssm is not None:
                yield StandInResource.parameter(zone.ssm, label, Expr(f"aws_route53_zone.{label}.zone_id"), site.region)

    def found(self, site: Site) -> Found:
        """The id, the ARN and the name servers of each zone."""
        return Found.together(_found(name, zone, site) for name, zone in self.zones_of(site).items())


def _found(name: str, zone: FoundZone, site: Site) -> Found:
    label = item_label(name, site)
    identity, needed = _identity_of(zone, label)
    servers = LookUp("aws_route53_zone", f"{label}_servers", {"zone_id": identity}, {"name_servers": _SERVERS})
    facts = zone_facts(name, identity, zone_arn(identity, site.region), servers.attribute("name_servers"))
    return Found(tuple(facts), (*needed, servers))


_ANY = "Z0000000000000000"
_SERVERS = ("ns-1.awsdns-00.com", "ns-2.awsdns-00.net")


def _identity_of(zone: FoundZone, label: str) -> tuple[Expr, list[LookUp]]:
    if zone.domain is None:
        value, needed = told_or_held(zone.zone_id, zone.ssm, label, _ANY)
        return value.expression, needed
    found = LookUp("aws_route53_zone", label, {"name": zone.domain, "private_zone": False}, {"zone_id": _ANY})
    return found.attribute("zone_id"), [found]
