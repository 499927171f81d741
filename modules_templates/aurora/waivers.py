"""Checks of Checkov and Trivy that a database cluster fails for a good reason."""

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
        "Aurora makes its own backups for `backup_days`, with point-in-time recovery.",
    )
    if aurora.key == "own":
        yield ScannerWaiver(
            "CKV2_AWS_64", "aws_kms_key.this", "AWS writes the default policy, and IAM of this account decides."
        )
    if aurora.key == "aws":
        unkeyed = [("CKV_AWS_327", cluster), ("AVD-AWS-0079", cluster), ("CKV_AWS_354", instances)]
        # Checkov asks for a key of Performance Insights that are off.
        unkeyed += [("AVD-AWS-0078", instances)] if aurora.insights else []
        for check, resource in unkeyed:
            yield ScannerWaiver(check, resource, "The spec chooses the AWS managed key.")
    if site.environment.may_be_destroyed:
        yield from ScannerWaiver.each(
            ("CKV_AWS_139", "AVD-AWS-0343"), cluster, "The spec allows destruction of everything."
        )
    if aurora.monitoring_seconds is None:
        yield ScannerWaiver(
            "CKV_AWS_118", instances, "Enhanced Monitoring costs extra; `monitoring_seconds` enables it."
        )
    if aurora.minor_versions_managed_by == "terraform":
        yield ScannerWaiver("CKV_AWS_226", instances, "The spec pins the version, so upgrades are reviewed.")
    if not aurora.insights:
        yield from ScannerWaiver.each(
            ("CKV_AWS_353", "AVD-AWS-0133"),
            instances,
            "Performance Insights costs extra, and this posture disables it.",
        )
    if not aurora.iam_authentication:
        yield ScannerWaiver("CKV_AWS_162", cluster, "The spec disables it; clients connect by password.")
    if aurora.logs is None:
        yield from ScannerWaiver.each(
            ("CKV_AWS_324", "CKV_AWS_325", "CKV2_AWS_27"), cluster, "The spec keeps no logs; `logs` enables them."
        )
    else:
        yield from log_waivers(aurora.logs.retention_days)
