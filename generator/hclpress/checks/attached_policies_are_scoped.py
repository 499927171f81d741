"""No attached policy allows everything.

A managed policy of AWS such as AdministratorAccess, PowerUserAccess or AmazonS3FullAccess permits every action of the
account or of a service, on every resource. The role needs a few of them; `uses` and `statements` name these.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.managed_policies import is_broad
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

_ARGUMENTS = (
    ("aws_iam_role_policy_attachment", "policy_arn"),
    ("aws_iam_policy_attachment", "policy_arn"),
    ("aws_iam_group_policy_attachment", "policy_arn"),
    ("aws_iam_user_policy_attachment", "policy_arn"),
    ("aws_iam_role_policy_attachments_exclusive", "policy_arns"),
    ("aws_iam_role", "managed_policy_arns"),
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each resource that attaches a policy with every action of a service or of the account."""
    for kind, argument in _ARGUMENTS:
        for placed in parsed.resources(kind):
            value = placed.block.attributes.get(argument)
            for policy in value if isinstance(value, tuple) else (value,):
                text = str(policy).strip('"')
                if ":iam::aws:policy/" in text and is_broad(text):
                    name = text.rpartition("/")[2]
                    yield Finding(
                        placed,
                        f"The attached policy {name} allows far more than it needs",
                        "State the actions with `uses` or `statements`, or attach a narrower policy.",
                    )
