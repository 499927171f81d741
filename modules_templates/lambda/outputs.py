"""Outputs of lambda."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl import Expr
from hclpress.module import Output, identifier

from .settings import LambdaSettings


def outputs(settings: LambdaSettings) -> Iterator[Output]:
    """The facts that APIs, alarms and people name."""
    if settings.vpc:
        yield Output.of(
            "aws_security_group", "this", "id", "Security group of the functions.", name="security_group_id"
        )
    for name, function in settings.functions.items():
        label = identifier(name)
        called = "aws_lambda_alias" if function.alias else "aws_lambda_function"
        role = label if settings.role == "per_function" else "this"
        # A caller of an alias needs the alias to exist.
        after = (Expr(f"{called}.{label}"),) if function.alias else ()
        yield Output.of(
            "aws_lambda_function", label, "function_name", f"Name of {name} in Lambda.", exported=True, after=after
        )
        # A replaced function loses its permissions. Its id is then unknown, so they are replaced as well.
        yield Output.of(
            "aws_lambda_function",
            label,
            "id",
            f"Id of {name}, for permissions.",
            name=f"{label}_function_id",
            after=after,
        )
        yield Output.of(called, label, "arn", f"ARN of {name}, for callers.", name=f"{label}_function_arn")
        yield Output.of(called, label, "invoke_arn", f"Invoke ARN of {name}, for APIs.")
        group = f"Name of the log group of {name}."
        yield Output.of("aws_cloudwatch_log_group", label, "name", group, name=f"{label}_log_group_name")
        yield Output.of("aws_iam_role", role, "arn", f"ARN of the role of {name}.", name=f"{label}_role_arn")
        yield Output.of("aws_iam_role", role, "name", f"Name of the role of {name}.", name=f"{label}_role_name")
