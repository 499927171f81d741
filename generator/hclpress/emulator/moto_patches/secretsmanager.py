"""Gaps in AWS Secrets Manager."""

from __future__ import annotations

from collections.abc import Callable

from moto.secretsmanager.exceptions import InvalidRequestException
from moto.secretsmanager.models import FakeSecret, SecretsManagerBackend

from hclpress.emulator.moto_patch import Patch, around, before


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


class RefuseNamesOfDeletedSecrets(Patch):
    """A name stays taken while its secret waits for its deletion."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Look for such a secret first."""

        @before(SecretsManagerBackend, "create_secret")
        def _(self: SecretsManagerBackend, name: str, *_: object, **__: object) -> None:
            held = self.secrets.get(name)
            if held is not None and held.is_deleted():
                raise InvalidRequestException(
                    "You can't create this secret because a secret with this name is already scheduled for deletion."
                )
