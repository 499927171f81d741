"""Alarms of services on the metrics of ECS and Container Insights."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Alarm, Fact


def alarms_of(key: str, cluster: str | Fact, service: str, least: int, *, insights: bool) -> Iterator[Alarm]:
    """The alarms of one service.

    Args:
        key: the service's name in the spec.
        cluster: the cluster's name in AWS, or the fact with it.
        service: the service's name in AWS.
        least: tasks that must run.
        insights: whether Container Insights counts the tasks.
    """
    dimensions = {"ClusterName": cluster, "ServiceName": service}
    yield Alarm(
        f"{key}-cpu",
        f"CPU use of the tasks of {key} is above the target of scaling.",
        "AWS/ECS",
        "CPUUtilization",
        "Average",
        dimensions,
        threshold=90,
        evaluations=3,
    )
    yield Alarm(
        f"{key}-memory",
        f"Memory use of the tasks of {key} is high. ECS stops tasks that run out of memory.",
        "AWS/ECS",
        "MemoryUtilization",
        "Average",
        dimensions,
        threshold=90,
        evaluations=3,
    )
    if insights:
        yield Alarm(
            f"{key}-tasks",
            f"Fewer than {least} tasks of {key} are running.",
            "ECS/ContainerInsights",
            "RunningTaskCount",
            "Minimum",
            dimensions,
            threshold=least,
            comparison="below",
            period=60,
            evaluations=5,
            silence_is_fine=False,
        )
