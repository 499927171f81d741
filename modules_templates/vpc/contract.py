"""vpc: a network over several zones."""

from collections.abc import Iterator, Mapping
from typing import ClassVar

from hclpress.module import Name, Output, Problem, Proof, ScannerWaiver, Site

from .existing import ExistingVpc
from .outputs import outputs_of
from .problems import problems
from .proofs import proofs_of
from .settings import VpcSettings
from .view import View, view_of
from .waivers import waivers_of


class Vpc(VpcSettings):
    """A network over several zones."""

    summary = "A network over several zones: subnets in tiers, the routes between them, NAT, endpoints, flow logs."
    reaches_other_regions: ClassVar[bool] = False
    existing_form = ExistingVpc

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report settings that AWS refuses or that cannot work."""
        return problems(self, site)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the network, its parts and its flow logs."""
        logs, path = f"{site.instance}-flow-logs", ("flow_logs",)
        return {
            "vpc": site.name("aws_vpc", site.instance),
            "public": site.name("aws_vpc", f"{site.instance}-public"),
            "isolated": site.name("aws_vpc", f"{site.instance}-isolated"),
            "default": site.name("aws_vpc", f"{site.instance}-default-closed"),
            "flow_logs": site.name("aws_iam_role", logs, path),
            "flow_log_group": site.name("aws_cloudwatch_log_group", logs, path, prefix="/aws/vpc/"),
        }

    def outputs(self, site: Site) -> Iterator[Output]:
        """The id of the network, the subnets of each tier, and the addresses its traffic leaves from."""
        return outputs_of(self)

    def proofs(self, site: Site) -> Iterator[Proof]:
        """The blocks, the subnets, the NAT gateways and the flow logs."""
        return proofs_of(self)

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """The addresses of the NAT gateways, and the log group."""
        return waivers_of(self)

    def view(self, site: Site) -> View:
        """Values that the templates see beside the settings."""
        return view_of(self, site)
