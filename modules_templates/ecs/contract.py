"""ecs: a cluster on Fargate and the services that run on it."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import Expr
from hclpress.module.alarm import Alarm
from hclpress.module.connection import Connection
from hclpress.module.facts import Fact, Input, Output
from hclpress.module.markers import FromPosture, ReferenceTo
from hclpress.module.module import Module
from hclpress.module.name import Name
from hclpress.module.problem import Problem
from hclpress.module.proof import Proof
from hclpress.module.site import Site
from hclpress.module.uses import (
    FromFact,
    KeyReference,
    environment_expression,
    fact_inputs,
    input_name,
    use_connections,
    use_inputs,
)
from hclpress.module.waivers import ScannerWaiver, log_waivers
from hclpress.modules.alb.contract import Alb
from hclpress.modules.ecs.alarms import alarms_of
from hclpress.modules.ecs.fargate import Capacity
from hclpress.modules.ecs.names import names_of
from hclpress.modules.ecs.roles import partition_of
from hclpress.modules.ecs.service import Service
from hclpress.modules.ecs.view import ServiceView, balancer_facts, subnets_of, view_of
from hclpress.modules.vpc.contract import Vpc
from hclpress.spec.fields import ItemName, LogDays


class Ecs(Module):
    """A cluster on Fargate and its services."""

    summary = "A Fargate cluster and its services: tasks, roles, logs, scaling, rolling or blue/green deployment."

    vpc: Annotated[str, ReferenceTo(("vpc",))]
    """The network tasks stand in. Left out: the only one there is."""
    insights: Literal["enhanced", "enabled", "disabled"] | None = None
    """How closely CloudWatch looks at the cluster: down to each container, down to each service, or not at all. Left
    out: `enhanced` where the posture pays for monitoring, otherwise `disabled`."""
    insights_log_days: LogDays = 7
    """Days the raw events behind these metrics are kept; the metrics themselves outlive them."""
    capacity: Capacity = Capacity()
    """Shares of Fargate and Fargate Spot, for every service that says nothing else."""
    log_retention_days: Annotated[LogDays, FromPosture("log_days")]
    """Days that logs are kept, of services and of the sessions people open."""
    kms_key: KeyReference | None = None
    """The KMS key logs are encrypted with: an ARN, or `{from: instance.fact}`. Left out: one of AWS's own."""
    services: Annotated[Mapping[ItemName, Service], Field(min_length=1)]
    """The services by name."""

    def problems(self, site: Site) -> Iterator[Problem]:
        """What AWS would refuse, and what would not work though AWS takes it."""
        vpc = site.neighbour(self.vpc, Vpc)
        if not self.capacity.providers:
            yield Problem(
                ("capacity",),
                "no-capacity",
                "No task could be placed",
                "Both shares are 0. Give `fargate` or `spot` a share.",
            )
        for name, service in self.services.items():
            yield from self._network_problems(name, service, vpc, site)
            yield from service.problems(site, ("services", name))

    def _network_problems(self, name: str, service: Service, vpc: Vpc, site: Site) -> Iterator[Problem]:
        path = ("services", name, "subnets")
        if service.subnets not in vpc.subnets:
            yield Problem(
                path,
                "no-such-tier",
                f"{self.vpc} has no subnets `{service.subnets}`",
                f"It has: {', '.join(vpc.subnets)}. Name one of them with `subnets:`.",
            )
            return
        reach = vpc.reach_of(service.subnets)
        if reach == "isolated" or (reach == "private" and vpc.nat == "none"):
            why = "They are isolated" if reach == "isolated" else f"They are private, and {self.vpc} has `nat: none`"
            yield Problem(
                path,
                "no-way-out",
                f"From the subnets `{service.subnets}` no task could fetch its image",
                f"{why}; images, secrets and logs are reached over the internet. Say `nat: single` at {self.vpc} and "
                "use private subnets, or use public ones, where tasks get public addresses.",
            )
        balancer = service.load_balancer
        if balancer is not None and site.neighbour(balancer.instance, Alb).vpc != self.vpc:
            yield Problem(
                ("services", name, "load_balancer", "instance"),
                "balancer-in-another-network",
                f"{balancer.instance} stands in another network than {self.vpc}",
                "Target groups take tasks of their own network only. Choose a load balancer there, or another `vpc`.",
            )

    def names(self, site: Site) -> Mapping[str, Name]:
        """The cluster's own names and those of each service."""
        found = {
            "cluster": site.name("aws_ecs_cluster", site.instance),
            "insights": site.name(
                "aws_cloudwatch_log_group",
                site.instance,
                prefix="/aws/ecs/containerinsights/",
                suffix="/performance",
            ),
            "sessions": site.name("aws_cloudwatch_log_group", f"{site.instance}-sessions", prefix="/ecs/"),
            "codedeploy": site.name("aws_codedeploy_app", site.instance),
        }
        for name, service in self.services.items():
            names, label = names_of(name, site), identifier(name)
            found |= {
                f"{label}_service": names.service,
                f"{label}_family": names.family,
                f"{label}_security_group": names.security_group,
                f"{label}_log_group": names.log_group,
                f"{label}_execution_role": names.execution_role,
                f"{label}_task_role": names.task_role,
            }
            if service.blue_green:
                found |= {
                    f"{label}_deployment_group": names.deployment_group,
                    f"{label}_codedeploy_role": names.codedeploy_role,
                }
        return found

    def inputs(self, site: Site) -> Iterable[Input]:
        """The network, the load balancers' target groups, and whatever the containers are told and use."""
        vpc_id = Fact(self.vpc, "vpc_id")
        yield Input(input_name(vpc_id), vpc_id, path=("vpc",))
        if isinstance(self.kms_key, FromFact):
            yield Input(self.kms_key.input_name, self.kms_key.source, path=("kms_key",))
        for name, service in self.services.items():
            path = ("services", name)
            subnets = subnets_of(service, self.vpc)
            yield Input(input_name(subnets), subnets, "list(string)", (*path, "subnets"))
            for fact in balancer_facts(service):
                yield Input(input_name(fact), fact, path=(*path, "load_balancer", "target"))
            for key, container in service.containers.items():
                place = (*path, "containers", key)
                yield from fact_inputs(container.environment, (*place, "environment"))
                yield from fact_inputs(container.secrets, (*place, "secrets"))
            for index, secret_key in enumerate(service.secret_keys):
                if isinstance(secret_key, FromFact):
                    yield Input(secret_key.input_name, secret_key.source, path=(*path, "secret_keys", index))
            yield from use_inputs(service.uses, site, (*path, "uses"))

    def outputs(self, site: Site) -> Iterable[Output]:
        """What pipelines, alarms and neighbours name."""
        yield Output("cluster_name", "string", Expr("aws_ecs_cluster.this.name"), "Name of the cluster.", exported=True)
        yield Output("cluster_arn", "string", Expr("aws_ecs_cluster.this.arn"), "ARN of the cluster.")
        if self._has_blue_green:
            yield Output(
                "codedeploy_app_name",
                "string",
                Expr("aws_codedeploy_app.this.name"),
                "The CodeDeploy application deployments are started in.",
                exported=True,
            )
        for name, service in self.services.items():
            yield from _service_outputs(name, service)

    def connections(self, site: Site) -> Iterable[Connection]:
        """From each service's load balancer, and to whatever it uses that listens on a port."""
        for name, service in self.services.items():
            group = Fact(site.instance, f"{identifier(name)}_security_group_id")
            balancer, listening = service.load_balancer, service.listening()
            if balancer and listening and listening[1].port:
                yield Connection(balancer.fact("security_group_id"), group, balancer.instance, name, listening[1].port)
            yield from use_connections(service.uses, site, group, name)

    @property
    def _has_blue_green(self) -> bool:
        return any(service.blue_green for service in self.services.values())

    def alarms(self, site: Site) -> Iterable[Alarm]:
        """Services that are too busy or run too few tasks."""
        cluster = self.names(site)["cluster"]
        for name, service in self.services.items():
            named = names_of(name, site).service
            yield from alarms_of(name, cluster, named, service.tasks, insights=self._insights(site) != "disabled")

    def _insights(self, site: Site) -> Literal["enhanced", "enabled", "disabled"]:
        return self.insights or ("enhanced" if site.environment.defaults.insights else "disabled")

    def proofs(self, site: Site) -> Iterable[Proof]:
        """Private addresses, and as many tasks as asked for."""
        for name, service in self.services.items():
            label = identifier(name)
            yield Proof.equal(
                f"aws_ecs_service.{label}.desired_count",
                service.tasks,
                f"{name} must begin with {service.tasks} tasks.",
            )
            yield Proof.equal(
                f"aws_ecs_task_definition.{label}.network_mode", "awsvpc", f"{name} must have addresses of its own."
            )

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """What costs extra, and the log groups."""
        if self._insights(site) == "disabled":
            yield ScannerWaiver(
                "CKV_AWS_65", "aws_ecs_cluster.this", "Container Insights costs extra; this posture does without."
            )
        own_key = self.kms_key is not None
        for name, service in self.services.items():
            days = service.log_retention_days or self.log_retention_days
            yield from log_waivers(days, own_key=own_key, label=f"{identifier(name)}_tasks")
        yield from log_waivers(self.insights_log_days, own_key=own_key, label="insights")
        yield from log_waivers(self.log_retention_days, own_key=own_key, label="sessions")

    def view(self, site: Site) -> "View":
        """What the templates see."""
        account = site.environment.account_id
        return View(
            insights_mode=self._insights(site),
            has_sessions=any(service.execute_command for service in self.services.values()),
            has_blue_green=self._has_blue_green,
            providers=self.capacity.providers,
            log_key=None if self.kms_key is None else environment_expression(self.kms_key),
            vpc_id=Expr(f"var.{input_name(Fact(self.vpc, 'vpc_id'))}"),
            account_ids=(account,) if account else (),
            codedeploy_policy=f"arn:{partition_of(site.region)}:iam::aws:policy/AWSCodeDeployRoleForECS",
            keeps_revisions=not site.environment.may_be_destroyed,
            service_views=tuple(
                view_of(name, service, site, self.vpc, self.capacity, self.log_retention_days)
                for name, service in self.services.items()
            ),
        )


