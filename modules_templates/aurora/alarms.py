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
        "CPU use of the database is high. Look for slow queries, or increase its capacity.",
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
        "The number of open connections is high. A connection pool may be leaking.",
        _NAMESPACE,
        "DatabaseConnections",
        "Maximum",
        dimensions,
        threshold=150,
        evaluations=3,
    )
    yield Alarm(
        "memory",
        "Free memory is low. Queries may fail.",
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
            "The cluster has reached its maximum capacity, so requests wait. Increase `capacity.max`.",
            _NAMESPACE,
            "ACUUtilization",
            "Maximum",
            dimensions,
            threshold=90,
            evaluations=3,
        )
