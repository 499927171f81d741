"""The custom domain of an API."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from hclpress.hcl import Expr
from hclpress.module import (
    AnyHostName,
    CertificateReference,
    Input,
    Problem,
    Settings,
    Site,
    ZoneReference,
    arn_region,
    environment_expression,
    issued_certificate,
    issued_elsewhere,
    reference_inputs,
)


class Domain(Settings):
    """A custom domain."""

    name: AnyHostName
    """The name, such as `api.example.com`."""
    certificate: CertificateReference
    """Its certificate, in the API's region: an ARN, or `{from: instance.fact}`."""
    # API Gateway V2 API Reference, CreateApiMapping: at most 300 characters.
    base_path: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$", max_length=300)] | None = None
    """Path between the name and a route's path. Left out: nothing."""
    zone_id: ZoneReference | None = None
    """The Route53 zone that gets a record for the name. Left out: the record is yours to make."""
    default_endpoint: bool | None = None
    """Whether callers also reach the API under the name that AWS gave it, past whatever protects the domain. Left out:
    they do, and a warning says so."""

    @property
    def certificate_arn(self) -> str | Expr:
        """The ARN of the certificate as templates write it."""
        return environment_expression(self.certificate)

    @property
    def zone(self) -> str | Expr | None:
        """The id of the zone as templates write it; None without a record."""
        return None if self.zone_id is None else environment_expression(self.zone_id)

    def inputs(self) -> Iterator[Input]:
        """The facts with its certificate and its zone."""
        yield from reference_inputs(self.certificate, ("domain", "certificate"))
        yield from reference_inputs(self.zone_id, ("domain", "zone_id"))


def domain_problems(domain: Domain, site: Site) -> Iterator[Problem]:
    """Report a certificate of another region, and a second name that nobody has decided on."""
    region, place = site.region, ("domain", "certificate")
    yield from issued_elsewhere(domain.certificate, region, site, place, "certificate-of-another-region")
    issued = issued_certificate(domain.certificate, site)
    if issued is not None and not issued.names.covers(domain.name):
        yield Problem(
            ("domain", "name"),
            "domain-not-in-certificate",
            f"The certificate is not for {domain.name}",
            f"It is for {', '.join(issued.names.domains)}. Add the name to the certificate's `alternatives`.",
        )
    if isinstance(domain.certificate, str) and arn_region(domain.certificate) != region:
        yield Problem(
            ("domain", "certificate"),
            "certificate-of-another-region",
            f"The certificate lies in {arn_region(domain.certificate)}",
            f"The API lies in {region} and can use certificates from there only. Use one from {region}.",
        )
    if domain.default_endpoint is None:
        yield Problem.warning(
            ("domain",),
            "default-endpoint-open",
            f"Callers reach the API past {domain.name}",
            "It answers under the name that AWS gave it as well. Set `default_endpoint: false` to close that name, or "
            "`true` if it is meant to stay open.",
        )
