"""Problems of the settings of dns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.aws.regions import partition_of
from hclpress.module import AliasTarget, Problem, Quota, Site, SpecPath, above_quota

from .settings import DnsSettings, RequestedCertificate, Zone

# Route 53 Developer Guide, "Quotas on entities"; ACM User Guide, "Quotas".
RECORDS = Quota("Amazon Route 53", "Records per hosted zone", 10_000)
NAMES = Quota("AWS Certificate Manager", "Domain names per ACM certificate", 10)
# RFC 1035, 2.3.4: a name has at most 255 octets, of which the text may show 253.
_LONGEST_NAME = 253


def problems(settings: DnsSettings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    taken: dict[tuple[str, str], str] = {}
    for name, zone in settings.zones.items():
        path: SpecPath = ("zones", name)
        for network in zone.networks or ("",):
            holder = taken.setdefault((zone.domain, network), name)
            if holder != name:
                yield _zone_twice(zone, network, holder, path)
        yield from _zone_problems(zone, site, path)
    for name, certificate in settings.certificates.items():
        yield from _certificate_problems(settings, certificate, site, ("certificates", name))


def _zone_twice(zone: Zone, network: str, holder: str, path: SpecPath) -> Problem:
    if network:
        # Route 53 API Reference, AssociateVPCWithHostedZone, ConflictingDomainExists.
        summary, detail = (
            f"{network} asks {holder} for {zone.domain} already",
            "Route 53 takes one zone of a domain there.",
        )
    else:
        summary = f"{holder} is a zone for {zone.domain} as well"
        detail = "The domain above delegates to one of them, and nobody asks the other."
    return Problem((*path, "domain"), "domain-twice", summary, f"{detail} Move the records into {holder}.")


def _zone_problems(zone: Zone, site: Site, path: SpecPath) -> Iterator[Problem]:
    count = sum(len(one.values) for one in zone.records.values()) + len(zone.delegations) + 2 * len(zone.aliases)
    yield from above_quota(RECORDS, count, "records of one zone", (*path, "records"))
    if not zone.made_here:
        for field in ("networks", "description"):
            if getattr(zone, field):
                yield Problem(
                    (*path, field),
                    "zone-of-others",
                    f"`{field}` is a matter of who makes the zone",
                    "With `zone_id` only records are made here. Remove one of the two lines.",
                )
    yield from _name_problems(zone, path)
    for index, network in enumerate(zone.networks):
        if network in zone.networks[:index]:
            yield Problem(
                (*path, "networks", index), "network-twice", f"{network} is listed twice", "Remove one of them."
            )
    for name, record in zone.records.items():
        if not record.values:
            yield Problem(
                (*path, "records", name),
                "record-without-values",
                "The record has no values",
                "Give it some by type: `a`, `aaaa`, `caa`, `cname`, `ds`, `mx`, `ptr`, `srv` or `txt`.",
            )
        yield from _cname_problems(name, record.values, zone, (*path, "records", name))
        if "DS" in record.values and name not in zone.delegations:
            yield Problem(
                (*path, "records", name, "ds"),
                "signer-without-delegation",
                f"{zone.full(name)} is not delegated",
                "A DS record is about the zone that answers for the name. Add it to `delegations`, or remove `ds`.",
            )
    for name, target in zone.aliases.items():
        yield from _alias_problems(zone, name, target, site, (*path, "aliases", name))


def _name_problems(zone: Zone, path: SpecPath) -> Iterator[Problem]:
    for field in ("records", "delegations", "aliases"):
        for name in getattr(zone, field):
            place, full = (*path, field, name), zone.full(name)
            if len(full) > _LONGEST_NAME:
                summary = f"{full[:40]}… has {len(full)} characters"
                yield Problem(place, "name-too-long", summary, f"DNS knows names of at most {_LONGEST_NAME}.")
            above = next((one for one in zone.delegations if name.endswith(f".{one}")), None)
            if above is not None:
                yield Problem(
                    place,
                    "beyond-delegation",
                    f"Nobody asks this zone for {full}",
                    f"{zone.full(above)} is delegated to other name servers. Make the record in their zone, or remove "
                    f"`{above}` from `delegations`.",
                )
    for name in zone.delegations:
        # Route 53 Developer Guide, "DNS domain name format": no `*` for records of type NS.
        if name == "@" or name.startswith("*"):
            yield Problem(
                (*path, "delegations", name),
                "delegation-refused",
                f"{zone.full(name)} cannot be delegated",
                "The zone answers for its own domain, and Route 53 takes no wildcard here. Name what lies below it.",
            )
        elif name in zone.records and set(zone.records[name].values) - {"DS"}:
            yield Problem(
                (*path, "records", name),
                "beyond-delegation",
                f"Nobody asks this zone for {zone.full(name)}",
                "The name is delegated to other name servers; only `ds` may stand beside. Make it in their zone.",
            )


def _cname_problems(
    name: str, values: Mapping[str, tuple[object, ...]], zone: Zone, path: SpecPath
) -> Iterator[Problem]:
    # Route 53 Developer Guide, "Supported DNS record types", "CNAME record type".
    if "CNAME" not in values:
        return
    if name == "@":
        yield Problem(
            (*path, "cname"),
            "cname-at-apex",
            f"{zone.domain} cannot stand for another name",
            "A zone's own domain has other records, and DNS allows none beside a CNAME. Use `aliases` for an instance, "
            "or `a` with addresses.",
        )
    beside = [*(set(values) - {"CNAME"}), *(["an alias"] if name in zone.aliases else [])]
    if beside:
        yield Problem(
            (*path, "cname"),
            "cname-beside-others",
            f"{zone.full(name)} stands for another name and has {', '.join(sorted(beside))}",
            "DNS allows nothing beside a CNAME. Remove it, or the others.",
        )


def _alias_problems(zone: Zone, name: str, target: str, site: Site, path: SpecPath) -> Iterator[Problem]:
    host = zone.full(name)
    neighbour: object = site.neighbours.get(target)
    addressed = sorted({"A", "AAAA"} & set(zone.records[name].values)) if name in zone.records else []
    if addressed:
        yield Problem(
            path,
            "alias-beside-addresses",
            f"{host} has records of type {' and '.join(addressed)} already",
            f"An alias is such a record. Remove it, or {' and '.join(one.lower() for one in addressed)} of the record.",
        )
    if not isinstance(neighbour, AliasTarget):
        yield Problem(
            path,
            "nothing-to-alias",
            f"No name can lead to {target}",
            "An alias leads to a load balancer, a distribution or an API with a custom domain.",
        )
    elif neighbour.alias_of(host) is None:
        yield Problem(
            path,
            "nothing-to-alias",
            f"{target} does not answer under {host}",
            f"Give it the name: `aliases` of a distribution, or `domain` of an API. Or remove {name!r} here.",
        )
    elif neighbour.has_record_for(host):
        yield Problem(
            path,
            "alias-twice",
            f"{target} makes the record for {host} itself",
            f"Remove it here, or the zone from {target}.",
        )


def _certificate_problems(
    settings: DnsSettings, certificate: RequestedCertificate, site: Site, path: SpecPath
) -> Iterator[Problem]:
    yield from above_quota(NAMES, len(certificate.domains), "names of one certificate", (*path, "alternatives"))
    if certificate.region and partition_of(certificate.region) != partition_of(site.region):
        yield Problem(
            (*path, "region"),
            "certificate-partition",
            f"{certificate.region} is in another partition than {site.region}",
            "No credentials reach both. Name a region of the same partition.",
        )
    places = {certificate.domain: (*path, "domain")}
    places |= {one: (*path, "alternatives", index) for index, one in enumerate(certificate.alternatives)}
    for name, place in places.items():
        host = name.removeprefix("*.")
        zone = settings.zone_of(host)
        if zone is None:
            public = [one.domain for one in settings.zones.values() if not one.networks]
            yield Problem(
                place,
                "not-in-a-zone",
                f"{name} lies in no public zone here",
                "ACM asks DNS of the internet for a record, which is made in the zone. "
                + (f"There is: {', '.join(public)}." if public else "All zones here are private."),
            )
        else:
            yield from _delegated(settings.zones[zone], name, host, place)


def _delegated(zone: Zone, name: str, host: str, place: SpecPath) -> Iterator[Problem]:
    above = next((one for one in zone.delegations if f".{host}".endswith(f".{zone.full(one)}")), None)
    if above is not None:
        yield Problem(
            place,
            "beyond-delegation",
            f"Nobody asks this zone for {name}",
            f"{zone.full(above)} is delegated to other name servers. Request the certificate where their zone is made.",
        )
