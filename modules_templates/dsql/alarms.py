"""Alarms of dsql. The Aurora DSQL user guide documents the metrics under AWS/AuroraDSQL."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Alarm, Fact, Site


def alarms(site: Site) -> Iterator[Alarm]:
    """Conflicts of transactions, and queries that run out of time."""
    dimensions = {"ClusterId": Fact(site.instance, "cluster_identifier")}
    yield Alarm(
        "conflicts",
        "Many transactions conflict and are rejected. Look for a row that many of them write.",
        "AWS/AuroraDSQL",
        "OccConflicts",
        "Sum",
        dimensions,
        threshold=100,
        evaluations=3,
    )
    yield Alarm(
        "timeouts",
        "Queries time out.",
        "AWS/AuroraDSQL",
        "QueryTimeouts",
        "Sum",
        dimensions,
        threshold=0,
    )
