"""cdn: a CloudFront distribution over private buckets, APIs and other servers."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from hclpress.aws.regions import GLOBAL_REGION
from hclpress.hcl import Expr, identifier
from hclpress.module import (
    Environment,
    Fact,
    Grant,
    Input,
    Name,
    Output,
    Problem,
    Proof,
    ScannerWaiver,
    Site,
    certificate_inputs,
)

from .existing import ExistingCdn
from .grants import grants_of
from .headers import Headers
from .origins import ApiOrigin
from .outputs import outputs_of
from .problems import problems
from .settings import ACCESS_LOGS, CdnSettings
from .view import GLOBAL_ALIAS, View, view_of


class Cdn(CdnSettings):
    """A CloudFront distribution and its origins."""

    summary = (
        "A CloudFront distribution over private buckets, APIs and servers: failover, caching, headers, logs, a web ACL."
    )
    accesses = ("full", "read", "write", "invalidate")
    existing_form = ExistingCdn
    carries_waf: ClassVar[Literal["regional", "cloudfront"] | None] = "cloudfront"

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report settings that AWS refuses or that cannot work."""
        return problems(self, site)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the distribution, its policy of headers, its buckets and the access to them."""
        names = {"distribution": site.name("aws_cloudfront_distribution", site.instance)}
        for key, origin in self.buckets.items():
            label, path = identifier(key), ("origins", key)
            names[f"{label}_bucket"] = site.name("aws_s3_bucket", key, path)
            names[f"{label}_access"] = site.name(f"aws_cloudfront_origin_access_{origin.access}", key, path)
        if isinstance(self.headers, Headers):
            names["headers"] = site.name("aws_cloudfront_response_headers_policy", site.instance, ("headers",))
        if self.logs is not None:
            names["logs"] = site.name("aws_s3_bucket", f"{site.instance}-{ACCESS_LOGS}", ("logs",))
        return names

    def inputs(self, site: Site) -> Iterator[Input]:
        """The web ACL, the hosts of APIs, and the certificate."""
        for key, origin in self.origins.items():
            if isinstance(origin, ApiOrigin):
                yield Input(f"{identifier(key)}_host", Fact(origin.api, "host"), path=("origins", key, "api"))
        if self.waf is not None:
            yield Input("web_acl_arn", Fact(self.waf, "arn"), path=("waf",))
        yield from certificate_inputs(self.certificate, ("certificate",))

    def outputs(self, site: Site) -> Iterator[Output]:
        """The ARN, the id and the host name of the distribution, and its buckets."""
        return outputs_of(self)

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """The waivers of a distribution without access logs."""
        if self.logs is None:
            yield from ScannerWaiver.each(
                ("CKV_AWS_86", "AVD-AWS-0010"),
                "aws_cloudfront_distribution.this",
                "The spec keeps no access logs; `logs` enables them.",
            )

    def grants(self, item: str | None, access: str, site: Site) -> Iterator[Grant]:
        """Permissions to read or write the bucket of an origin (the item), or to invalidate the distribution."""
        return grants_of({name: one.bucket for name, one in self.buckets.items()}, item, access, site)

    def provider_aliases(self, environment: Environment) -> Mapping[str, str]:
        """The region that CloudFront takes certificates from, where the distribution lies in another one."""
        elsewhere = self.region_in(environment) != GLOBAL_REGION
        return {GLOBAL_ALIAS: GLOBAL_REGION} if elsewhere and self.requested_certificate else {}

    def proofs(self, site: Site) -> Iterator[Proof]:
        """HTTPS to every server."""
        if any(one.is_server for one in self.origins.values()):
            servers = "flatten(aws_cloudfront_distribution.this.origin[*].custom_origin_config)"
            policies = f"{servers}[*].origin_protocol_policy"
            yield Proof(Expr(f'toset({policies}) == toset(["https-only"])'), "Connections to servers must use HTTPS.")

    def view(self, site: Site) -> View:
        """Values that the templates see beside the settings."""
        return view_of(self, site)
