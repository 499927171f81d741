"""Certificates whose ARN is a fact: `{from: dns.site_certificate_arn}`."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from hclpress.module.certificate import Certificate, CertificateNames
from hclpress.module.fact_references import FromFact
from hclpress.module.problem import Problem
from hclpress.module.protocols import CertificateIssuer
from hclpress.module.site import Site
from hclpress.source.document import SpecPath


class IssuedCertificate(Struct, frozen=True):
    """A certificate whose names the spec tells.

    Attributes:
        names: its names.
        region: its region.
    """

    names: CertificateNames
    region: str


def issued_certificate(value: object, site: Site) -> IssuedCertificate | None:
    """Return the certificate of a setting; None if it is an ARN or of an instance that does not tell its names.

    Args:
        value: the value of the setting.
        site: the site of the instance that shows the certificate.
    """
    if isinstance(value, Certificate):
        return IssuedCertificate(value, site.region)
    issuer: object = site.neighbours.get(value.source.instance) if isinstance(value, FromFact) else None
    if not isinstance(value, FromFact) or not isinstance(issuer, CertificateIssuer):
        return None
    found = issuer.certificate_at(value.source.output)
    if found is None:
        return None
    names, region = found
    return IssuedCertificate(names, region or site.of(value.source.instance).region)


def issued_elsewhere(value: object, region: str, site: Site, path: SpecPath, code: str) -> Iterator[Problem]:
    """Yield a problem for a certificate of an instance that lies in another region than its user takes it from.

    Args:
        value: the value of the setting.
        region: the region that the user takes certificates from.
        site: the site of the user.
        path: the place of the value.
        code: the code of the problem.
    """
    issued = issued_certificate(value, site) if isinstance(value, FromFact) else None
    if issued is not None and issued.region != region:
        yield Problem(
            path,
            code,
            f"The certificate lies in {issued.region}",
            f"It is shown with certificates from {region} only. Set `region: {region}` at the certificate, or add one.",
        )
