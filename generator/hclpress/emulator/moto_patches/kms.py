"""Gaps in AWS KMS."""

from __future__ import annotations

import json
from collections.abc import Callable

from moto.core.exceptions import JsonRESTError
from moto.kms.models import Key, KmsBackend
from moto.kms.responses import KmsResponse

from hclpress.emulator.moto_patch import Patch, around, before

_DAYS = 365


class RefuseKeysPendingDeletion(Patch):
    """A key that waits for its deletion, or is disabled, encrypts and decrypts nothing."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Look at the state of the key first."""

        def check(self: KmsBackend, key_id: str, *_: object, **__: object) -> None:
            key = self.keys.get(self.any_id_to_key_id(key_id))
            if key is not None and key.key_state == "PendingDeletion":
                raise JsonRESTError("KMSInvalidStateException", f"{key.arn} is pending deletion.")
            if key is not None and key.key_state == "Disabled":
                raise JsonRESTError("DisabledException", f"{key.arn} is disabled.")

        before(KmsBackend, "encrypt")(check)
        before(KmsBackend, "generate_data_key")(check)


class RememberRotationPeriods(Patch):
    """The days after which a key rotates, which moto drops; the provider would set them in each apply."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Store the days with the key."""

        def key_of(response: KmsResponse) -> Key:
            backend: KmsBackend = response.kms_backend
            return backend.keys[backend.get_key_id(response._get_param("KeyId"))]

        @around(KmsResponse, "enable_key_rotation")
        def _(original: Callable[..., str]) -> Callable[..., str]:
            def enable_key_rotation(self: KmsResponse) -> str:
                answer = original(self)
                key_of(self).rotation_days = self._get_param("RotationPeriodInDays") or _DAYS  # type: ignore[attr-defined]
                return answer

            return enable_key_rotation

        @around(KmsResponse, "get_key_rotation_status")
        def _(original: Callable[..., str]) -> Callable[..., str]:
            def get_key_rotation_status(self: KmsResponse) -> str:
                answer = json.loads(original(self))
                if answer["KeyRotationEnabled"]:
                    answer["RotationPeriodInDays"] = getattr(key_of(self), "rotation_days", _DAYS)
                return json.dumps(answer)

            return get_key_rotation_status
