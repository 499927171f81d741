"""The execution role of a function: who may assume it, and which actions its policies allow."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.emulator.policy_evaluation import ConditionValue, Decision, evaluate, trusts
from hclpress.rehearsal.aws_clients import Aws

_SERVICE = "lambda.amazonaws.com"


class Credentials(Struct, frozen=True):
    """The credentials with which a function signs its calls.

    Attributes:
        role: the ARN of their role.
        key: the key's id.
        secret: the key.
        token: the session token of the role.
    """

    role: str
    key: str
    secret: str
    token: str


def assume(role: str, function: str, region: str, aws: Aws) -> Credentials:
    """Assume a role as Lambda does for a function.

    Args:
        role: its ARN.
        function: the function's name.
        region: its region.
        aws: the emulated account.

    Raises:
        Diagnosed: `rehearse/role-not-assumable`, when the role is missing or does not trust Lambda.
    """
    from botocore.exceptions import ClientError

    try:
        trust = aws.client("iam", region).get_role(RoleName=_name(role))["Role"]["AssumeRolePolicyDocument"]
    except ClientError as error:
        raise Diagnosed([_not_assumable(function, f"{error}.")]) from error
    if not trusts(trust, _SERVICE, {"aws:SourceAccount": aws.account}):
        raise Diagnosed([_not_assumable(function, f"The trust policy of {role} does not let {_SERVICE} assume it.")])
    session = {"RoleArn": role, "RoleSessionName": function[:64]}
    given = aws.client("sts", region).assume_role(**session)["Credentials"]
    return Credentials(role, given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"])


def decision_on(role: str, action: str, resource: str, region: str, aws: Aws) -> Decision:
    """Return the decision of a role's policies about one action on one resource."""
    return evaluate(tuple(_policies(_name(role), region, aws)), action, resource)


def _policies(name: str, region: str, aws: Aws) -> Iterator[Mapping[str, ConditionValue]]:
    iam = aws.client("iam", region)
    for policy in iam.list_role_policies(RoleName=name)["PolicyNames"]:
        yield _document(iam.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"])
    for attached in iam.list_attached_role_policies(RoleName=name)["AttachedPolicies"]:
        arn = attached["PolicyArn"]
        version = iam.get_policy(PolicyArn=arn)["Policy"]["DefaultVersionId"]
        yield _document(iam.get_policy_version(PolicyArn=arn, VersionId=version)["PolicyVersion"]["Document"])


def _document(answered: Mapping[str, ConditionValue] | str) -> Mapping[str, ConditionValue]:
    document: Mapping[str, ConditionValue] = json.loads(answered) if isinstance(answered, str) else answered
    return document


def _name(role: str) -> str:
    return role.rpartition("/")[2]


def _not_assumable(function: str, why: str) -> Diagnostic:
    return Diagnostic(
        "rehearse/role-not-assumable",
        f"Lambda cannot run {function} as its role",
        f"{why} Lambda would refuse to create the function, or to invoke it.",
    )
