"""Checks of Checkov that a database cluster fails for a good reason."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import ScannerWaiver, Site, log_waivers

from .settings import AuroraSettings


def waivers_of(aurora: AuroraSettings, site: Site) -> Iterator[ScannerWaiver]:
    """Checks that the spec decides otherwise, and those that Aurora meets by itself."""
    cluster, instances = "aws_rds_cluster.this", "aws_rds_cluster_instance.this"
    yield ScannerWaiver(
        "CKV2_AWS_8",
        cluster,
        "Aurora takes its own backups, restorable to the second, as long as `backup_days` says.",
    )
    if aurora.key == "own":
        yield ScannerWaiver(
            "CKV2_AWS_64", "aws_kms_key.this", "AWS writes the default policy: IAM in this account decides alone."
        )
    if aurora.key == "aws":
        yield ScannerWaiver("CKV_AWS_327", cluster, "The spec chooses the key that AWS keeps for the account.")
    if site.environment.may_be_destroyed:
        yield ScannerWaiver("CKV_AWS_139", cluster, "The spec lets everything be destroyed.")
    if aurora.monitoring_seconds is None:
        yield ScannerWaiver(
            "CKV_AWS_118", instances, "Enhanced Monitoring costs extra; `monitoring_seconds` switches it on."
        )
    if aurora.minor_versions_managed_by == "terraform":
        yield ScannerWaiver(
            "CKV_AWS_226", instances, "The spec names the version, so that an upgrade is a change one reviews."
        )
    if not aurora.insights:
        yield ScannerWaiver("CKV_AWS_353", instances, "Performance Insights costs; this posture does without.")
    if aurora.logs is not None:
        yield from log_waivers(aurora.logs.retention_days)
