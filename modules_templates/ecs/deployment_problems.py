"""Problems of the deployment and the scaling of a service."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Problem, Quota, SpecPath, above_quota

from .deployment import Rolling, Scaling
from .service import Service

# Amazon ECS Developer Guide, "Amazon ECS service quotas".
_TASKS = Quota("Amazon ECS", "Tasks per service", 5000)


def scaling_problems(service: Service, path: SpecPath) -> Iterator[Problem]:
    """Report scaling that contradicts itself or has nothing to follow."""
    if service.scaling:
        yield from above_quota(_TASKS, service.scaling.max, "tasks of one service", (*path, "scaling", "max"))
        yield from _scaling_problems(service.scaling, service.tasks, path)
        yield from _request_problems(service, service.scaling, path)


def deployment_problems(service: Service, path: SpecPath) -> Iterator[Problem]:
    """Report a deployment that AWS refuses or that cannot work."""
    yield from above_quota(_TASKS, service.desired or 0, "tasks of one service", (*path, "desired"))
    if service.rolling:
        yield from _rolling_problems(service.rolling, service.tasks, (*path, "deployment"))
    if service.capacity is not None and service.capacity.is_weightless:
        yield Problem(
            (*path, "capacity"),
            "no-capacity",
            "No task can be placed",
            "Both shares are 0. Give `fargate` or `spot` a share.",
        )
    if service.blue_green is None:
        return
    if service.load_balancer is None:
        yield Problem(
            (*path, "deployment"),
            "blue-green-without-balancer",
            "Blue/green needs a load balancer",
            "CodeDeploy moves the traffic between two target groups. Name one under `load_balancer`, or set "
            "`type: rolling`.",
        )
    if service.image_managed_by == "terraform":
        yield Problem(
            (*path, "image_managed_by"),
            "blue-green-by-terraform",
            "Terraform cannot deploy this service",
            "Only CodeDeploy can change the task definition of a blue/green service. Set `ci` and "
            "start deployments from your pipeline, or set `type: rolling` under `deployment`.",
        )
    if service.capacity is not None and service.capacity.spot:
        yield Problem(
            (*path, "capacity"),
            "spot-with-blue-green",
            "A blue/green service runs on Fargate alone",
            "CodeDeploy starts the new tasks by launch type, which knows no shares of Spot. Remove `capacity`, "
            "or set `type: rolling` under `deployment`.",
        )


def _rolling_problems(rolling: Rolling, desired: int, path: SpecPath) -> Iterator[Problem]:
    # ECS rounds the lower bound up and the upper one down (Developer Guide, "Service definition parameters").
    least, most = -(-desired * rolling.minimum_percent // 100), desired * rolling.maximum_percent // 100
    if desired and most <= least:
        yield Problem(
            path,
            "rolling-cannot-move",
            "A deployment could neither start a task nor stop one",
            f"Of {desired} tasks {least} have to stay, and {most} may run. Raise `maximum_percent`, or lower "
            "`minimum_percent`.",
        )


def _scaling_problems(scaling: Scaling, desired: int, path: SpecPath) -> Iterator[Problem]:
    if scaling.min > scaling.max:
        yield Problem(
            (*path, "scaling", "min"),
            "scaling-min-above-max",
            f"At least {scaling.min} tasks are more than at most {scaling.max}",
            "Lower `min`, or raise `max`.",
        )
    elif not scaling.min <= desired <= scaling.max:
        yield Problem(
            (*path, "desired"),
            "desired-outside-scaling",
            f"{desired} tasks lie outside the scaling",
            f"It keeps between {scaling.min} and {scaling.max}. Choose a number between them, or leave `desired` out.",
        )
    if scaling.cpu is None and scaling.memory is None and scaling.requests_per_target is None:
        yield Problem(
            (*path, "scaling"),
            "scaling-without-target",
            "Scaling has no target",
            "Set `cpu`, `memory` or `requests_per_target`, or write `scaling: null`.",
        )


def _request_problems(service: Service, scaling: Scaling, path: SpecPath) -> Iterator[Problem]:
    if scaling.requests_per_target is None:
        return
    place = (*path, "scaling", "requests_per_target")
    if service.load_balancer is None:
        yield Problem(
            place,
            "requests-without-balancer",
            "Scaling on requests needs a load balancer",
            "Name one under `load_balancer`, or scale on `cpu` or `memory`.",
        )
    elif service.blue_green:
        yield Problem(
            place,
            "requests-with-blue-green",
            "Scaling on requests does not follow a blue/green switch",
            "The policy counts one target group's requests, and after a deployment the other one serves. Scale on "
            "`cpu` or `memory`, or set `type: rolling` under `deployment`.",
        )
