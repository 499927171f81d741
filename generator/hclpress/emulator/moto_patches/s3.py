"""Gaps in Amazon S3."""

from __future__ import annotations

import json
from collections.abc import Callable

from moto.s3.models import FakeBucket

from hclpress.emulator.moto_patch import Patch, around


class ConditionsInBucketPolicies(Patch):
    """A statement with a condition does not apply; moto ignores the condition.

    So a policy that refuses plain HTTP would refuse every client, Terraform first. The effect of such a statement is
    not emulated.
    """

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Authorize a request by the statements without a condition."""

        @around(FakeBucket, "get_permission")
        def _(original: Callable[..., object]) -> Callable[..., object]:
            def get_permission(self: FakeBucket, action: str, resource: str) -> object:
                whole = self.policy
                if whole is None:
                    return original(self, action, resource)
                policy = json.loads(whole)
                statements = policy.get("Statement", [])
                statements = [statements] if isinstance(statements, dict) else statements
                policy["Statement"] = [one for one in statements if not one.get("Condition")]
                bucket = _Bucket(json.dumps(policy).encode())
                return original(bucket, action, resource)

            return get_permission


class _Bucket:
    """The part of a bucket that moto's authorizer needs."""

    def __init__(self, policy: bytes) -> None:
        self.policy = policy
