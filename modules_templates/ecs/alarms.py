"""Alarms of services on the metrics of ECS and Container Insights."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Alarm


def alarms_of(key: str, cluster: str, service: str, least: int, *, insights: bool) -> Iterator[Alarm]:
    """The alarms of one service.

    Args:
        key: the service's name in the spec.
        cluster: the cluster's name in AWS.
        service: the service's name in AWS.
        least: tasks that must run.
        insights: whether Container Insights counts the tasks.
    """
    dimensions = {"ClusterName": cluster, "ServiceName": service}
    yield Alarm(
        f"{key}-cpu",
        f"The tasks of {key} are busier than scaling should let them be.",
        "AWS/ECS",
        "CPUUtilization",
        "Average",
        dimensions,
        threshold=90,
        evaluations=3,
    )
    yield Alarm(
        f"{key}-memory",
        f"The tasks of {key} are about to run out of memory and be stopped for it.",
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
            f"Fewer tasks of {key} run than the {least} it needs.",
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
