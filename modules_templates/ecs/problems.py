"""Problems of a cluster that show only across its settings."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import (
    ATTACHED,
    LoadBalancer,
    Network,
    Problem,
    Site,
    SpecPath,
    above_quota,
    foreign_policy_problems,
    nearest,
    other_region_problems,
    unreachable_host_problems,
    use_problems,
)

from .container_problems import containers_problems
from .deployment_problems import deployment_problems, scaling_problems
from .fargate import fits, memory_values
from .service import BalancerReference, Service
from .settings import EcsSettings


def problems(ecs: EcsSettings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    if ecs.capacity.is_weightless:
        yield Problem(
            ("capacity",),
            "no-capacity",
            "No task can be placed",
            "Both shares are 0. Give `fargate` or `spot` a share.",
        )
    yield from _cluster_problems(ecs, site)
    yield from other_region_problems(ecs.kms_key, site, ("kms_key",), "key")
    yield from foreign_policy_problems(ecs.permissions_boundary, site, ("permissions_boundary",))
    for name, service in ecs.services.items():
        yield from _policy_problems(service, site, ("services", name))
        yield from _network_problems(ecs.vpc, name, service, site)
        yield from _service_problems(service, site, ("services", name))


def _cluster_problems(ecs: EcsSettings, site: Site) -> Iterator[Problem]:
    """Report settings of a cluster that belongs to another instance."""
    if ecs.cluster is None:
        return
    if ecs.cluster == site.instance:
        yield Problem(
            ("cluster",),
            "own-cluster",
            f"{site.instance} cannot run in its own cluster",
            "`cluster` names another instance. Remove it to make a cluster here.",
        )
    for setting in ("insights", "insights_log_days"):
        if setting in ecs.model_fields_set:
            yield Problem(
                (setting,),
                "setting-of-another-cluster",
                f"`{setting}` is a setting of the cluster of {ecs.cluster}",
                f"Set it there, or remove it here: the services of {site.instance} run in that cluster.",
            )
    for name, service in ecs.services.items():
        if service.execute_command:
            yield Problem(
                ("services", name, "execute_command"),
                "sessions-of-another-cluster",
                f"Shell sessions are a matter of the cluster of {ecs.cluster}",
                "Its owner decides where they are logged, and this service cannot be permitted to write there. Remove "
                "`execute_command`, or make a cluster here.",
            )


def _policy_problems(service: Service, site: Site, path: SpecPath) -> Iterator[Problem]:
    lists = {
        ("managed_policies",): service.managed_policies,
        ("execution_role", "managed_policies"): service.execution_role.managed_policies,
    }
    for place, policies in lists.items():
        yield from above_quota(ATTACHED, len({*policies}), "managed policies of one role", (*path, *place))
        for index, policy in enumerate(policies):
            yield from foreign_policy_problems(policy, site, (*path, *place, index))


def _network_problems(vpc: str, name: str, service: Service, site: Site) -> Iterator[Problem]:
    network, path = site.neighbour(vpc, Network), ("services", name, "subnets")
    if service.subnets not in network.tiers:
        yield Problem(
            path,
            "no-such-tier",
            f"{vpc} has no subnets `{service.subnets}`",
            f"It has: {', '.join(network.tiers)}. Name one of them with `subnets:`.",
        )
        return
    if not network.has_way_out(service.subnets):
        isolated = network.reach_of(service.subnets) == "isolated"
        why = "They are isolated" if isolated else f"They are private, and {vpc} has `nat: none`"
        yield Problem(
            path,
            "no-way-out",
            f"Tasks in the subnets `{service.subnets}` cannot fetch their images",
            f"{why}; images, secrets and logs are reached over the internet. Set `nat: single` at {vpc} and "
            "use private subnets, or use public ones, where tasks get public addresses.",
        )
    balancer = service.load_balancer
    if balancer is not None and site.neighbour(balancer.instance, LoadBalancer).vpc != vpc:
        yield Problem(
            ("services", name, "load_balancer", "instance"),
            "balancer-in-another-network",
            f"{balancer.instance} is in another network than {vpc}",
            "Target groups take tasks of their own network only. Choose a load balancer there, or another `vpc`.",
        )


def _service_problems(service: Service, site: Site, path: SpecPath) -> Iterator[Problem]:
    if not fits(service.cpu, service.memory):
        yield Problem(
            (*path, "memory"),
            "no-such-fargate-size",
            f"Fargate has no size with {service.cpu} CPU units and {service.memory} MiB",
            f"With {service.cpu} CPU units the memory may be: {memory_values(service.cpu)}.",
        )
    yield from containers_problems(service, path)
    yield from deployment_problems(service, path)
    if service.load_balancer:
        yield from _balancer_problems(service, service.load_balancer, site, path)
    elif service.health_check_grace_seconds is not None:
        yield Problem(
            (*path, "health_check_grace_seconds"),
            "grace-without-balancer",
            "The service has no load balancer for a grace period",
            "The grace period applies to the health check of a load balancer. Remove it; a "
            "container's own check has `start_period`.",
        )
    yield from scaling_problems(service, path)
    yield from use_problems(service.uses, site, (*path, "uses"))
    for name, container in service.containers.items():
        place = (*path, "containers", name, "environment")
        yield from unreachable_host_problems(container.environment, service.uses, site, place)


def _balancer_problems(service: Service, balancer: BalancerReference, site: Site, path: SpecPath) -> Iterator[Problem]:
    place = (*path, "load_balancer")
    if service.listening() is None:
        ported = [name for name, container in service.containers.items() if container.port]
        there_is = f"There is: {', '.join(ported)}." if ported else "None of them has a `port` yet."
        yield Problem(
            (*place, "container") if balancer.container else place,
            "which-container",
            "The container for the requests is ambiguous",
            f"Name with `container:` one that has a port. {there_is}",
        )
    targets = site.neighbour(balancer.instance, LoadBalancer).targets
    if balancer.target not in targets:
        guess = nearest(balancer.target, targets)
        meant = f"Did you mean `{guess}`? " if guess else ""
        yield Problem(
            (*place, "target"),
            "no-such-target",
            f"{balancer.instance} has no target `{balancer.target}`",
            f"{meant}It has: {', '.join(targets)}.",
        )
    elif service.blue_green and not targets[balancer.target].blue_green:
        yield Problem(
            (*place, "target"),
            "target-without-pair",
            f"The target `{balancer.target}` has one target group, and blue/green needs two",
            f"Set `blue_green: true` at the target of {balancer.instance}, or `type: rolling` under `deployment`.",
        )
    elif service.rolling and targets[balancer.target].blue_green:
        yield Problem(
            (*place, "target"),
            "target-with-pair",
            f"The target `{balancer.target}` is a pair for blue/green, and this service is deployed rolling",
            "Set `type: blue_green` under `deployment`, or remove `blue_green` from the target of "
            f"{balancer.instance}.",
        )
