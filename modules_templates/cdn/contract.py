"""cdn: content near those who read it, from buckets nobody else can read, from APIs and from other servers."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Field, Tag

from hclpress.aws.regions import GLOBAL_REGION
from hclpress.hcl.values import Expr
from hclpress.module.certificate import Certificate
from hclpress.module.facts import Fact, Input, Output
from hclpress.module.grant import Grant
from hclpress.module.markers import FromPosture, ReferenceTo
from hclpress.module.module import Item, Module
from hclpress.module.name import Name
from hclpress.module.problem import Problem
from hclpress.module.proof import Proof
from hclpress.module.site import Site
from hclpress.module.uses import input_name, text_or_mapping
from hclpress.modules.cdn.aliases import GLOBAL_ALIAS, alias_problems
from hclpress.modules.cdn.behaviours import Behaviour, PathBehaviour, behaviour_problems
from hclpress.modules.cdn.buckets import bucket_grants, bucket_outputs
from hclpress.modules.cdn.countries import Countries, country_problems
from hclpress.modules.cdn.headers import Headers, header_problems
from hclpress.modules.cdn.origins import (
    ApiOrigin,
    BucketOrigin,
    Origin,
    OriginEntry,
    ServerOrigin,
    leading,
    origin_problems,
)
from hclpress.modules.cdn.policies import HeadersPolicy
from hclpress.modules.cdn.view import View
from hclpress.modules.cdn.viewing import view_of
from hclpress.modules.waf.contract import Waf
from hclpress.spec.environment import Environment
from hclpress.spec.fields import CertificateArn, ItemName, LogDays

ACCESS_LOGS = "access-logs"
"""What the bucket of the access logs is called beside those of the origins."""

# CloudFront Developer Guide, "Access logs (standard logs)": buckets in regions that must be switched on get none.
_WITHOUT_LOGS = frozenset(
    {
        "af-south-1",
        "ap-east-1",
        "ap-south-2",
        "ap-southeast-3",
        "ap-southeast-4",
        "ca-west-1",
        "eu-central-2",
        "eu-south-1",
        "eu-south-2",
        "il-central-1",
        "me-central-1",
        "me-south-1",
    }
)


class Logs(Item):
    """A record of every request, in a bucket made for it."""

    retention_days: Annotated[LogDays, FromPosture("log_days")]
    """Days it is kept."""
    cookies: bool = False
    """Whether cookies are recorded, which may hold what nobody should read."""


CertificateChoice = Annotated[
    Annotated[CertificateArn, Tag("text")] | Annotated[Certificate, Tag("mapping")], Discriminator(text_or_mapping)
]


class Cdn(Module):
    """A CloudFront distribution and what stands behind it."""

    summary = (
        "A CloudFront distribution over private buckets, APIs and servers: failover, caching, headers, logs, a web ACL."
    )
    carries_waf: ClassVar[Literal["regional", "cloudfront"] | None] = "cloudfront"

    origins: Annotated[Mapping[ItemName, OriginEntry], Field(min_length=1, max_length=25)]
    """Where content comes from: `{api: …}`, `{load_balancer: …}`, `{host: …}`, or else a bucket made here, which bears
    the origin's name."""
    default: Behaviour = Behaviour()
    """How requests are answered that no path of `behaviours` matches."""
    behaviours: Annotated[tuple[PathBehaviour, ...], Field(max_length=25)] = ()
    """How requests for certain paths are answered. The first path that matches counts."""
    root_object: str | None = "index.html"
    """What is served for `/`. Left out and no bucket is asked for `/`, it goes there as it is. `null`: nothing."""
    single_page: bool = False
    """Whether unknown paths are answered with `root_object`, for applications that read the path in the browser."""
    viewer_protocol: Literal["redirect-to-https", "https-only"] = "redirect-to-https"
    """What happens to requests without TLS: sent on to HTTPS, or refused."""
    aliases: tuple[str, ...] = ()
    """Host names of one's own. They need a `certificate`, and DNS records that lead here."""
    certificate: CertificateChoice | None = None
    """The certificate for `aliases`: the ARN of one in us-east-1, or the names of one to be asked for, which is done
    there by itself. Left out: CloudFront's own, for *.cloudfront.net."""
    price_class: Literal[100, 200, "all"] = 100
    """Where it is served from: `100` North America and Europe, `200` without South America and Oceania, or `all`."""
    http_version: Literal["http1.1", "http2", "http3", "http2and3"] = "http2and3"
    """The newest HTTP viewers may speak."""
    ipv6: bool = True
    """Whether it has IPv6 addresses."""
    headers: HeadersPolicy | Headers | None = "SecurityHeadersPolicy"
    """The headers answers bear: a managed policy by name, or one of your own. `null`: none beside the origin's."""
    countries: Countries | None = None
    """Who may see the content, by country. Left out: everybody."""
    logs: Logs | None
    """A record of every request. Left out: kept as long as the posture says. `null`: none."""
    waf: Annotated[str, ReferenceTo(("waf",))] | None = None
    """The web ACL that requests pass first, of scope `cloudfront`."""

    @property
    def buckets(self) -> Mapping[str, BucketOrigin]:
        """The origins that are buckets, by name."""
        return {name: one for name, one in self.origins.items() if isinstance(one, BucketOrigin)}

    def origin_of(self, behaviour: Behaviour) -> tuple[str, Origin]:
        """The origin requests go to, with its name."""
        name = behaviour.origin or leading(self.origins)[0]
        return name, self.origins[name]

    def problems(self, site: Site) -> Iterator[Problem]:
        """What AWS would refuse, and what would not work though AWS takes it."""
        yield from behaviour_problems(self.default, self.behaviours, self.origins)
        yield from origin_problems(self.origins, self.aliases, site)
        yield from alias_problems(self.aliases, self.certificate)
        yield from self._page_problems()
        yield from self._log_problems(site)
        if self.countries is not None:
            yield from country_problems(self.countries)
        if isinstance(self.headers, Headers):
            yield from header_problems(self.headers)
        if self.waf is not None and site.neighbour(self.waf, Waf).scope != "cloudfront":
            yield Problem(
                ("waf",),
                "waf-of-another-scope",
                f"{self.waf} cannot stand in front of CloudFront",
                f"Its scope is {site.neighbour(self.waf, Waf).scope}. Give the distribution one of "
                "`scope: cloudfront`; it lies in us-east-1 by itself.",
            )

    def _page_problems(self) -> Iterator[Problem]:
        if self.root_object is not None and self.root_object.startswith("/"):
            yield Problem(
                ("root_object",),
                "root-object-with-slash",
                "The root object begins with a slash",
                "CloudFront would look for an object whose name does and answer every visitor with an error. Write "
                f"`{self.root_object.lstrip('/')}`.",
            )
        if self.single_page and self.root_object is None:
            yield Problem(
                ("single_page",),
                "no-page-to-fall-back-to",
                "There is no page to answer unknown paths with",
                "Name it with `root_object:`, for example index.html.",
            )
        if self.single_page:
            served = {one.origin or leading(self.origins)[0] for one in (self.default, *self.behaviours)}
            others = [name for name in self.origins if name in served and name not in self.buckets]
            if others:
                yield Problem(
                    ("single_page",),
                    "single-page-hides-errors",
                    f"Every 404 of {', '.join(others)} would become a page",
                    "CloudFront replaces errors for the whole distribution, so whoever asks for a thing that is not "
                    "there would get the page with status 200. Give the application a distribution of its own.",
                )

    def _log_problems(self, site: Site) -> Iterator[Problem]:
        if self.logs is None:
            return
        if site.region in _WITHOUT_LOGS:
            yield Problem(
                ("logs",),
                "no-logs-in-region",
                f"CloudFront delivers no logs to buckets in {site.region}",
                "Say `logs: null`, or give the distribution a `region` such as us-east-1; it serves the whole world "
                "from anywhere.",
            )
        for name in self.buckets:
            if name in (ACCESS_LOGS, f"{site.instance}-{ACCESS_LOGS}"):
                yield Problem(
                    ("origins", name),
                    "name-of-the-logs",
                    f"The bucket of the access logs is called `{name}`",
                    "Give the origin another name, or say `logs: null`.",
                )

    def names(self, site: Site) -> Mapping[str, Name]:
        """What the distribution, its buckets and what guards them are called."""
        names = {"distribution": site.name("aws_cloudfront_distribution", site.instance)}
        for name, origin in self.buckets.items():
            path = ("origins", name)
            guard = "control" if origin.access == "control" else "identity"
            names[f"bucket_{name}"] = site.name("aws_s3_bucket", name, path)
            names[f"access_{name}"] = site.name(f"aws_cloudfront_origin_access_{guard}", name, path)
        if isinstance(self.headers, Headers):
            names["headers"] = site.name("aws_cloudfront_response_headers_policy", site.instance, ("headers",))
        if self.logs is not None:
            names["logs"] = site.name("aws_s3_bucket", f"{site.instance}-{ACCESS_LOGS}", ("logs",))
        return names

    def inputs(self, site: Site) -> Iterable[Input]:
        """The web ACL, and the hosts of APIs."""
        for name, origin in self.origins.items():
            if isinstance(origin, ApiOrigin):
                fact = Fact(origin.api, "host")
                yield Input(input_name(fact), fact, path=("origins", name, "api"))
        if self.waf is not None:
            fact = Fact(self.waf, "arn")
            yield Input(input_name(fact), fact, path=("waf",))

    def outputs(self, site: Site) -> Iterable[Output]:
        """Where the distribution answers, what it is called, and its buckets."""
        for name, attribute, description, exported in (
            ("distribution_arn", "arn", "ARN of the distribution.", False),
            ("distribution_id", "id", "Id of the distribution, for invalidations.", True),
            ("domain_name", "domain_name", "Host name the distribution answers under.", True),
            ("hosted_zone_id", "hosted_zone_id", "Zone that DNS alias records to the distribution name.", False),
        ):
            value = Expr(f"aws_cloudfront_distribution.this.{attribute}")
            yield Output(name, "string", value, description, exported)
        for name, origin in self.buckets.items():
            yield from bucket_outputs(name, origin.bucket)

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """Reading and writing an origin's bucket (the item), or `invalidate` on the distribution."""
        if access == "invalidate" and item is None:
            sid = "".join(part.capitalize() for part in site.instance.split("-"))
            yield Grant(f"Invalidate{sid}", ("cloudfront:CreateInvalidation",), (("distribution_arn", ""),))
            return
        if item is None or item not in self.buckets:
            known = ", ".join(f"{site.instance}.{name}" for name in self.buckets) or "none"
            raise LookupError(
                f"Say which origin's bucket: {known}; only `access: invalidate` is about the distribution itself."
            )
        yield from bucket_grants(item, self.buckets[item].bucket, access)

    def provider_aliases(self, environment: Environment) -> Mapping[str, str]:
        """CloudFront takes certificates from one region only; where the rest lies elsewhere, it needs a provider."""
        elsewhere = self.region_in(environment) != GLOBAL_REGION
        return {GLOBAL_ALIAS: GLOBAL_REGION} if elsewhere and isinstance(self.certificate, Certificate) else {}

    def proofs(self, site: Site) -> Iterable[Proof]:
        """TLS on both sides."""
        distribution = "aws_cloudfront_distribution.this"
        yield Proof.equal(
            f"{distribution}.default_cache_behavior[0].viewer_protocol_policy",
            self.viewer_protocol,
            "Visitors must be kept to HTTPS.",
        )
        if any(isinstance(one, ServerOrigin) for one in self.origins.values()):
            policies = f"flatten({distribution}.origin[*].custom_origin_config)[*].origin_protocol_policy"
            yield Proof(Expr(f'toset({policies}) == toset(["https-only"])'), "Servers must be asked by HTTPS.")

    def view(self, site: Site) -> View:
        """What the templates see."""
        return view_of(self, site)
