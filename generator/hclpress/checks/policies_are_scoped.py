"""No policy allows everything.

A statement with the action `*` or `service:*`, or a writing one without resources, grants far more than its owner
needs. Allowed on `*` are the few read-only actions that AWS offers without resource-level permissions.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl.structure import Block
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

# Service Authorization Reference: these take no resource. All only read, or, for X-Ray, only report on oneself.
_WITHOUT_RESOURCE = frozenset(
    {
        "ecr:GetAuthorizationToken",
        "xray:PutTraceSegments",
        "xray:PutTelemetryRecords",
        "ec2:CreateNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DeleteNetworkInterface",
        # Lambda functions in a network need these, and they accept every resource only.
        "ec2:AssignPrivateIpAddresses",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
    }
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each allowing statement that is too wide."""
    for placed in parsed.blocks:
        if placed.block.type != "data" or placed.block.labels[0] != "aws_iam_policy_document":
            continue
        for statement in placed.block.blocks:
            if statement.type != "statement" or statement.attributes.get("effect") == "Deny":
                continue
            actions = _listed(statement, "actions")
            if any(action == "*" or action.endswith(":*") for action in actions) and not _is_key_policy(statement):
                yield Finding(placed, "A statement allows every action", "Name the actions it takes.")
            elif "*" in _listed(statement, "resources") and not (
                set(actions) <= _WITHOUT_RESOURCE or _is_resource_policy(statement)
            ):
                yield Finding(placed, "A statement names no resource", "Name its ARNs.")


def _listed(statement: Block, name: str) -> tuple[str, ...]:
    value = statement.attributes.get(name)
    return tuple(str(one) for one in value) if isinstance(value, tuple) else ()


def _is_resource_policy(statement: Block) -> bool:
    """Return whether it names principals: then it belongs to one resource, and `*` means that one."""
    return any(block.type == "principals" for block in statement.blocks)


def _is_key_policy(statement: Block) -> bool:
    """Return whether it is a key's own policy, which must give the account every action on the key (AWS KMS guide)."""
    return _is_resource_policy(statement) and _listed(statement, "actions") == ("kms:*",)
