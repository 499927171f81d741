"""No attached policy allows everything.

A managed policy of AWS such as AdministratorAccess, PowerUserAccess or AmazonS3FullAccess permits every action of the
account or of a service, on every resource. The role needs a few of them; `uses` and `statements` name these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hclpress.aws.managed_policies import is_broad
from hclpress.checks._literals import texts
from hclpress.hcl.structure import HclValue
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack, PlacedBlock

CIS = ("1.16", "1.22")
FSBP = ("IAM.1",)
CHECKOV = ("CKV_AWS_274", "CKV2_AWS_56")

_ARGUMENTS = (
    ("aws_iam_role_policy_attachment", "policy_arn"),
    ("aws_iam_policy_attachment", "policy_arn"),
    ("aws_iam_group_policy_attachment", "policy_arn"),
    ("aws_iam_user_policy_attachment", "policy_arn"),
    ("aws_iam_group_policy_attachments_exclusive", "policy_arns"),
    ("aws_iam_role_policy_attachments_exclusive", "policy_arns"),
    ("aws_iam_user_policy_attachments_exclusive", "policy_arns"),
    ("aws_iam_role", "managed_policy_arns"),
    ("aws_ssoadmin_managed_policy_attachment", "managed_policy_arn"),
)
_OF_AWS = re.compile(r"arn:[^:]*:iam::aws:policy/[\w/-]+")
_LOOKED_UP = re.compile(r"data\.aws_iam_policy\.[\w-]+")


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each resource that attaches a policy with every action of a service or of the account."""
    for kind, argument in _ARGUMENTS:
        for placed in parsed.resources(kind):
            for policy in _attached(placed.block.attributes.get(argument), placed, parsed):
                if is_broad(policy):
                    yield Finding(
                        placed,
                        f"The attached policy {policy.rpartition('/')[2]} allows far more than it needs",
                        "State the actions with `uses` or `statements`, or attach a narrower policy.",
                    )


def _attached(value: HclValue, placed: PlacedBlock, parsed: ParsedStack) -> Iterator[str]:
    """Yield the policies of AWS in a value, by ARN, or by name where a data source looks one up."""
    found = dict.fromkeys(texts(value, parsed, placed.instance, placed.block)) if value is not None else ()
    for text in found:
        yield from _OF_AWS.findall(text)
        for address in _LOOKED_UP.findall(text):
            for one in parsed.data("aws_iam_policy"):
                if (one.instance, one.address) == (placed.instance, address):
                    yield str(one.block.attributes.get("name", one.block.attributes.get("arn")))
