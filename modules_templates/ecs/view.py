"""Values that the templates of a cluster see beside its settings."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from hclpress.aws.regions import partition_of
from hclpress.aws.service_principals import service_principal
from hclpress.hcl import Expr, Object
from hclpress.module import (
    ItemView,
    Name,
    Network,
    Site,
    Statement,
    environment_expression,
    item_views,
    policy_attachments,
)

from .definition import definition_of
from .inputs import BalancerInputs, subnets_of
from .role_statements import execution_statements, task_statements
from .service import Service
from .settings import EcsSettings


class BalancerView(Struct, frozen=True):
    """The target group, the listeners and the container of a service behind a load balancer.

    Attributes:
        group: ARN of the target group that tasks register with at first.
        group_names: names of the pair that CodeDeploy moves traffic between; empty without blue/green.
    """

    group: Expr
    group_names: tuple[Expr, ...]
    listener: Expr
    test_listener: Expr
    container: str
    port: int


class PolicyView(Struct, frozen=True):
    """A target that the number of tasks follows."""

    label: str
    name: Name
    metric: str
    target: int
    resource_label: Expr | None = None


class ServiceView(ItemView[Service], frozen=True):
    """A service.

    Attributes:
        public: whether its tasks get public addresses.
        providers: (capacity provider, weight, base) of each that gets tasks; empty for the launch type Fargate.
        execution_policies: the label and the ARN of each managed policy of the execution role.
        task_policies: the same of the task role.
        ignored: arguments that auto scaling, CodeDeploy or a pipeline sets later.
    """

    definitions: tuple[Object, ...]
    log_days: int
    subnet_ids: Expr
    public: bool
    providers: tuple[tuple[str, int, int], ...]
    balancer: BalancerView | None
    ignored: tuple[Expr, ...]
    policies: tuple[PolicyView, ...]
    execution_statements: tuple[Statement, ...]
    task_statements: tuple[Statement, ...]
    execution_policies: tuple[tuple[str, str], ...]
    task_policies: tuple[tuple[str, str], ...]


class View(Struct, frozen=True):
    """Values derived from the settings.

    Attributes:
        has_sessions: whether people may open a shell in a container.
        providers: (capacity provider, weight, base) of the cluster's default.
        cluster_in_text: the name of the cluster inside a quoted text.
        codedeploy: the service CodeDeploy as a principal.
        codedeploy_policy: ARN of the managed policy of CodeDeploy.
    """

    insights_mode: str
    cluster_name: Expr
    cluster_id: Expr
    cluster_in_text: Expr
    has_sessions: bool
    has_blue_green: bool
    providers: tuple[tuple[str, int, int], ...]
    log_key: str | Expr | None
    codedeploy: str
    codedeploy_policy: str
    services: tuple[ServiceView, ...]


def view_of(ecs: EcsSettings, site: Site) -> View:
    """Derive the view of a cluster."""
    cluster = "var.cluster_name" if ecs.cluster else "aws_ecs_cluster.this.name"
    return View(
        insights_mode=ecs.insights_in(site),
        cluster_name=Expr(cluster),
        cluster_in_text=Expr(f"${{{cluster}}}"),
        cluster_id=Expr("var.cluster_arn" if ecs.cluster else "aws_ecs_cluster.this.id"),
        has_sessions=any(service.execute_command for service in ecs.services.values()),
        has_blue_green=ecs.has_blue_green,
        providers=ecs.capacity.providers,
        log_key=None if ecs.kms_key is None else environment_expression(ecs.kms_key),
        codedeploy=service_principal("codedeploy", site.region),
        codedeploy_policy=f"arn:{partition_of(site.region)}:iam::aws:policy/AWSCodeDeployRoleForECS",
        services=tuple(_service(item, ecs, site) for item in item_views(ecs.services, "services", ecs.names(site))),
    )


def _service(item: ItemView[Service], ecs: EcsSettings, site: Site) -> ServiceView:
    service, rolling = item.settings, item.settings.rolling
    log_group = Expr(f"aws_cloudwatch_log_group.{item.label}_tasks.name")
    return ServiceView(
        item.key,
        service,
        item.names,
        definitions=tuple(
            definition_of(one, key, log_group, site.region) for key, one in sorted(service.containers.items())
        ),
        log_days=ecs.log_days_of(service),
        subnet_ids=subnets_of(item.key, ecs).variable,
        public=site.neighbour(ecs.vpc, Network).reach_of(service.subnets) == "public",
        providers=(service.capacity or ecs.capacity).providers if rolling else (),
        balancer=_balancer(item.key, service),
        ignored=tuple(_ignored(service)),
        policies=tuple(_policies(item.key, service, site)),
        execution_statements=tuple(execution_statements(service, item.label, site)),
        task_statements=tuple(task_statements(service, site)),
        execution_policies=policy_attachments(service.execution_role.managed_policies, site.region),
        task_policies=policy_attachments(service.managed_policies, site.region),
    )


def _balancer(key: str, service: Service) -> BalancerView | None:
    balancer, listening = service.load_balancer, service.listening()
    if balancer is None or listening is None or listening[1].port is None:
        return None
    pair, inputs = ("blue", "green") if service.blue_green else (), BalancerInputs(key, balancer)
    return BalancerView(
        group=inputs.group("blue" if pair else "").variable,
        group_names=tuple(inputs.group_name(colour).variable for colour in pair),
        listener=inputs.listener("https").variable,
        test_listener=inputs.listener("test").variable,
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


def _policies(key: str, service: Service, site: Site) -> Iterator[PolicyView]:
    scaling = service.scaling
    if scaling is None:
        return

    def name(suffix: str) -> Name:
        return site.name("aws_appautoscaling_policy", f"{key}-{suffix}", ("services", key))

    if scaling.cpu is not None:
        yield PolicyView("cpu", name("cpu"), "ECSServiceAverageCPUUtilization", scaling.cpu)
    if scaling.memory is not None:
        yield PolicyView("memory", name("memory"), "ECSServiceAverageMemoryUtilization", scaling.memory)
    if scaling.requests_per_target is not None and service.load_balancer is not None:
        yield PolicyView(
            "requests",
            name("requests"),
            "ALBRequestCountPerTarget",
            scaling.requests_per_target,
            _request_label(BalancerInputs(key, service.load_balancer)),
        )


def _request_label(inputs: BalancerInputs) -> Expr:
    return Expr('"' + "/".join(f"${{{one.variable}}}" for one in inputs.suffixes) + '"')
