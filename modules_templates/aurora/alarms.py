"""Alarms of a database cluster on its metrics (AWS/RDS)."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Alarm

_NAMESPACE = "AWS/RDS"


def alarms_of(cluster: str, *, serverless: bool) -> Iterator[Alarm]:
    """The alarms of a cluster.

    Args:
        cluster: its identifier.
        serverless: whether it scales in capacity units.
    """
    dimensions = {"DBClusterIdentifier": cluster}
    yield Alarm(
        "cpu",
        "The database has been busy for a quarter of an hour: look for slow queries, or give it more.",
        _NAMESPACE,
        "CPUUtilization",
        "Maximum",
        dimensions,
        threshold=80,
        evaluations=3,
        silence_is_fine=False,
    )
    yield Alarm(
        "connections",
        "More connections are open than a small cluster serves well: a pool may be leaking.",
        _NAMESPACE,
        "DatabaseConnections",
        "Maximum",
        dimensions,
        threshold=150,
        evaluations=3,
    )
    yield Alarm(
        "memory",
        "Hardly any memory is left; the next query may be the one that fails.",
        _NAMESPACE,
        "FreeableMemory",
        "Minimum",
        dimensions,
        threshold=128 * 1024 * 1024,
        comparison="below",
        evaluations=3,
    )
    if serverless:
        yield Alarm(
            "capacity",
            "The cluster has scaled as far as it may; what comes now waits. Raise `capacity.max`.",
            _NAMESPACE,
            "ACUUtilization",
            "Maximum",
            dimensions,
            threshold=90,
            evaluations=3,
        )
