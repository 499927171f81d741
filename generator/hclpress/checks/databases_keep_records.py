"""Databases keep records, know who connects, and stay current.

The logs of a database tell what was asked of it, and IAM tells who connects without a password that is shared. A spec
may decide otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._decisions import is_undecided
from hclpress.checks._settings import Setting, unmet
from hclpress.diagnostics import Severity
from hclpress.hcl.structure import Block, within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
CIS = ("2.3.2",)
FSBP = ("RDS.10", "RDS.12", "RDS.13", "RDS.16", "RDS.17", "RDS.34", "RDS.37", "RDS.45")
CHECKOV = (
    *("CKV_AWS_129", "CKV_AWS_161", "CKV_AWS_162", "CKV_AWS_226", "CKV_AWS_313", "CKV_AWS_324", "CKV_AWS_325"),
    *("CKV2_AWS_27", "CKV2_AWS_60"),
)

# The types whose logs are exported, each with the check of Checkov under which a spec decides otherwise.
_LOGS = {"aws_db_instance": ("CKV_AWS_129",), "aws_rds_cluster": ("CKV_AWS_324",)}
_IAM = ("Everybody connects with a shared password", "Set `iam_database_authentication_enabled = true`.")
_FIXES = ("Security fixes of the engine are not installed", "Remove `auto_minor_version_upgrade`.", ("CKV_AWS_226",))
_TAGS = ("Snapshots lose the tags of their database", "Set `copy_tags_to_snapshot = true`.")
_SETTINGS = (
    Setting("aws_rds_cluster", "iam_database_authentication_enabled", (True,), *_IAM, ("CKV_AWS_162",)),
    Setting("aws_rds_cluster", "copy_tags_to_snapshot", (True,), *_TAGS, ("CKV_AWS_313",)),
    Setting("aws_db_instance", "iam_database_authentication_enabled", (True,), *_IAM, ("CKV_AWS_161",)),
    Setting("aws_db_instance", "copy_tags_to_snapshot", (True,), *_TAGS, ("CKV2_AWS_60",)),
    Setting("aws_db_instance", "auto_minor_version_upgrade", (True, None), *_FIXES),
    Setting("aws_rds_cluster_instance", "copy_tags_to_snapshot", (True, None), *_TAGS),
    Setting("aws_rds_cluster_instance", "auto_minor_version_upgrade", (True, None), *_FIXES),
)
# Aurora user guide, "Advanced Auditing" and "Slow query log"; PostgreSQL, 19.8.3.
_SILENT = {
    "log_statement": ("none",),
    "server_audit_logging": ("0", "off"),
    "slow_query_log": ("0", "off"),
}


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each database without logs, without IAM, or without fixes."""
    yield from unmet(parsed, _SETTINGS)
    for placed in parsed.resources(*_LOGS):
        decided = _LOGS[placed.block.labels[0]]
        if not placed.block.attributes.get("enabled_cloudwatch_logs_exports") and is_undecided(placed, decided, parsed):
            yield Finding(placed, "The logs of the database are kept nowhere", "Set `enabled_cloudwatch_logs_exports`.")
    for placed in parsed.resources("aws_rds_cluster"):
        for group in parsed.referred_to(placed, "db_cluster_parameter_group_name"):
            exports = placed.block.attributes.get("enabled_cloudwatch_logs_exports")
            if _audits(group.block) and isinstance(exports, tuple) and "audit" not in exports:
                yield Finding(
                    placed, "The audit log is written and kept nowhere", "Export `audit` to CloudWatch as well."
                )
    for placed in parsed.resources("aws_rds_cluster_parameter_group", "aws_db_parameter_group"):
        for one in within(placed.block, "parameter"):
            name = str(one.attributes.get("name"))
            if str(one.attributes.get("value")).lower() in _SILENT.get(name, ()):
                yield Finding(placed, f"{name} leaves the log empty", "Remove it, or set a value that records.")


def _audits(group: Block) -> bool:
    return any(
        one.attributes.get("name") == "server_audit_logging" and str(one.attributes.get("value")).lower() in ("1", "on")
        for one in within(group, "parameter")
    )
