"""Outputs of dsql."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl import Expr
from hclpress.module import Output, Site

from .settings import DsqlSettings

TITLES = {
    "cluster_arn": "ARN of the cluster",
    "cluster_identifier": "Identifier of the cluster",
    "endpoint": "Host name of the cluster",
}
"""The descriptions of the facts of a cluster, without its region."""


def outputs(settings: DsqlSettings, site: Site) -> Iterator[Output]:
    """The endpoint, the identifier and the ARN of each cluster."""
    after = (Expr("aws_dsql_cluster_peering.this"),) if settings.peer else ()
    yield from _cluster_outputs("", "this", site.region, after)
    if settings.peer:
        peered = (Expr("aws_dsql_cluster_peering.peer"),)
        yield from _cluster_outputs("peer_", "peer", settings.peer.peer_region, peered)


def _cluster_outputs(prefix: str, label: str, region: str, after: tuple[Expr, ...]) -> Iterator[Output]:
    cluster = f"aws_dsql_cluster.{label}"
    facts = {
        "cluster_arn": (f"{cluster}.arn", "cluster arn"),
        "cluster_identifier": (f"{cluster}.identifier", "cluster id"),
        "endpoint": (f'"${{{cluster}.identifier}}.dsql.{region}.on.aws"', "host"),
    }
    for name, (value, kind) in facts.items():
        described = f"{TITLES[name]} in {region}."
        yield Output(f"{prefix}{name}", "string", Expr(value), described, exported=True, after=after, kind=kind)
