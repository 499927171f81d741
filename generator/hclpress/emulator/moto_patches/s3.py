"""Gaps in Amazon S3."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any, TypeAlias

from moto.core.common_types import TYPE_RESPONSE
from moto.core.responses import ActionResult
from moto.s3.models import FakeBucket
from moto.s3.responses import S3Response

from hclpress.emulator.moto_patch import Patch, add, around
from hclpress.emulator.policy_evaluation import lets_service

_LOGGING = "logging.s3.amazonaws.com"
_SMALLEST = "x-amz-transition-default-minimum-object-size"
_Rule: TypeAlias = dict[str, Any]
"""A rule of a lifecycle, as the API has it."""


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


class LogsThatAPolicyPermits(Patch):
    """The policy of a bucket for logs may be written in every form: moto fails at `"Principal": "*"` and at lists."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Evaluate the policy as AWS does."""

        def permits(self: FakeBucket, target_bucket: FakeBucket, target_prefix: str | None) -> bool:
            context = {
                "aws:SecureTransport": "true",
                "aws:SourceAccount": self.account_id,
                "aws:SourceArn": self.arn,
            }
            written = f"{target_bucket.arn}/{target_prefix or ''}2026-01-01"
            policy = json.loads(target_bucket.policy or "{}")
            return lets_service(policy, _LOGGING, "s3:PutObject", written, context)

        add(FakeBucket, "_log_permissions_enabled_policy", permits)


class RememberLifecycles(Patch):
    """Parts of a lifecycle rule that moto drops: the number of old versions to keep, and the sizes of objects.

    It also drops the smallest size of objects that change their class.
    """

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Store what is given beside each rule, and answer with it."""

        @around(FakeBucket, "set_lifecycle")
        def _(original: Callable[..., None]) -> Callable[..., None]:
            def set_lifecycle(self: FakeBucket, rules: list[_Rule]) -> None:
                original(self, rules)
                for kept, given in zip(self.rules, rules, strict=True):
                    kept.given = given  # type: ignore[attr-defined]

            return set_lifecycle

        @around(S3Response, "_bucket_response_put")
        def _(original: Callable[..., TYPE_RESPONSE]) -> Callable[..., TYPE_RESPONSE]:
            def put(
                self: S3Response, request: object, bucket_name: str, querystring: dict[str, object]
            ) -> TYPE_RESPONSE:
                answer = original(self, request, bucket_name, querystring)
                if "lifecycle" in querystring:
                    bucket = self.backend.get_bucket(bucket_name)
                    bucket.smallest = self.headers.get(_SMALLEST)  # type: ignore[attr-defined]
                return answer

            return put

        @around(S3Response, "get_bucket_lifecycle")
        def _(original: Callable[..., TYPE_RESPONSE]) -> Callable[..., TYPE_RESPONSE]:
            def get_bucket_lifecycle(self: S3Response) -> TYPE_RESPONSE:
                bucket, serialize = self.backend.get_bucket(self.bucket_name), self.serialized

                def complete(answer: ActionResult) -> TYPE_RESPONSE:
                    found: _Rule = answer.result  # type: ignore[assignment]
                    for shown, kept in zip(found["Rules"], bucket.rules, strict=True):
                        _complete(shown, getattr(kept, "given", {}))
                    if smallest := getattr(bucket, "smallest", None):
                        found["TransitionDefaultMinimumObjectSize"] = smallest
                    return serialize(answer)

                vars(self)["serialized"] = complete
                try:
                    return original(self)
                finally:
                    del vars(self)["serialized"]

            return get_bucket_lifecycle


def _complete(shown: _Rule, given: _Rule) -> None:
    """Add to a rule that is shown what was given and moto has dropped."""
    expiration = given.get("NoncurrentVersionExpiration") or {}
    if "NewerNoncurrentVersions" in expiration:
        shown["NoncurrentVersionExpiration"]["NewerNoncurrentVersions"] = expiration["NewerNoncurrentVersions"]
    filters = given.get("Filter") or {}
    for size in ("ObjectSizeGreaterThan", "ObjectSizeLessThan"):
        if size in filters:
            shown.setdefault("Filter", {})[size] = filters[size]
        if size in (filters.get("And") or {}):
            shown["Filter"]["And"][size] = filters["And"][size]


class _Bucket:
    """The part of a bucket that moto's authorizer needs."""

    def __init__(self, policy: bytes) -> None:
        self.policy = policy
