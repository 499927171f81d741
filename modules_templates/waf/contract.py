"""waf: a web ACL that judges each request before it is served."""

from collections.abc import Iterator, Mapping

from hclpress.aws.regions import GLOBAL_REGION
from hclpress.module import (
    Alarm,
    Environment,
    Fact,
    Input,
    Name,
    Output,
    Problem,
    Proof,
    ScannerWaiver,
    Site,
    input_name,
    log_waivers,
)

from .alarms import alarms_of
from .existing import ExistingWaf
from .problems import problems
from .proofs import association_proofs
from .settings import WafSettings
from .view import View, view_of


class Waf(WafSettings):
    """A web ACL: rules that judge each request."""

    summary = "A web ACL: AWS managed rules, rate limits, addresses, countries, logging; before an ALB, API or CDN."
    existing_form = ExistingWaf

    def region_in(self, environment: Environment) -> str:
        """Its own region, but us-east-1 for CloudFront, which finds web ACLs nowhere else."""
        return GLOBAL_REGION if self.scope == "cloudfront" else super().region_in(environment)

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report settings that AWS refuses or that cannot work."""
        return problems(self, site)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the web ACL, its sets of addresses and its log group, which needs a prefix."""
        return {
            "web_acl": site.name("aws_wafv2_web_acl", site.instance),
            "allowed": site.name("aws_wafv2_ip_set", f"{site.instance}-allowed", ("allow_addresses",)),
            "blocked": site.name("aws_wafv2_ip_set", f"{site.instance}-blocked", ("block_addresses",)),
            "logs": site.name("aws_cloudwatch_log_group", site.instance, ("logging",), prefix="aws-waf-logs-"),
        }

    def inputs(self, site: Site) -> Iterator[Input]:
        """The ARNs of the protected instances."""
        for index, name in enumerate(self.protects):
            fact = Fact(name, "waf_target_arn")
            yield Input(input_name(fact), fact, path=("protects", index))

    def outputs(self, site: Site) -> Iterator[Output]:
        """The ARN for distributions, and the name for alarms."""
        yield Output.of("aws_wafv2_web_acl", "this", "arn", "ARN of the web ACL.", exported=True)
        yield Output.of("aws_wafv2_web_acl", "this", "name", "Name of the web ACL, also in CloudWatch.")

    def alarms(self, site: Site) -> Iterator[Alarm]:
        """Far more blocked requests than usual."""
        return alarms_of(self.names(site)["web_acl"], site.region, global_scope=self.scope == "cloudfront")

    def proofs(self, site: Site) -> Iterator[Proof]:
        """The number of associations."""
        return association_proofs(self.protects)

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """The log group, or the lack of one."""
        if self.logging is None:
            yield ScannerWaiver(
                "CKV2_AWS_31", "aws_wafv2_web_acl.this", "The spec keeps no record of requests; `logging` enables it."
            )
        else:
            yield from log_waivers(self.logging.retention_days)

    def view(self, site: Site) -> View:
        """Values that the templates see beside the settings."""
        return view_of(self, site)
