"""The conditions that narrow who may use a statement."""

from __future__ import annotations

import re
from collections.abc import Iterable

from hclpress.checks._policy_statements import PolicyCondition

# S3 User Guide, "The meaning of public", and IAM User Guide, "AWS global condition context keys".
NARROWING = frozenset(
    {
        "aws:principalaccount",
        "aws:principalarn",
        "aws:principalorgid",
        "aws:principalorgpaths",
        "aws:sourceaccount",
        "aws:sourcearn",
        "aws:sourceip",
        "aws:sourceorgid",
        "aws:sourceorgpaths",
        "aws:sourceowner",
        "aws:sourcevpc",
        "aws:sourcevpce",
        "aws:userid",
        "aws:vpcsourceip",
        "kms:calleraccount",
        "s3:dataaccesspointaccount",
        "s3:dataaccesspointarn",
    }
)
"""Keys that tell who calls, in small letters."""
SOURCES = frozenset({"aws:sourceaccount", "aws:sourcearn", "aws:sourceorgid", "aws:sourceorgpaths", "aws:sourceowner"})
"""Keys that tell on whose behalf a service calls, in small letters."""
# AWS KMS developer guide, "kms:EncryptionContext": a service says for which resource it encrypts.
_CONTEXT = "kms:encryptioncontext:"
# A condition with `IfExists`, or for all values, also holds where the key is missing.
_TESTS = re.compile(r"(ForAnyValue:)?(StringEquals|StringLike|StringEqualsIgnoreCase|ArnEquals|ArnLike|IpAddress)")
_ANYTHING = re.compile(r"[*?]*|arn(:[*?\w-]*){1,2}(:[*?]*)*|0\.0\.0\.0/[01]|128\.0\.0\.0/1|::/[0-3]|2000::/3")


def is_narrowed(conditions: Iterable[PolicyCondition], keys: frozenset[str]) -> bool:
    """Return whether one of the conditions holds only for callers that it names by one of the keys."""
    return any(
        (one.key in keys or one.key.startswith(_CONTEXT))
        and bool(_TESTS.fullmatch(one.test))
        and bool(one.values)
        and not any(map(_ANYTHING.fullmatch, one.values))
        for one in conditions
    )
