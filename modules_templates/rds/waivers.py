"""Checks of Checkov and Trivy that a database instance fails for a good reason."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import ScannerWaiver, Site, log_waivers

from .settings import RdsSettings


def waivers_of(rds: RdsSettings, site: Site) -> Iterator[ScannerWaiver]:
    """Checks that the spec decides otherwise, and those that RDS meets by itself."""
    instance = "aws_db_instance.this"
    every = (instance, "aws_db_instance.replica") if rds.replicas else (instance,)
    if rds.key == "own":
        yield ScannerWaiver(
            "CKV2_AWS_64", "aws_kms_key.this", "AWS writes the default policy, and IAM of this account decides."
        )
    if rds.key == "aws" and rds.insights:
        for one in every:
            yield from ScannerWaiver.each(("CKV_AWS_354", "AVD-AWS-0078"), one, "The spec chooses the AWS managed key.")
    if not rds.multi_az:
        yield ScannerWaiver("CKV_AWS_157", instance, "A standby doubles the price; `multi_az` makes one.")
    if site.environment.may_be_destroyed:
        yield from ScannerWaiver.each(
            ("CKV_AWS_293", "AVD-AWS-0177"), instance, "The spec allows destruction of everything."
        )
    if rds.minor_versions_managed_by == "terraform":
        for one in every:
            yield ScannerWaiver("CKV_AWS_226", one, "The spec pins the version, so upgrades are reviewed.")
    for one in every:
        if rds.monitoring_seconds is None:
            yield ScannerWaiver("CKV_AWS_118", one, "Enhanced Monitoring costs extra; `monitoring_seconds` enables it.")
        if not rds.insights:
            yield from ScannerWaiver.each(
                ("CKV_AWS_353", "AVD-AWS-0133"), one, "Performance Insights costs extra, and this posture disables it."
            )
        if not rds.iam_authentication:
            yield from ScannerWaiver.each(
                ("CKV_AWS_161", "AVD-AWS-0176"), one, "The spec disables it; clients connect by password."
            )
        if rds.logs is None:
            yield from ScannerWaiver.each(
                ("CKV_AWS_129", "CKV2_AWS_30"), one, "The spec keeps no logs; `logs` enables them."
            )
    if rds.replicas:
        replica = "aws_db_instance.replica"
        yield ScannerWaiver("CKV_AWS_133", replica, "The instance itself has the backups.")
        yield ScannerWaiver("AVD-AWS-0077", replica, "The instance itself has the backups.")
        yield ScannerWaiver("CKV_AWS_293", replica, "A replica holds nothing that the instance does not.")
        yield ScannerWaiver("AVD-AWS-0177", replica, "A replica holds nothing that the instance does not.")
        yield ScannerWaiver("CKV_AWS_157", replica, "The instance itself has the standby.")
        if rds.logs is not None:
            yield ScannerWaiver("CKV_AWS_129", replica, "The logs of the instance are exported; a replica only reads.")
    if rds.logs is not None:
        yield from log_waivers(rds.logs.retention_days)
