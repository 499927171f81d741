"""Outputs of secrets."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl import Expr, encode
from hclpress.module import Output, environment_expression, identifier

from .settings import SecretsSettings


def outputs(settings: SecretsSettings) -> Iterator[Output]:
    """The ARN and the name of each secret, and the key that encrypts it."""
    for item, secret in settings.secrets.items():
        label = identifier(item)
        # ECS starts no task while a secret has no value.
        after = (Expr(f"aws_secretsmanager_secret_version.{label}"),) if secret.written_here else ()
        for attribute, word in (("arn", "ARN"), ("name", "Name")):
            yield Output.of(
                "aws_secretsmanager_secret",
                label,
                attribute,
                f"{word} of the secret {item}.",
                name=f"{label}_secret_{attribute}",
                exported=attribute == "arn",
                after=after,
            )
        if secret.key != "aws":
            key = encode(environment_expression(secret.key))
            yield Output(f"{label}_key_arn", "string", key, f"ARN of the key that encrypts {item}.", kind="key arn")
