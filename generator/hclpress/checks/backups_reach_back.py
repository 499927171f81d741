"""Backups reach back a week.

A mistake of Friday is noticed on Monday. With backups of a day, with point-in-time recovery off, or with versioning
suspended, nothing is left by then. Postures below staging keep less.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._settings import Setting, unmet
from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack
from hclpress.spec.posture import Posture

SEVERITY = Severity.WARNING
FSBP = ("DocumentDB.2", "DynamoDB.2", "Neptune.5", "RDS.11")
CHECKOV = ("CKV_AWS_28", "CKV_AWS_133")

_WEEK = 7
_DATABASES = ("aws_db_instance", "aws_docdb_cluster", "aws_neptune_cluster", "aws_rds_cluster")
_SETTINGS = (
    Setting(
        "aws_dynamodb_table",
        "point_in_time_recovery.enabled",
        (True,),
        "The table cannot be taken back to an earlier time",
        "Set `enabled = true` in `point_in_time_recovery`.",
        ("CKV_AWS_28",),
    ),
)
_SUSPENDED = (
    Setting(
        "aws_s3_bucket_versioning",
        "versioning_configuration.status",
        ("Enabled",),
        "What is overwritten in the bucket is lost",
        'Set `status = "Enabled"`.',
    ),
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each database, table and bucket from which a mistake of last week cannot be undone."""
    yield from unmet(parsed, _SUSPENDED)
    yield from unmet(parsed, _SETTINGS)
    if parsed.stack.environment.posture not in (Posture.STAGING, Posture.PROD):
        return
    for placed in parsed.resources(*_DATABASES):
        told = placed.block.attributes
        days = told.get("backup_retention_period", 1)
        if isinstance(days, int) and days < _WEEK and "replicate_source_db" not in told:
            yield Finding(
                placed, f"Backups are kept for {days} days", f"Set `backup_retention_period` to {_WEEK} or more."
            )
