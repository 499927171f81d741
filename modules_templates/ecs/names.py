"""What the resources of a service are called."""

from __future__ import annotations

from msgspec import Struct

from hclpress.module.name import Name
from hclpress.module.site import Site


class ServiceNames(Struct, frozen=True):
    """The names of one service's resources.

    Attributes:
        service: of the service itself.
        family: of its task definitions.
        security_group: of its security group.
        log_group: of its log group.
        execution_role: of the role ECS starts tasks with.
        task_role: of the role the containers run as.
        deployment_group: of its deployment group in CodeDeploy.
        codedeploy_role: of the role CodeDeploy works as.
        cpu_scaling: of the policy that follows CPU.
        memory_scaling: of the policy that follows memory.
        request_scaling: of the policy that follows requests.
    """

    service: Name
    family: Name
    security_group: Name
    log_group: Name
    execution_role: Name
    task_role: Name
    deployment_group: Name
    codedeploy_role: Name
    cpu_scaling: Name
    memory_scaling: Name
    request_scaling: Name


def names_of(service: str, site: Site) -> ServiceNames:
    """The names of the service called `service` in the spec."""
    path = ("services", service)

    def named(resource: str, behind: str = "", prefix: str = "") -> Name:
        return site.name(resource, f"{service}{behind}", path, prefix=prefix)

    return ServiceNames(
        service=named("aws_ecs_service"),
        family=named("aws_ecs_task_definition"),
        security_group=named("aws_security_group"),
        log_group=named("aws_cloudwatch_log_group", prefix="/ecs/"),
        execution_role=named("aws_iam_role", "-execution"),
        task_role=named("aws_iam_role", "-task"),
        deployment_group=named("aws_codedeploy_deployment_group"),
        codedeploy_role=named("aws_iam_role", "-codedeploy"),
        cpu_scaling=named("aws_appautoscaling_policy", "-cpu"),
        memory_scaling=named("aws_appautoscaling_policy", "-memory"),
        request_scaling=named("aws_appautoscaling_policy", "-requests"),
    )
