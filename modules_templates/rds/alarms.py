"""Alarms of a database instance on its metrics (AWS/RDS)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.module import Alarm

_NAMESPACE = "AWS/RDS"
_MIB = 1024 * 1024
_GIB = 1024 * _MIB


def alarms_of(instance: str, gib: int, replicas: Mapping[str, str]) -> Iterator[Alarm]:
    """The alarms of an instance.

    Args:
        instance: its identifier.
        gib: the size of its storage.
        replicas: the identifiers of its replicas by name.
    """
    dimensions = {"DBInstanceIdentifier": instance}
    yield Alarm(
        "cpu",
        "CPU use of the database is high. Look for slow queries, or take a larger class.",
        _NAMESPACE,
        "CPUUtilization",
        "Average",
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
        threshold=128 * _MIB,
        comparison="below",
        evaluations=3,
    )
    yield Alarm(
        "free-storage",
        "A tenth of the storage is left. A full database stops. Raise `storage.gib` or `storage.most_gib`.",
        _NAMESPACE,
        "FreeStorageSpace",
        "Minimum",
        dimensions,
        threshold=gib * _GIB // 10,
        comparison="below",
        evaluations=3,
    )
    for name, replica in replicas.items():
        yield Alarm(
            f"{name}-lag",
            "A replica answers with data that is more than a minute old.",
            _NAMESPACE,
            "ReplicaLag",
            "Maximum",
            {"DBInstanceIdentifier": replica},
            threshold=60,
            evaluations=3,
        )
