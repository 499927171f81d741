"""No policy allows everything.

A statement with the action `*` or `service:*`, one that names only the actions or resources it leaves out, or a writing
one for every resource of a type, grants far more than its owner needs. Allowed on `*` are the few actions that AWS
offers without resource-level permissions. Policies are read in every form: documents, `jsonencode`, heredocs and text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hclpress.checks._policy_statements import PolicyStatement, Principal, allowing
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

CIS = ("1.16",)
FSBP = ("IAM.1", "IAM.21", "KMS.1", "KMS.2")
CHECKOV = (
    *("CKV_AWS_1", "CKV_AWS_49", "CKV_AWS_62", "CKV_AWS_63", "CKV_AWS_72", "CKV_AWS_107", "CKV_AWS_108", "CKV_AWS_109"),
    *("CKV_AWS_110", "CKV_AWS_111", "CKV_AWS_286", "CKV_AWS_287", "CKV_AWS_288", "CKV_AWS_289", "CKV_AWS_290"),
    *("CKV_AWS_355", "CKV_AWS_356", "CKV2_AWS_40"),
)

# Service Authorization Reference: these take no resource.
_WITHOUT_RESOURCE = frozenset(
    {
        "ecr:GetAuthorizationToken",
        "route53:ListHostedZonesByName",
        # Nobody knows the ids of changes before they are made.
        "route53:GetChange",
        "logs:DescribeLogGroups",
        "xray:PutTraceSegments",
        "xray:PutTelemetryRecords",
        # Lambda functions in a network need these five; those that write accept every resource only.
        "ec2:AssignPrivateIpAddresses",
        "ec2:CreateNetworkInterface",
        "ec2:DeleteNetworkInterface",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSubnets",
        "ec2:UnassignPrivateIpAddresses",
        "ssmmessages:CreateControlChannel",
        "ssmmessages:CreateDataChannel",
        "ssmmessages:OpenControlChannel",
        "ssmmessages:OpenDataChannel",
    }
)
# The same source: no action of these services that describes takes a resource, and none of the others here does.
_ANYWHERE = re.compile(
    r"(autoscaling|ec2|elasticloadbalancing):Describe[\w*]*|cloudwatch:(GetMetricData|ListMetrics|PutMetricData)"
    r"|kms:List(Aliases|Keys)|s3:ListAllMyBuckets|ssm:DescribeParameters|sts:GetCallerIdentity"
)
_EVERY_ACTION = re.compile(r"[*?]+|[^:]*:[*?]+")
# `arn:aws:s3:::*`, `arn:aws:iam::123456789012:role/*`, `arn:aws:dynamodb:*:*:table/*`. `arn:aws:s3:::shop/*` means
# the objects of one bucket.
_EVERY_RESOURCE = re.compile(r"[*?]+|(?!arn:[^:]*:s3:::[a-z0-9.-]+/)arn:([^:]*:){2,4}([\w-]+[:/])?[*?]+([:/][*?]+)*")


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each allowing statement that is too wide."""
    for placed, statement in allowing(parsed):
        if statement.not_actions:
            named = ", ".join(statement.not_actions[:3])
            yield Finding(placed, "A statement allows every action", f"All but {named}. Name the actions it takes.")
        elif any(map(_EVERY_ACTION.fullmatch, statement.actions)) and not _is_key_policy(statement):
            yield Finding(placed, "A statement allows every action", "Name the actions it takes.")
        elif statement.not_resources:
            named = ", ".join(statement.not_resources[:3])
            yield Finding(placed, "A statement names no resource", f"It is about all but {named}. Name its ARNs.")
        elif any(map(_EVERY_RESOURCE.fullmatch, statement.resources)) and not (
            all(map(_takes_no_resource, statement.actions)) or _is_resource_policy(statement)
        ):
            yield Finding(placed, "A statement names no resource", "Name its ARNs.")


def _takes_no_resource(action: str) -> bool:
    return action in _WITHOUT_RESOURCE or bool(_ANYWHERE.fullmatch(action))


def _is_resource_policy(statement: PolicyStatement) -> bool:
    """Return whether it names principals: then it belongs to one resource, and `*` means that one."""
    return bool(statement.principals or statement.not_principals)


def _is_key_policy(statement: PolicyStatement) -> bool:
    """Return whether it is a key's own policy, which must give the account every action on the key (AWS KMS guide)."""
    return statement.actions == ("kms:*",) and bool(statement.principals) and all(map(_is_known, statement.principals))


def _is_known(principal: Principal) -> bool:
    return principal.kind == "AWS" and "*" not in principal.identifiers
