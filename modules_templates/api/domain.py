"""The custom domain of an API."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from hclpress.module import AnyHostName, CertificateArn, Problem, Settings, arn_region


class Domain(Settings):
    """A custom domain."""

    name: AnyHostName
    """The name, such as `api.example.com`."""
    certificate: CertificateArn
    """ARN of its certificate, in the API's region."""
    # API Gateway V2 API Reference, CreateApiMapping: at most 300 characters.
    base_path: Annotated[str, Field(pattern=r"^[A-Za-z0-9._-]+(/[A-Za-z0-9._-]+)*$", max_length=300)] | None = None
    """Path between the name and a route's path. Left out: nothing."""
    zone_id: Annotated[str, Field(pattern=r"^Z[A-Z0-9]{1,31}$")] | None = None
    """The Route53 zone that gets a record for the name. Left out: the record is yours to make."""
    default_endpoint: bool | None = None
    """Whether callers also reach the API under the name that AWS gave it, past whatever protects the domain. Left out:
    they do, and a warning says so."""


def domain_problems(domain: Domain, region: str) -> Iterator[Problem]:
    """Report a certificate of another region, and a second name that nobody has decided on."""
    if arn_region(domain.certificate) != region:
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
