"""Checks of Checkov and Trivy that a cluster fails for a good reason."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl import identifier
from hclpress.module import Network, ScannerWaiver, Site, log_waivers

from .settings import EcsSettings


def waivers_of(ecs: EcsSettings, site: Site) -> Iterator[ScannerWaiver]:
    """Container Insights, which costs extra, and the log groups."""
    if ecs.cluster is None and ecs.insights_in(site) == "disabled":
        yield from ScannerWaiver.each(
            ("CKV_AWS_65", "AVD-AWS-0034"),
            "aws_ecs_cluster.this",
            "Container Insights costs extra, and this posture disables it.",
        )
    if ecs.cluster is None:
        yield ScannerWaiver(
            "CKV_AWS_224",
            "aws_ecs_cluster.this",
            "Shell sessions run over TLS, and their logs have the key of all other logs. A key for the sessions "
            "themselves would need rights of everybody who opens one.",
        )
    own_key = ecs.kms_key is not None
    for name, service in ecs.services.items():
        writable = [key for key, container in service.containers.items() if not container.read_only_root]
        if writable:
            yield ScannerWaiver(
                "CKV_AWS_336",
                f"aws_ecs_task_definition.{identifier(name)}",
                f"The spec lets {' and '.join(writable)} write to its own files.",
            )
        if site.neighbour(ecs.vpc, Network).reach_of(service.subnets) == "public":
            yield ScannerWaiver(
                "CKV_AWS_333",
                f"aws_ecs_service.{identifier(name)}",
                "The spec puts the tasks into public subnets, from which only a public address leads out.",
            )
        days = ecs.log_days_of(service)
        yield from log_waivers(days, own_key=own_key, label=f"{identifier(name)}_tasks")
    if ecs.cluster is None:
        yield from log_waivers(ecs.insights_log_days, own_key=own_key, label="insights")
        yield from log_waivers(ecs.log_retention_days, own_key=own_key, label="sessions")
