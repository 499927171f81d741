"""Every log group has a retention.

A log group without a retention keeps everything forever: the bill grows each month, and data that should have been
deleted is still there in an audit.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

CHECKOV = ("CKV_AWS_66",)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each log group without a retention."""
    for placed in parsed.resources("aws_cloudwatch_log_group"):
        if not placed.block.attributes.get("retention_in_days"):
            yield Finding(placed, "The log group keeps everything forever", "Set its retention in days.")
