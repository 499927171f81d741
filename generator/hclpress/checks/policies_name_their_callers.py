"""No policy is open to everybody.

A key, a bucket, a queue, a topic or a role whose policy allows `*` serves every account of AWS, and a bucket serves
everybody without an account too. A condition on the caller's account, organization or network narrows it again. The
same holds for a statement that names only whom it leaves out, and for a role that every user of an identity provider
may assume.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._callers import NARROWING, is_narrowed
from hclpress.checks._policy_statements import PolicyStatement, allowing, is_of_endpoint
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

FSBP = ("KMS.5", "Lambda.1", "S3.2", "S3.3", "SNS.4", "SQS.3")
CHECKOV = (
    "CKV_AWS_32",
    "CKV_AWS_33",
    "CKV_AWS_60",
    "CKV_AWS_61",
    "CKV_AWS_70",
    "CKV_AWS_168",
    "CKV_AWS_169",
    "CKV_AWS_283",
    "CKV_AWS_358",
    "CKV_AWS_387",
)

_GITHUB = "token.actions.githubusercontent.com"


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each policy that lets everybody in."""
    for placed, statement in allowing(parsed):
        if is_narrowed(statement.conditions, NARROWING):
            continue
        if statement.not_principals:
            yield Finding(
                placed,
                "A statement allows everybody but a few",
                "Name those who may, with `principals`; deny in a statement of its own.",
            )
        elif any("*" in one.identifiers for one in statement.principals) and not is_of_endpoint(placed, parsed):
            yield Finding(
                placed,
                "A statement allows everybody",
                "Name the accounts or services that may, or add a condition such as `aws:SourceAccount`.",
            )
        elif provider := _open_provider(statement):
            yield Finding(
                placed,
                f"Every user of {provider} may assume the role",
                "Add a condition on its `sub` that names the repository or the user.",
            )


def _open_provider(statement: PolicyStatement) -> str:
    """Return the identity provider whose users may all assume a role, if there is one."""
    for principal in statement.principals:
        for one in principal.identifiers if principal.kind == "Federated" else ():
            name = one.rpartition("oidc-provider/")[2] if "oidc-provider/" in one else one
            subjects = [value for told in statement.conditions if told.key.endswith(":sub") for value in told.values]
            if _GITHUB in one and (not subjects or any(value in ("*", "repo:*") for value in subjects)):
                return _GITHUB
            if not statement.conditions and "AssumeRoleWithWebIdentity" in " ".join(statement.actions):
                return name
    return ""
