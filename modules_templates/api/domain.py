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


def domain_problems(domain: Domain, region: str) -> Iterator[Problem]:
    """Report a certificate of another region."""
    if arn_region(domain.certificate) != region:
        yield Problem(
            ("domain", "certificate"),
            "certificate-of-another-region",
            f"The certificate lies in {arn_region(domain.certificate)}",
            f"The API lies in {region} and can use certificates from there only. Use one from {region}.",
        )
