"""Settings of a cluster."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field

from hclpress.module import (
    Fact,
    FromPosture,
    ItemName,
    KeyReference,
    LogDays,
    Module,
    PermissionsBoundary,
    ReferenceTo,
    Site,
)

from .fargate import Capacity
from .service import Service

Insights = Literal["enhanced", "enabled", "disabled"]


class EcsSettings(Module):
    """The YAML of a cluster."""

    vpc: Annotated[str, ReferenceTo(("vpc",))]
    """Network that tasks stand in. Left out: the only one there is."""
    cluster: Annotated[str, ReferenceTo(("ecs",))] | None = None
    """Instance whose cluster the services run in. Left out: one made here."""
    insights: Insights | None = None
    """Level of Container Insights: metrics of each container, of each service, or none. Left out: `enhanced` where the
    posture pays for monitoring, otherwise `disabled`."""
    insights_log_days: LogDays = 7
    """Days that the raw events behind these metrics are kept; the metrics themselves are kept longer."""
    capacity: Capacity = Capacity()
    """Shares of Fargate and Fargate Spot, for every service without `capacity`."""
    log_retention_days: Annotated[LogDays, FromPosture("log_days")]
    """Days that the logs of services and of shell sessions are kept."""
    kms_key: KeyReference | None = None
    """KMS key that encrypts the logs: an ARN, or `{from: instance.fact}`. Left out: one of AWS's own."""
    permissions_boundary: PermissionsBoundary | None = None
    """ARN of the policy that bounds the permissions of each role. Left out: none."""
    services: Annotated[Mapping[ItemName, Service], Field(min_length=1)]
    """Services by name."""

    @property
    def own_tags(self) -> tuple[str, ...]:
        """A tag for the name, where AWS has no other place for it."""
        return ("Name",)

    @property
    def vpc_id(self) -> Fact:
        """The id of its network."""
        return Fact(self.vpc, "vpc_id")

    @property
    def used_targets(self) -> frozenset[tuple[str, str]]:
        """The targets that its tasks register with, each with its load balancer in front."""
        used = (service.load_balancer for service in self.services.values() if service.load_balancer)
        return frozenset((one.instance, one.target) for one in used)

    @property
    def has_blue_green(self) -> bool:
        """Whether a service is deployed by CodeDeploy."""
        return any(service.blue_green for service in self.services.values())

    def insights_in(self, site: Site) -> Insights:
        """The level of Container Insights."""
        return self.insights or ("enhanced" if site.environment.defaults.insights else "disabled")

    def log_days_of(self, service: Service) -> int:
        """The days that the logs of a service are kept."""
        return service.log_retention_days or self.log_retention_days
