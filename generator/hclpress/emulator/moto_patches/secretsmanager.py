"""Gaps in AWS Secrets Manager."""

from __future__ import annotations

from collections.abc import Callable

from moto.secretsmanager.models import FakeSecret, SecretsManagerBackend

from hclpress.emulator.moto_patch import Patch, around


class CancelManagedRotation(Patch):
    """`CancelRotateSecret` of a secret that a service owns, whose rotation needs no function; moto requires one."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Stop such a rotation without looking for a function."""

        @around(SecretsManagerBackend, "cancel_rotate_secret")
        def _(original: Callable[..., str]) -> Callable[..., str]:
            def cancel_rotate_secret(self: SecretsManagerBackend, secret_id: str) -> str:
                secret = self.secrets.get(secret_id)
                if not isinstance(secret, FakeSecret) or not secret.owning_service:
                    return original(self, secret_id)
                secret.rotation_enabled = False
                return secret.to_short_dict()

            return cancel_rotate_secret
