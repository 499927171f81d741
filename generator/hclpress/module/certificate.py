"""Certificates that a module requests from ACM, with the DNS records that validate them."""

from typing import Annotated

from pydantic import Field

from hclpress.spec.fields import AnyHostName
from hclpress.spec.settings import Settings

HostedZoneId = Annotated[str, Field(pattern=r"^Z[A-Z0-9]{1,31}$")]
"""The id of a Route53 hosted zone, such as `Z0123456789ABC`."""
Domain = AnyHostName
"""A domain name in lower case; its first label may be `*`."""


class Certificate(Settings):
    """A certificate requested here, validated by records in a Route53 zone, and renewed by AWS."""

    # ACM API Reference, RequestCertificate: the first name is the common name, which RFC 5280 bounds; 100 names.
    domain: Annotated[Domain, Field(max_length=64)]
    """The domain name, such as `shop.example.com` or `*.example.com`; at most 64 characters."""
    alternatives: Annotated[tuple[Domain, ...], Field(max_length=99)] = ()
    """Further names, in the same zone."""
    zone_id: HostedZoneId
    """The public hosted zone that gets the validation records."""

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
