"""Outputs of dsql."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl import Expr
from hclpress.module import Output, Site

from .settings import DsqlSettings


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
        "cluster_arn": (f"{cluster}.arn", "ARN of the cluster", "cluster arn"),
        "cluster_identifier": (f"{cluster}.identifier", "Identifier of the cluster", "cluster id"),
        "endpoint": (f'"${{{cluster}.identifier}}.dsql.{region}.on.aws"', "Host name of the cluster", "host"),
    }
    for name, (value, title, kind) in facts.items():
        described = f"{title} in {region}."
        yield Output(f"{prefix}{name}", "string", Expr(value), described, exported=True, after=after, kind=kind)
