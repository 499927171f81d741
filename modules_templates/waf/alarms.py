"""Alarms of a web ACL on its metrics (AWS/WAFV2)."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Alarm


def alarms_of(web_acl: str, region: str, *, global_scope: bool) -> Iterator[Alarm]:
    """The alarms of a web ACL.

    Args:
        web_acl: its name, which is also the name of its metric.
        region: its region.
        global_scope: whether it protects distributions of CloudFront, whose metrics have no region.
    """
    place = {} if global_scope else {"Region": region}
    yield Alarm(
        "blocked",
        "The web ACL blocks many requests: an attack, or a rule that blocks visitors.",
        "AWS/WAFV2",
        "BlockedRequests",
        "Sum",
        {"WebACL": web_acl, "Rule": "ALL", **place},
        threshold=1000,
    )
