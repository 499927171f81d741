"""Settings of the module dns."""

from collections.abc import Iterator, Mapping
from typing import Annotated

from pydantic import Field

from hclpress.module import (
    CertificateNames,
    HostName,
    Item,
    ItemName,
    Module,
    ReferenceTo,
    Region,
    ZoneReference,
    spelled,
)

from .records import Record, Servers

# RFC 1035, 2.3.4 and RFC 2181, 11: labels of at most 63 characters. Route 53 Developer Guide, "DNS domain name format":
# `*` stands for one whole label, the first.
_LABEL = r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?"
RecordName = Annotated[
    str,
    spelled(
        rf"(?=.{{1,240}}\Z)(?:@|\*|(?:\*\.)?{_LABEL}(?:\.{_LABEL})*)",
        "a name below the zone, `@` for the zone itself",
        "www or _dmarc.mail",
    ),
]


class Zone(Item):
    """A hosted zone."""

    domain: HostName
    """Domain of the zone, such as `shop.example.com`."""
    zone_id: ZoneReference | None = None
    """Id of a zone that exists already, or `{from: instance.fact}` of one that another instance makes. Left out: it is
    made here."""
    # Route 53 API Reference, HostedZoneConfig, Comment.
    description: Annotated[str, Field(max_length=256)] = ""
    """Description of the zone, shown in the console. Left out: its domain and the environment."""
    networks: tuple[Annotated[str, ReferenceTo(("vpc",))], ...] = ()
    """Networks in which a private zone answers. Left out: the zone is public."""
    records: Mapping[RecordName, Record] = {}
    """Records by name below the zone, `@` for the zone itself."""
    delegations: Mapping[RecordName, Servers] = {}
    """Names that other zones answer for, each with the name servers of its zone: a list, or `{from: instance.fact}`."""
    aliases: Mapping[RecordName, Annotated[str, ReferenceTo()]] = {}
    """Names that lead to an instance: a load balancer, a distribution, or an API with this custom domain."""

    @property
    def made_here(self) -> bool:
        """Whether the zone is made here."""
        return self.zone_id is None

    def full(self, name: str) -> str:
        """Return a name of the zone as a host name."""
        return self.domain if name == "@" else f"{name}.{self.domain}"


class RequestedCertificate(CertificateNames, Item):
    """A certificate of ACM, validated by records in the zones."""

    region: Region | None = None
    """Region of what shows it. Left out: that of the instance. CloudFront takes certificates of us-east-1."""


class DnsSettings(Module):
    """Settings of one instance."""

    zones: Annotated[Mapping[ItemName, Zone], Field(min_length=1)]
    """The zones by name."""
    certificates: Mapping[ItemName, RequestedCertificate] = {}
    """Certificates by name. Their names lie in the public zones."""

    def zone_of(self, host: str) -> str | None:
        """Return the public zone with the longest domain that a host name lies in; None if there is none."""
        public = {name: zone for name, zone in self.zones.items() if not zone.networks}
        fitting = [name for name, zone in public.items() if f".{host}".endswith(f".{zone.domain}")]
        return max(fitting, key=lambda name: len(self.zones[name].domain), default=None)

    def proofs_by_name(self) -> Iterator[tuple[str, str]]:
        """Yield each name that ACM wants a record for, once, with its zone.

        One record validates a name and its wildcard, in certificates of every region.
        """
        names = (one for certificate in self.certificates.values() for one in certificate.domains)
        for name in dict.fromkeys(name.removeprefix("*.") for name in names):
            zone = self.zone_of(name)
            if zone is not None:
                yield name, zone
