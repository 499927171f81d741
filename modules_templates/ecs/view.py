"""A service as the templates see it."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import Expr, Object
from hclpress.module.facts import Fact
from hclpress.module.name import Name
from hclpress.module.site import Site
from hclpress.module.uses import Statement, input_name
from hclpress.modules.ecs.fargate import Capacity
from hclpress.modules.ecs.names import ServiceNames, names_of
from hclpress.modules.ecs.roles import execution_statements, task_statements
from hclpress.modules.ecs.service import LoadBalancer, Service
from hclpress.modules.vpc.contract import Vpc


class BalancerView(Struct, frozen=True):
    """How the tasks of a service get requests.

    Attributes:
        group: ARN of the target group they are registered with at first.
        group_names: names of the pair that CodeDeploy moves traffic between; empty without blue/green.
        listener: ARN of the listener visitors use.
        test_listener: ARN of the one the next version is tried through.
        container: the container that listens.
        port: its port.
    """

    group: Expr
    group_names: tuple[Expr, ...]
    listener: Expr
    test_listener: Expr
    container: str
    port: int


class PolicyView(Struct, frozen=True):
    """One target the number of tasks follows.

    Attributes:
        label: what it is about, the end of the resource's label.
        name: of the policy.
        metric: the predefined metric.
        target: the value to keep to.
        resource_label: which target group's requests count; None for other metrics.
    """

    label: str
    name: Name
    metric: str
    target: int
    resource_label: Expr | None = None


class ServiceView(Struct, frozen=True):
    """One service.

    Attributes:
        label: of its resources, or the beginning of it.
        title: its name in the spec.
        settings: as the spec has them.
        names: of its resources.
        definitions: of its containers, for `jsonencode`.
        volumes: names of the volumes that containers write to.
        cpu_architecture: in the words of ECS.
        log_days: days its logs are kept.
        subnet_ids: the subnets its tasks stand in.
        public: whether its tasks get public addresses.
        providers: (capacity provider, weight, base) of each that gets tasks; empty for the launch type Fargate.
        rebalances: whether ECS may move tasks when one zone has too many.
        balancer: how its tasks get requests; None if they do not.
        ignored: arguments of the service that somebody else sets once it is there.
        breaks_circuit: whether ECS gives up a deployment whose tasks keep failing.
        image_from_pipeline: whether a pipeline, without CodeDeploy, chooses the task definition.
        remarks: what the spec says about the containers.
        policies: the targets its number of tasks follows.
        execution_statements: what ECS may do to start its tasks.
        task_statements: what its containers may do.
    """

    label: str
    title: str
    settings: Service
    names: ServiceNames
    definitions: tuple[Object, ...]
    volumes: tuple[str, ...]
    cpu_architecture: str
    log_days: int
    subnet_ids: Expr
    public: bool
    providers: tuple[tuple[str, int, int], ...]
    rebalances: bool
    balancer: BalancerView | None
    ignored: tuple[Expr, ...]
    breaks_circuit: bool
    image_from_pipeline: bool
    remarks: tuple[str, ...]
    policies: tuple[PolicyView, ...]
    execution_statements: tuple[Statement, ...]
    task_statements: tuple[Statement, ...]


def subnets_of(service: Service, vpc: str) -> Fact:
    """The fact that lists the subnets of a service."""
    return Fact(vpc, f"{identifier(service.subnets)}_subnet_ids")


def balancer_facts(service: Service) -> tuple[Fact, ...]:
    """What a service needs to know of its load balancer."""
    balancer = service.load_balancer
    if balancer is None:
        return ()
    if service.blue_green:
        return (
            balancer.fact("https_listener_arn"),
            balancer.fact("test_listener_arn"),
            balancer.group("blue", "arn"),
            balancer.group("blue", "name"),
            balancer.group("green", "name"),
        )
    if service.scaling and service.scaling.requests_per_target:
        return balancer.group("", "arn"), balancer.fact("arn_suffix"), balancer.group("", "arn_suffix")
    return (balancer.group("", "arn"),)


def view_of(name: str, service: Service, site: Site, vpc: str, capacity: Capacity, log_days: int) -> ServiceView:
    """What the templates see of a service.

    Args:
        name: the service's, in the spec.
        service: its settings.
        site: where the cluster stands.
        vpc: the instance that is its network.
        capacity: the cluster's shares of Fargate and Spot.
        log_days: days the cluster keeps logs.
    """
    label = identifier(name)
    rolling = service.rolling
    log_group = Expr(f"aws_cloudwatch_log_group.{label}_tasks.name")
    return ServiceView(
        label=label,
        title=name,
        settings=service,
        names=names_of(name, site),
        definitions=tuple(one.definition(key, log_group, site.region) for key, one in service.containers.items()),
        volumes=tuple(volume for key, one in service.containers.items() for volume in one.volumes(key)),
        cpu_architecture=service.architecture.upper(),
        log_days=service.log_retention_days or log_days,
        subnet_ids=_variable(subnets_of(service, vpc)),
        public=site.neighbour(vpc, Vpc).reach_of(service.subnets) == "public",
        providers=(service.capacity or capacity).providers if rolling else (),
        rebalances=rolling is not None and rolling.maximum_percent > 100,
        balancer=_balancer(service),
        ignored=tuple(_ignored(service)),
        breaks_circuit=rolling is not None and rolling.circuit_breaker,
        image_from_pipeline=rolling is not None and service.image_is_external,
        remarks=tuple(f"{key}: {one.note}" for key, one in service.containers.items() if one.note),
        policies=tuple(_policies(service, names_of(name, site))),
        execution_statements=tuple(execution_statements(service, label)),
        task_statements=tuple(task_statements(service, site)),
    )


def _variable(fact: Fact) -> Expr:
    return Expr(f"var.{input_name(fact)}")


def _balancer(service: Service) -> BalancerView | None:
    balancer, listening = service.load_balancer, service.listening()
    if balancer is None or listening is None or listening[1].port is None:
        return None
    pair = ("blue", "green") if service.blue_green else ()
    return BalancerView(
        group=_variable(balancer.group("blue" if pair else "", "arn")),
        group_names=tuple(_variable(balancer.group(colour, "name")) for colour in pair),
        listener=_variable(balancer.fact("https_listener_arn")),
        test_listener=_variable(balancer.fact("test_listener_arn")),
        container=listening[0],
        port=listening[1].port,
    )


def _ignored(service: Service) -> Iterator[Expr]:
    if service.image_is_external:
        yield Expr("task_definition")
    if service.blue_green:
        yield Expr("load_balancer")
    if service.scaling:
        yield Expr("desired_count")


def _policies(service: Service, names: ServiceNames) -> Iterator[PolicyView]:
    scaling = service.scaling
    if scaling is None:
        return
    if scaling.cpu is not None:
        yield PolicyView("cpu", names.cpu_scaling, "ECSServiceAverageCPUUtilization", scaling.cpu)
    if scaling.memory is not None:
        yield PolicyView("memory", names.memory_scaling, "ECSServiceAverageMemoryUtilization", scaling.memory)
    if scaling.requests_per_target is not None and service.load_balancer is not None:
        yield PolicyView(
            "requests",
            names.request_scaling,
            "ALBRequestCountPerTarget",
            scaling.requests_per_target,
            _request_label(service.load_balancer),
        )


def _request_label(balancer: LoadBalancer) -> Expr:
    suffixes = balancer.fact("arn_suffix"), balancer.group("", "arn_suffix")
    return Expr('"' + "/".join(f"${{var.{input_name(one)}}}" for one in suffixes) + '"')
