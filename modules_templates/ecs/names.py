"""Names of the resources of a cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.hcl import identifier
from hclpress.module import Name, Site

from .service import Service
from .settings import EcsSettings


def names_of(ecs: EcsSettings, site: Site) -> Mapping[str, Name]:
    """The names of the cluster, and by the labels of the services those of each service."""
    insights, group = "/aws/ecs/containerinsights/", "aws_cloudwatch_log_group"
    own = {
        "cluster": site.name("aws_ecs_cluster", site.instance),
        "insights": site.name(group, site.instance, prefix=insights, suffix="/performance"),
        "sessions": site.name(group, f"{site.instance}-sessions", prefix="/ecs/"),
    }
    return {
        **({} if ecs.cluster else own),
        "codedeploy": site.name("aws_codedeploy_app", site.instance),
    } | {
        f"{identifier(key)}_{role}": name
        for key, service in ecs.services.items()
        for role, name in _names_of_service(key, service, site)
    }


def _names_of_service(key: str, service: Service, site: Site) -> Iterator[tuple[str, Name]]:
    path = ("services", key)
    yield "service", site.name("aws_ecs_service", key, path)
    yield "family", site.name("aws_ecs_task_definition", key, path)
    yield "security_group", site.name("aws_security_group", key, path)
    yield "log_group", site.name("aws_cloudwatch_log_group", key, path, prefix="/ecs/")
    yield "execution_role", site.name("aws_iam_role", f"{key}-execution", path)
    yield "task_role", site.name("aws_iam_role", f"{key}-task", path)
    if service.blue_green:
        yield "deployment_group", site.name("aws_codedeploy_deployment_group", key, path)
        yield "codedeploy_role", site.name("aws_iam_role", f"{key}-codedeploy", path)
