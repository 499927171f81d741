"""Gaps in Amazon SQS."""

from __future__ import annotations

from collections.abc import Callable

from moto.sqs.models import Queue

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
