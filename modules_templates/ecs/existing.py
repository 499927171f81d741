"""A cluster that exists already."""

from collections.abc import Iterator
from typing import Annotated

from hclpress.aws.arn import stand_in_arn
from hclpress.aws.regions import partition_of
from hclpress.hcl import Expr, encode, identifier
from hclpress.module import Existing, Found, LookUp, Output, Settings, Site, StandInResource, spelled

# ECS API reference, CreateCluster: at most 255 letters, digits, underscores and hyphens.
ClusterName = Annotated[str, spelled(r"[A-Za-z0-9_-]{1,255}", "the name of a cluster", "shared-prod")]


class FoundCluster(Settings):
    """A cluster that exists already, found by its name."""

    name: ClusterName
    """Name of the cluster. It has the capacity providers FARGATE and FARGATE_SPOT, and those that its services use."""


class ExistingEcs(Existing):
    """A cluster that exists already; the services of other instances may run in it."""

    existing: FoundCluster
    """Cluster to find."""

    @property
    def used_targets(self) -> frozenset[tuple[str, str]]:
        """None: the services of the cluster are made by other instances."""
        return frozenset()

    def required(self, site: Site) -> Iterator[str]:
        """The capacity providers of the services."""
        yield "its capacity providers `FARGATE` and `FARGATE_SPOT` are enabled"

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """The cluster with its capacity providers."""
        label = identifier(site.instance)
        yield StandInResource("aws_ecs_cluster", label, {"name": self.existing.name}, site.region)
        providers = {
            "cluster_name": Expr(f"aws_ecs_cluster.{label}.name"),
            "capacity_providers": ["FARGATE", "FARGATE_SPOT"],
        }
        yield StandInResource("aws_ecs_cluster_capacity_providers", label, providers, site.region)

    def found(self, site: Site) -> Found:
        """The name and the ARN of the cluster."""
        look_ups = () if site.environment.account_id else (_look_up(self.existing.name, site),)
        return Found(tuple(_facts(self.existing.name, look_ups, site)), look_ups)


def _look_up(name: str, site: Site) -> LookUp:
    answer = stand_in_arn(site.region, f"cluster/{name}")
    return LookUp("aws_ecs_cluster", identifier(site.instance), {"cluster_name": name}, {"arn": answer})


def _facts(name: str, look_ups: tuple[LookUp, ...], site: Site) -> Iterator[Output]:
    account = site.environment.account_id
    told = encode(f"arn:{partition_of(site.region)}:ecs:{site.region}:{account}:cluster/{name}")
    yield Output("cluster_name", "string", encode(name), "Name of the cluster.")
    yield Output("cluster_arn", "string", look_ups[0].attribute("arn") if look_ups else told, "ARN of the cluster.")
