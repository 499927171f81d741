"""Outputs of iam."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl import Expr
from hclpress.module import Output, identifier

from .settings import IamSettings


def outputs(settings: IamSettings) -> Iterator[Output]:
    """The ARNs of the providers and policies, and the ARN and the name of each role."""
    for provider in settings.providers:
        made = f"aws_iam_openid_connect_provider.{provider}.arn"
        described = f"ARN of the identity provider of {provider}."
        yield Output(f"{provider}_provider_arn", "string", Expr(made), described, kind="provider arn")
    for name in settings.policies:
        label = identifier(name)
        made = f"aws_iam_policy.{label}.arn"
        yield Output(f"{label}_policy_arn", "string", Expr(made), f"ARN of the policy {name}.", kind="policy arn")
    for name in settings.roles:
        made = f"aws_iam_role.{identifier(name)}"
        yield from role_facts(name, Expr(f"{made}.arn"), Expr(f"{made}.name"))


def role_facts(name: str, arn: Expr, text: Expr) -> Iterator[Output]:
    """The facts of a role, by its name in the spec.

    Args:
        name: its name in the spec.
        arn: the expression of its ARN.
        text: the expression of its name in IAM.
    """
    label = identifier(name)
    yield Output(f"{label}_role_arn", "string", arn, f"ARN of the role {name}.", exported=True, kind="role arn")
    yield Output(f"{label}_role_name", "string", text, f"Name of the role {name}.", kind="role name")
