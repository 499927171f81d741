"""Secrets change often, and nobody types them.

A password that leaked is worth something until it changes. AWS makes and changes the password of a database by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hclpress.diagnostics import Severity
from hclpress.hcl.structure import within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
FSBP = ("SecretsManager.4",)
CHECKOV = ("CKV_AWS_304",)

_MOST = 90
_RATE = re.compile(r"rate\((\d+) days?\)")
# A database with one of these has its password by them, or from another database.
_ELSEWHERE = (
    *("global_cluster_identifier", "master_password", "master_password_wo", "replication_source_identifier"),
    *("password", "password_wo", "replicate_source_db", "snapshot_identifier"),
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each secret that changes too rarely, and each database whose password AWS does not manage."""
    for placed in parsed.resources("aws_secretsmanager_secret_rotation"):
        for rules in within(placed.block, "rotation_rules"):
            days = rules.attributes.get("automatically_after_days")
            rate = _RATE.fullmatch(str(rules.attributes.get("schedule_expression")))
            number = int(rate[1]) if rate else days
            if isinstance(number, int) and number > _MOST:
                yield Finding(
                    placed,
                    f"The secret stays the same for {number} days",
                    f"Let it change after {_MOST} days or fewer.",
                )
    for placed in parsed.resources("aws_rds_cluster", "aws_db_instance"):
        told = placed.block.attributes
        if told.get("manage_master_user_password") is True or any(map(told.get, _ELSEWHERE)):
            continue
        if not any(True for _ in within(placed.block, "restore_to_point_in_time")):
            yield Finding(
                placed,
                "Nobody manages the password of the database",
                "Set `manage_master_user_password = true`.",
            )
