"""Values that the templates of dns see beside the settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.hcl import Expr, Object, attributes, encode, identifier
from hclpress.module import (
    AliasTarget,
    Fact,
    FactReference,
    ItemView,
    Site,
    environment_expression,
    input_name,
    item_views,
)

from .records import written
from .settings import DnsSettings, RequestedCertificate, Zone


class ZoneView(ItemView[Zone], frozen=True):
    """One zone.

    Attributes:
        comment: its description.
        id: the expression of its id.
        vpc_ids: the networks of a private zone.
        sets: its records, by name and type.
        alias_sets: its alias records, by name and type.
        proofs: names of certificates that its records validate.
    """

    comment: str
    id: str | Expr
    vpc_ids: tuple[Expr, ...]
    sets: Mapping[str, Object]
    alias_sets: Mapping[str, Object]
    proofs: tuple[str, ...]


class CertificateView(ItemView[RequestedCertificate], frozen=True):
    """One certificate; `records` are the names of the records that validate it."""

    provider: Expr | None
    records: tuple[Expr, ...]


class View(Struct, frozen=True):
    """Values derived from the settings.

    Attributes:
        force_destroy: whether records that others make are deleted with their zone.
        options: the records that ACM asks for, a list for each certificate.
    """

    force_destroy: bool
    options: tuple[Expr, ...]
    zones: tuple[ZoneView, ...]
    certificates: tuple[CertificateView, ...]


def view_of(settings: DnsSettings, site: Site) -> View:
    """The view of an instance."""
    aliases = {region: alias for alias, region in settings.provider_aliases(site.environment).items()}
    return View(
        force_destroy=site.environment.may_be_destroyed,
        options=tuple(
            Expr(f"tolist(aws_acm_certificate.{label}.domain_validation_options)")
            for label in sorted(map(identifier, settings.certificates))
        ),
        zones=tuple(_zone(one, settings, site) for one in item_views(settings.zones, "zones", {})),
        certificates=tuple(
            CertificateView(
                one.key,
                one.settings,
                one.names,
                provider=Expr(f"aws.{aliases[one.settings.region]}") if one.settings.region in aliases else None,
                records=tuple(_validating(settings, one.settings)),
            )
            for one in item_views(settings.certificates, "certificates", {})
        ),
    )


def _validating(settings: DnsSettings, certificate: RequestedCertificate) -> Iterator[Expr]:
    for name in dict.fromkeys(name.removeprefix("*.") for name in certificate.domains):
        zone = identifier(settings.zone_of(name) or "")
        yield Expr(f'aws_route53_record.{zone}_proof["{name}"].fqdn')


def _zone(item: ItemView[Zone], settings: DnsSettings, site: Site) -> ZoneView:
    zone = item.settings
    return ZoneView(
        item.key,
        zone,
        item.names,
        comment=zone.description or f"{zone.domain} of {site.environment.name('route53', item.key, site.region)}",
        id=environment_expression(zone.zone_id) if zone.zone_id else Expr(f"aws_route53_zone.{item.label}.zone_id"),
        vpc_ids=tuple(Expr(f"var.{input_name(Fact(one, 'vpc_id'))}") for one in zone.networks),
        sets=dict(sorted(_sets(zone))),
        alias_sets=dict(sorted(_alias_sets(zone, site))),
        proofs=tuple(sorted(name for name, holder in settings.proofs_by_name() if holder == item.key)),
    )


def _sets(zone: Zone) -> Iterator[tuple[str, Object]]:
    for name, record in zone.records.items():
        for kind, values in record.values.items():
            yield f"{name}/{kind}", _set(zone, name, kind, record.ttl, tuple(_value(kind, one) for one in values))
    for name, servers in zone.delegations.items():
        told = servers.expression if isinstance(servers, FactReference) else tuple(sorted(servers))
        yield f"{name}/NS", _set(zone, name, "NS", _DELEGATION, told)


_DELEGATION = 172_800
"""Seconds for which resolvers keep a delegation: two days, as the zones of top-level domains have it."""


def _set(zone: Zone, name: str, kind: str, ttl: int, values: object) -> Object:
    return attributes({"name": zone.full(name), "type": kind, "ttl": ttl, "records": values})


def _value(kind: str, value: object) -> Expr:
    if isinstance(value, FactReference):
        return value.expression
    return encode(written(kind, str(value)))


def _alias_sets(zone: Zone, site: Site) -> Iterator[tuple[str, Object]]:
    for name, target in zone.aliases.items():
        facts = site.neighbour(target, AliasTarget).alias_of(zone.full(name))
        if facts is None:
            continue
        for kind in ("A", "AAAA") if facts.ipv6 else ("A",):
            yield (
                f"{name}/{kind}",
                attributes(
                    {
                        "name": zone.full(name),
                        "type": kind,
                        "host": Expr(f"var.{input_name(Fact(target, facts.host))}"),
                        "zone_id": Expr(f"var.{input_name(Fact(target, facts.zone))}"),
                        "checked": facts.checked,
                    }
                ),
            )
