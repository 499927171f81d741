"""Alarms of a load balancer on its metrics (AWS/ApplicationELB)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.hcl import identifier
from hclpress.module import Alarm, Fact

from .target import Target, groups_of

_NAMESPACE = "AWS/ApplicationELB"


def alarms_of(instance: str, targets: Mapping[str, Target]) -> Iterator[Alarm]:
    """The alarms of the balancer itself and of each target group."""
    balancer = Fact(instance, "arn_suffix")
    yield Alarm(
        "errors",
        "The load balancer returns 5xx errors: no target is healthy, or targets do not answer.",
        _NAMESPACE,
        "HTTPCode_ELB_5XX_Count",
        "Sum",
        {"LoadBalancer": balancer},
        threshold=10,
    )
    for name, target in targets.items():
        for group in groups_of(name, target):
            group_of = Fact(instance, f"{identifier(group)}_target_group_arn_suffix")
            dimensions = {"LoadBalancer": balancer, "TargetGroup": group_of}
            yield Alarm(
                f"{group}-errors",
                f"Targets of {group} return 5xx errors.",
                _NAMESPACE,
                "HTTPCode_Target_5XX_Count",
                "Sum",
                dimensions,
                threshold=10,
            )
            yield Alarm(
                f"{group}-latency",
                f"One percent of the requests to {group} take longer than two seconds.",
                _NAMESPACE,
                "TargetResponseTime",
                "p99",
                dimensions,
                threshold=2,
                evaluations=3,
            )
            yield Alarm(
                f"{group}-unhealthy",
                f"A target of {group} fails its health check.",
                _NAMESPACE,
                "UnHealthyHostCount",
                "Maximum",
                dimensions,
                threshold=0,
                period=60,
                evaluations=5,
            )
