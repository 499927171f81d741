"""Checks of Checkov and Trivy that a secret fails for a good reason."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import ScannerWaiver, identifier

from .settings import SecretsSettings


def waivers(settings: SecretsSettings) -> Iterator[ScannerWaiver]:
    """Checks that the spec decides otherwise."""
    for item, secret in settings.secrets.items():
        resource = f"aws_secretsmanager_secret.{identifier(item)}"
        if secret.key == "aws":
            yield from ScannerWaiver.each(
                ("CKV_AWS_149", "AVD-AWS-0098"),
                resource,
                "The AWS managed key encrypts it, and only granted roles of the account read it.",
            )
        if secret.rotation is None:
            yield ScannerWaiver(
                "CKV2_AWS_57", resource, "Nothing here can change it where it is used; a higher `version` does."
            )
