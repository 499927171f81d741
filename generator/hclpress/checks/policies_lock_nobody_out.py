"""No policy denies everything to everybody.

A bucket, a queue or a key whose policy does cannot be repaired by anybody in the account: only its root user, or AWS,
can remove the policy.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._policy_statements import policies
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

CHECKOV = ("CKV_AWS_93",)

_EVERYTHING = ("*", "s3:*", "sqs:*", "sns:*", "kms:*", "secretsmanager:*")


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each policy with such a statement."""
    for policy in policies(parsed):
        for one in policy.statements:
            if one.allows or one.conditions or one.not_resources:
                continue
            is_for_all = any("*" in told.identifiers for told in one.principals)
            if is_for_all and any(action.lower() in _EVERYTHING for action in one.actions):
                yield Finding(
                    policy.placed, "A statement locks everybody out", "Add a condition, or name whom it denies."
                )
