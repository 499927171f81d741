"""Gaps in Amazon SQS."""

from __future__ import annotations

import json
from collections.abc import Callable

from moto.sqs.models import Queue, SQSBackend

from hclpress.emulator.moto_patch import Patch, around


class KeepPoliciesOfQueues(Patch):
    """`SetQueueAttributes` leaves what it does not name; moto takes the policy of the queue away."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Name the policy in every call."""

        @around(Queue, "_set_attributes")
        def _(original: Callable[..., None]) -> Callable[..., None]:
            def set_attributes(self: Queue, attributes: dict[str, object], now: float | None = None) -> None:
                named = attributes if "Policy" in attributes else {**attributes, "Policy": self.policy}
                original(self, named, now)

            return set_attributes


class TellAttributesOfQueues(Patch):
    """The redrive policies of a queue as they were told, and the encryption of one that has a KMS key."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Add that to what moto tells."""

        @around(SQSBackend, "get_queue_attributes")
        def _(original: Callable[..., dict[str, object]]) -> Callable[..., dict[str, object]]:
            def get_queue_attributes(self: SQSBackend, queue_name: str, names: list[str]) -> dict[str, object]:
                known = [name for name in names if name != "RedriveAllowPolicy"]
                found, queue = original(self, queue_name, known), self.get_queue(queue_name)
                allowed = getattr(queue, "redrive_allow_policy", None)
                if allowed and {"All", "RedriveAllowPolicy"} & {*names}:
                    found["RedriveAllowPolicy"] = allowed
                if isinstance(policy := found.get("RedrivePolicy"), str):
                    found["RedrivePolicy"] = json.dumps(json.loads(policy), separators=(",", ":"))
                if "SqsManagedSseEnabled" in found and queue.kms_master_key_id:  # type: ignore[attr-defined]
                    found["SqsManagedSseEnabled"] = "false"
                return found

            return get_queue_attributes
