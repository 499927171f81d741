"""Certificates that a module requests from ACM, with the DNS records that validate them."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Discriminator, Field, Tag

from hclpress.hcl.expression import Expr
from hclpress.module.fact_references import FromFact, environment_expression, reference_inputs, text_or_mapping
from hclpress.module.facts import Input
from hclpress.module.field_annotations import OfKind
from hclpress.source.document import SpecPath
from hclpress.spec.fields import AnyHostName, CertificateArn
from hclpress.spec.settings import Settings

HostedZoneId = Annotated[str, Field(pattern=r"^Z[A-Z0-9]{1,31}$")]
"""The id of a Route53 hosted zone, such as `Z0123456789ABC`."""
ZoneReference = Annotated[
    Annotated[HostedZoneId, Tag("text")] | Annotated[FromFact, OfKind(("hosted zone id",)), Tag("mapping")],
    Discriminator(text_or_mapping),
]
"""A hosted zone: its id, or a fact with it."""
Domain = AnyHostName
"""A domain name in lower case; its first label may be `*`."""


class CertificateNames(Settings):
    """The names that a certificate is for."""

    # ACM API Reference, RequestCertificate: the first name is the common name, which RFC 5280 bounds; 100 names.
    domain: Annotated[Domain, Field(max_length=64)]
    """The domain name, such as `shop.example.com` or `*.example.com`; at most 64 characters."""
    alternatives: Annotated[tuple[Domain, ...], Field(max_length=99)] = ()
    """Further names, in the same zone."""

    @property
    def domains(self) -> tuple[str, ...]:
        """Every domain name, each once."""
        return tuple(dict.fromkeys((self.domain, *self.alternatives)))

    @property
    def proofs(self) -> tuple[str, ...]:
        """The names that need a record of their own: one record validates both `example.com` and `*.example.com`."""
        return tuple({domain.removeprefix("*."): domain for domain in reversed(self.domains)}.values())[::-1]

    def covers(self, host: str) -> bool:
        """Return whether browsers accept it for `host`; a wildcard matches just one label (RFC 9525)."""
        return host in self.domains or f"*.{host.partition('.')[2]}" in self.domains


class Certificate(CertificateNames):
    """A certificate requested here, validated by records in a Route53 zone, and renewed by AWS."""

    zone_id: ZoneReference
    """The public hosted zone that gets the validation records."""

    @property
    def zone(self) -> str | Expr:
        """The id of the zone as templates write it."""
        return environment_expression(self.zone_id)


def _certificate_form(value: object) -> str:
    if isinstance(value, FromFact) or (isinstance(value, dict) and "from" in value):
        return "fact"
    return text_or_mapping(value)


CertificateChoice = Annotated[
    Annotated[CertificateArn, Tag("text")]
    | Annotated[FromFact, OfKind(("certificate arn",)), Tag("fact")]
    | Annotated[Certificate, Tag("mapping")],
    Discriminator(_certificate_form),
]
"""A certificate: the ARN of one of ACM, a fact with it, or the names of one to be requested."""
CertificateReference = Annotated[
    Annotated[CertificateArn, Tag("text")] | Annotated[FromFact, OfKind(("certificate arn",)), Tag("mapping")],
    Discriminator(text_or_mapping),
]
"""A certificate that somebody else requests: its ARN, or a fact with it."""


def certificate_inputs(value: object, path: SpecPath) -> Iterator[Input]:
    """Yield the inputs of a certificate: that of the fact with its ARN, or of the fact with its zone.

    Args:
        value: the value of the setting.
        path: its place.
    """
    if isinstance(value, Certificate):
        yield from reference_inputs(value.zone_id, (*path, "zone_id"))
    else:
        yield from reference_inputs(value, path)
