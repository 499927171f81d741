"""Gaps in AWS Secrets Manager."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from moto.awslambda.utils import get_backend
from moto.secretsmanager.exceptions import InvalidRequestException, ResourceNotFoundException
from moto.secretsmanager.models import FakeSecret, ReplicaSecret, SecretsManagerBackend

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


class KeepKeysOfReplicas(Patch):
    """The key of each replica, in whose place moto tells the one that AWS keeps."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Write the keys into the replicas."""

        @around(FakeSecret, "create_replicas")
        def _(original: Callable[..., list[ReplicaSecret]]) -> Callable[..., list[ReplicaSecret]]:
            def create_replicas(
                self: FakeSecret, replica_regions: list[dict[str, str]], *args: object, **more: object
            ) -> list[ReplicaSecret]:
                made = original(self, replica_regions, *args, **more)
                for replica, asked in zip(made, replica_regions or [], strict=True):
                    if key := asked.get("KmsKeyId"):
                        replica.config["KmsKeyId"] = key
                return made

            return create_replicas


class RotateWithoutContainers(Patch):
    """`RotateSecret` of a secret with a function: AWS answers at once and calls it later; moto starts a container.

    It also keeps the schedule and the window of the rotation, which moto forgets.
    """

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Note the function and its rules, once it is certain that it exists."""

        @around(SecretsManagerBackend, "rotate_secret")
        def _(original: Callable[..., str]) -> Callable[..., str]:
            def rotate_secret(self: SecretsManagerBackend, secret_id: str, **asked: Any) -> str:  # noqa: ANN401
                function, secret = asked.get("rotation_lambda_arn"), self.secrets.get(secret_id)
                if not function or not isinstance(secret, FakeSecret) or secret.is_deleted():
                    return original(self, secret_id, **asked)
                try:
                    get_backend(self.account_id, self.region_name).get_function(function)
                except Exception as missing:
                    raise ResourceNotFoundException(f"Resource not found for ARN '{function}'.") from missing
                rules = asked.get("rotation_rules") or {}
                secret.rotation_requested = secret.rotation_enabled = True
                secret.rotation_lambda_arn = function
                secret.auto_rotate_after_days = rules.get("AutomaticallyAfterDays", 0)
                secret.rotation_rules = rules  # type: ignore[attr-defined]
                return secret.to_short_dict()

            return rotate_secret

        @around(FakeSecret, "to_dict")
        def _(original: Callable[..., dict[str, Any]]) -> Callable[..., dict[str, Any]]:
            def to_dict(self: FakeSecret) -> dict[str, Any]:
                rules = getattr(self, "rotation_rules", None)
                return original(self) | ({"RotationRules": rules} if rules else {})

            return to_dict
