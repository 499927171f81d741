"""Gaps in Amazon ECS."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from botocore import xform_name
from moto.core.responses import ActionResult
from moto.ecs.exceptions import ECSException, InvalidParameterException
from moto.ecs.models import EC2ContainerServiceBackend, Service
from moto.ecs.responses import EC2ContainerServiceResponse

from hclpress.emulator.moto_patch import Patch, around, before

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
                    held = vars(service).setdefault("remembered", {})
                    for name in _FORGOTTEN:
                        value = self._get_param(name)
                        # An update of the limits leaves the circuit breaker, which it does not name.
                        if isinstance(value, Mapping):
                            value = {**held.get(name, {}), **value}
                        if value is not None:
                            held[name] = value
                            setattr(service, xform_name(name), value)
                return answer

            return operation

        around(EC2ContainerServiceResponse, "create_service")(remembering)
        around(EC2ContainerServiceResponse, "update_service")(remembering)


class RefuseBusyClusters(Patch):
    """A cluster with services stays, and a service that is active has its name once."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Check the calls first."""

        @before(EC2ContainerServiceBackend, "delete_cluster")
        def _(self: EC2ContainerServiceBackend, cluster_str: str) -> None:
            cluster = self._get_cluster(cluster_str)
            if any(one.cluster_name == cluster.name and one.status == "ACTIVE" for one in self.services.values()):
                raise ECSException(
                    "ClusterContainsServicesException",
                    "The Cluster cannot be deleted while Services are active.",
                )

        @before(EC2ContainerServiceBackend, "create_service")
        def _(self: EC2ContainerServiceBackend, cluster_str: str, service_name: str, *_: object, **__: object) -> None:
            cluster = self._get_cluster(cluster_str)
            for one in self.services.values():
                if (one.cluster_name, one.name, one.status) == (cluster.name, service_name, "ACTIVE"):
                    raise InvalidParameterException("Creation of service was not idempotent.")
