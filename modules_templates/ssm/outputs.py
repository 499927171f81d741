"""Outputs of ssm."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.regions import partition_of
from hclpress.hcl import Expr, encode, fragment
from hclpress.module import Output, Site, environment_expression, identifier

from .names import name_of
from .settings import SsmSettings


def outputs(settings: SsmSettings, site: Site) -> Iterator[Output]:
    """The name and the ARN of each parameter, and the key of a secret."""
    for name, parameter in settings.parameters.items():
        label = identifier(name)
        if parameter.made_here:
            text, arn = Expr(f"aws_ssm_parameter.{label}.name"), Expr(f"aws_ssm_parameter.{label}.arn")
        else:
            full = name_of(settings, name, site)
            text = encode(str(full))
            arn = Expr(
                f'"arn:{partition_of(site.region)}:ssm:{site.region}:{site.account}:'
                f'parameter/{fragment(full.lstrip("/"))}"'
            )
        yield Output(
            f"{label}_parameter_name",
            "string",
            text,
            f"Name of the parameter {name}.",
            exported=True,
            kind="parameter name",
        )
        yield Output(f"{label}_parameter_arn", "string", arn, f"ARN of the parameter {name}.", kind="parameter arn")
        if parameter.under:
            path = f'"${{split(":parameter/", {arn})[0]}}:parameter{fragment(parameter.under)}"'
            described = f"ARN of the path {parameter.under}."
            yield Output(f"{label}_path_arn", "string", Expr(path), described, kind="parameter path arn")
        if parameter.key != "aws":
            key = encode(environment_expression(parameter.key))
            yield Output(f"{label}_key_arn", "string", key, f"ARN of the key that encrypts {name}.", kind="key arn")
