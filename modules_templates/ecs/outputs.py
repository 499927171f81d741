"""Facts that a cluster gives."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl import Expr, identifier
from hclpress.module import Output

from .service import Service
from .settings import EcsSettings


def outputs_of(ecs: EcsSettings) -> Iterator[Output]:
    """The names and ARNs that pipelines, alarms and neighbours use."""
    if ecs.cluster is None:
        cluster = ("aws_ecs_cluster", "this")
        yield Output.of(*cluster, "name", "Name of the cluster.", name="cluster_name", exported=True)
        # Services of other instances need the capacity providers too.
        ready = (Expr("aws_ecs_cluster_capacity_providers.this"),)
        yield Output.of(*cluster, "arn", "ARN of the cluster.", name="cluster_arn", after=ready)
    if ecs.has_blue_green:
        described = "Name of the CodeDeploy application."
        yield Output.of("aws_codedeploy_app", "this", "name", described, name="codedeploy_app_name", exported=True)
    for key, service in ecs.services.items():
        yield from _service_outputs(key, service)


def _service_outputs(key: str, service: Service) -> Iterator[Output]:
    label = identifier(key)
    name = f"{label}_service_name"
    yield Output.of("aws_ecs_service", label, "name", f"Name of {key} in ECS.", name=name, exported=True)
    for name, resource, of, attribute, description in (
        ("security_group_id", "aws_security_group", label, "id", "Security group of the tasks of"),
        ("task_role_arn", "aws_iam_role", f"{label}_task", "arn", "ARN of the task role of"),
        (
            "execution_role_arn",
            "aws_iam_role",
            f"{label}_execution",
            "arn",
            "ARN of the execution role of",
        ),
        ("log_group_name", "aws_cloudwatch_log_group", f"{label}_tasks", "name", "Name of the log group of"),
        ("task_definition_family", "aws_ecs_task_definition", label, "family", "Task definition family of"),
    ):
        kind = "task definition family" if attribute == "family" else None
        yield Output.of(resource, of, attribute, f"{description} {key}.", name=f"{label}_{name}", kind=kind)
    if service.blue_green:
        group = "aws_codedeploy_deployment_group"
        described = f"Name of the CodeDeploy deployment group of {key}."
        yield Output.of(group, label, "deployment_group_name", described, exported=True)