def _service_outputs(name: str, service: Service) -> Iterator[Output]:
    label = identifier(name)
    facts = {
        "security_group_id": (f"aws_security_group.{label}.id", "Security group of the tasks of"),
        "task_role_arn": (f"aws_iam_role.{label}_task.arn", "The role that runs the containers of"),
        "execution_role_arn": (f"aws_iam_role.{label}_execution.arn", "The role ECS uses to start the tasks of"),
        "log_group_name": (f"aws_cloudwatch_log_group.{label}_tasks.name", "The log group of"),
        "task_definition_family": (f"aws_ecs_task_definition.{label}.family", "The family of task definitions of"),
    }
    yield Output(
        f"{label}_service_name",
        "string",
        Expr(f"aws_ecs_service.{label}.name"),
        f"Name of {name} in ECS.",
        exported=True,
    )
    for fact, (value, what) in facts.items():
        yield Output(f"{label}_{fact}", "string", Expr(value), f"{what} {name}.")
    if service.blue_green:
        yield Output(
            f"{label}_deployment_group_name",
            "string",
            Expr(f"aws_codedeploy_deployment_group.{label}.deployment_group_name"),
            f"The CodeDeploy deployment group of {name}.",
            exported=True,
        )


class View(Struct, frozen=True):
    """What follows from the settings.

    Attributes:
        insights_mode: how closely CloudWatch looks.
        has_sessions: whether people may open a shell anywhere.
        has_blue_green: whether CodeDeploy is needed.
        providers: (capacity provider, weight, base) of the cluster's default.
        log_key: KMS key of the logs.
        vpc_id: the network.
        account_ids: the environment's account, if it is known.
        codedeploy_policy: ARN of what AWS lets CodeDeploy do.
        keeps_revisions: whether old task definitions stay usable when Terraform writes a new one.
        service_views: the services.
    """

    insights_mode: str
    has_sessions: bool
    has_blue_green: bool
    providers: tuple[tuple[str, int, int], ...]
    log_key: str | Expr | None
    vpc_id: Expr
    account_ids: tuple[str, ...]
    codedeploy_policy: str
    keeps_revisions: bool
    service_views: tuple[ServiceView, ...]
