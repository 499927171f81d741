"""Gaps in Amazon Route 53."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.core.responses import ActionResult
from moto.route53.responses import Route53

from hclpress.emulator.moto_patch import Patch, around


class PrivateZonesOfNetworks(Patch):
    """A zone that is made with a network is private, and names its networks; moto takes it for a public one."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Make such a zone private, and spell its networks as AWS does."""

        @around(Route53, "create_hosted_zone")
        def _(original: Callable[[Route53], ActionResult]) -> Callable[[Route53], ActionResult]:
            def create_hosted_zone(self: Route53) -> ActionResult:
                made = original(self)
                network = self._get_param("VPC.VPCId")
                zone = self.backend.get_hosted_zone(_result(made)["HostedZone"].resource_id)
                if network and not zone.private_zone:
                    zone.private_zone = True
                    zone.add_vpc(network, self._get_param("VPC.VPCRegion") or self.region)
                return made

            return create_hosted_zone

        @around(Route53, "get_hosted_zone")
        def _(original: Callable[[Route53], ActionResult]) -> Callable[[Route53], ActionResult]:
            def get_hosted_zone(self: Route53) -> ActionResult:
                found = original(self)
                result = _result(found)
                networks = result["VPCs"] or ()
                spelled = [{"VPCId": one["vpc_id"], "VPCRegion": one["vpc_region"]} for one in networks]
                result["VPCs"] = spelled or None
                return found

            return get_hosted_zone


def _result(answer: ActionResult) -> dict[str, Any]:
    result = answer.result
    assert isinstance(result, dict)  # noqa: S101  (both calls answer so)
    return result
