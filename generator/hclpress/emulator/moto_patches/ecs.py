"""Gaps in Amazon ECS."""

from __future__ import annotations

from collections.abc import Callable

from botocore import xform_name
from moto.core.responses import ActionResult
from moto.ecs.models import Service
from moto.ecs.responses import EC2ContainerServiceResponse

from hclpress.emulator.moto_patch import Patch, around

_FORGOTTEN = (
    "availabilityZoneRebalancing",
    "capacityProviderStrategy",
    "deploymentConfiguration",
    "enableECSManagedTags",
    "enableExecuteCommand",
    "healthCheckGracePeriodSeconds",
)


class RememberServiceSettings(Patch):
    """Settings of a service that moto accepts and drops.

    They are its rebalancing between zones, capacity providers, deployment limits, managed tags, remote commands, and
    the grace period of its health checks.
    """

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Store the settings with the service when it is created or updated."""

        def remembering(original: Callable[..., ActionResult]) -> Callable[..., ActionResult]:
            def operation(self: EC2ContainerServiceResponse) -> ActionResult:
                answer = original(self)
                service = answer.result["service"] if isinstance(answer.result, dict) else None
                if isinstance(service, Service):
                    for name in _FORGOTTEN:
                        if (value := self._get_param(name)) is not None:
                            setattr(service, xform_name(name), value)
                return answer

            return operation

        around(EC2ContainerServiceResponse, "create_service")(remembering)
        around(EC2ContainerServiceResponse, "update_service")(remembering)
