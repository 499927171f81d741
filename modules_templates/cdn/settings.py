"""Settings of a distribution."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from hclpress.module import (
    AliasFacts,
    AnyHostName,
    Certificate,
    CertificateChoice,
    FromPosture,
    Item,
    ItemName,
    LogDays,
    Module,
    ReferenceTo,
    spelled,
    text_or_mapping,
)

from .behaviours import Behaviour, PathBehaviour
from .countries import Countries
from .headers import Headers
from .origins import BucketOrigin, Origin, OriginEntry, leading
from .policies import HeadersPolicy

ACCESS_LOGS = "access-logs"
"""The name of the bucket for access logs, beside those of the origins."""


class Logs(Item):
    """A record of every request, in a bucket of its own."""

    retention_days: Annotated[LogDays, FromPosture("log_days")]
    """Days that the record is kept."""
    cookies: bool = False
    """Whether cookies are recorded, which may hold secrets."""


HeadersChoice = Annotated[
    Annotated[HeadersPolicy, Tag("text")] | Annotated[Headers, Tag("mapping")], Discriminator(text_or_mapping)
]
# Amazon CloudFront Developer Guide, "Distribution settings reference", "Default root object".
RootObject = Annotated[
    str,
    spelled(
        r"""[A-Za-z0-9_\-.*$/~"'&]{1,255}""",
        "an object that CloudFront takes (up to 255 letters, digits and any of _ - . * $ / ~ \" ' &)",
        "index.html",
    ),
]


class CdnSettings(Module):
    """The YAML of a distribution."""

    origins: Annotated[Mapping[ItemName, OriginEntry], Field(min_length=1)]
    """Origins of the content: `{api: …}`, `{load_balancer: …}`, `{host: …}`, or else a bucket made here, which has the
    origin's name."""
    default: Behaviour = Behaviour()
    """Behaviour for requests that no path of `behaviours` matches."""
    behaviours: tuple[PathBehaviour, ...] = ()
    """Behaviours for certain paths. The first path that matches counts."""
    root_object: RootObject | None = "index.html"
    """Object that is served for `/`. Left out: `index.html` of a bucket; any other origin answers `/` itself. `null`:
    none."""
    single_page: bool = False
    """Whether unknown paths are answered with `root_object`, for applications that read the path in the browser."""
    viewer_protocol: Literal["redirect-to-https", "https-only"] = "redirect-to-https"
    """Answer to requests without TLS: a redirect to HTTPS, or a refusal."""
    aliases: tuple[AnyHostName, ...] = ()
    """Host names of your own. They need a `certificate`, and DNS records that lead here."""
    certificate: CertificateChoice | None = None
    """Certificate for `aliases`: the ARN of one in us-east-1, `{from: instance.fact}`, or the names of one to be
    requested there. Left out: CloudFront's own, for *.cloudfront.net."""
    price_class: Literal[100, 200, "all"] = 100
    """Regions that serve it: `100` North America and Europe, `200` all but South America and Oceania, or `all`."""
    http_version: Literal["http1.1", "http2", "http3", "http2and3"] = "http2and3"
    """Newest version of HTTP that viewers may speak."""
    ipv6: bool = True
    """Whether it has IPv6 addresses."""
    headers: HeadersChoice | None = "SecurityHeadersPolicy"
    """Headers of the answers: a managed policy by name, or one of your own. `null`: those of the origin alone."""
    countries: Countries | None = None
    """Countries that may see the content. Left out: all."""
    logs: Logs | None
    """Record of every request. Left out: kept as long as the posture says. `null`: none."""
    waf: Annotated[str, ReferenceTo(("waf",))] | None = None
    """Web ACL that requests pass first, of scope `cloudfront`."""

    @property
    def buckets(self) -> Mapping[str, BucketOrigin]:
        """The origins that are buckets, by name."""
        return {name: one for name, one in self.origins.items() if isinstance(one, BucketOrigin)}

    def origin_of(self, behaviour: Behaviour) -> tuple[str, Origin]:
        """The origin that answers the requests of a behaviour, with its name."""
        name = behaviour.origin or leading(self.origins)[0]
        return name, self.origins[name]

    def alias_of(self, host: str) -> AliasFacts | None:
        """The facts by which an alias record leads to it; None for a name that CloudFront does not know."""
        labels = host.partition(".")[2]
        known = host in self.aliases or f"*.{labels}" in self.aliases
        return AliasFacts("domain_name", "hosted_zone_id", ipv6=self.ipv6) if known else None

    def has_record_for(self, host: str) -> bool:
        """Whether it makes the record for a name itself: never."""
        return False

    @property
    def requested_certificate(self) -> Certificate | None:
        """The certificate that is requested here; None where the spec names one by its ARN, or none."""
        return self.certificate if isinstance(self.certificate, Certificate) else None
