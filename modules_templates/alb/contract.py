"""alb: a load balancer for web traffic."""

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from hclpress.module import (
    Alarm,
    Input,
    Name,
    Output,
    Problem,
    ScannerWaiver,
    Site,
    certificate_inputs,
    reference_inputs,
)

from .alarms import alarms_of
from .existing import ExistingAlb
from .outputs import outputs_of
from .problems import problems
from .settings import AlbSettings
from .target import group_names
from .view import View, view_of
from .waivers import waivers_of


class Alb(AlbSettings):
    """An application load balancer that speaks HTTPS."""

    summary = "An application load balancer: HTTPS, target groups alone or in pairs for blue/green, access logs, alias."
    reaches_other_regions: ClassVar[bool] = False
    existing_form = ExistingAlb
    carries_waf: ClassVar[Literal["regional", "cloudfront"] | None] = "regional"

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report settings that AWS refuses or that cannot work."""
        return problems(self, site)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the balancer, its security group, its bucket and its target groups."""
        return {
            "alb": site.name("aws_lb", site.instance),
            "security_group": site.name("aws_security_group", site.instance),
            "access_logs": site.name("aws_s3_bucket", f"{site.instance}-logs", ("access_logs",)),
            **group_names(self.targets, ("targets",), site),
        }

    def inputs(self, site: Site) -> Iterator[Input]:
        """The network and its subnets, the certificate and the zones."""
        yield Input("vpc_id", self.vpc_id, path=("vpc",))
        yield Input("subnet_ids", self.subnet_ids, "list(string)", ("subnets",))
        yield from certificate_inputs(self.certificate, ("certificate",))
        if self.alias is not None:
            yield from reference_inputs(self.alias.zone_id, ("alias", "zone_id"))

    def outputs(self, site: Site) -> Iterator[Output]:
        """The facts by which consumers register and connect, and which alarms and records name."""
        return outputs_of(self)

    def alarms(self, site: Site) -> Iterator[Alarm]:
        """Errors, slow answers and unhealthy targets."""
        return alarms_of(site.instance, self.targets)

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """The web ACL of another module, the redirect, and the bucket of the access logs."""
        return waivers_of(self, site)

    def view(self, site: Site) -> View:
        """Values that the templates see beside the settings."""
        return view_of(self, site)
