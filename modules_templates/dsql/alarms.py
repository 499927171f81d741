"""Alarms of dsql. The Aurora DSQL user guide documents the metrics under AWS/AuroraDSQL."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Alarm, Fact, Site


def alarms(site: Site) -> Iterator[Alarm]:
    """Conflicts of transactions, and queries that run out of time."""
    dimensions = {"ClusterId": Fact(site.instance, "cluster_identifier")}
    yield Alarm(
        "conflicts",
        "Many transactions meet others at the same rows and are sent back: look for a row everybody writes.",
        "AWS/AuroraDSQL",
        "OccConflicts",
        "Sum",
        dimensions,
        threshold=100,
        evaluations=3,
    )
    yield Alarm(
        "timeouts",
        "Queries run out of time.",
        "AWS/AuroraDSQL",
        "QueryTimeouts",
        "Sum",
        dimensions,
        threshold=0,
    )
