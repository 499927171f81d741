"""Gaps in Amazon SNS."""

from __future__ import annotations

from collections.abc import Callable

from moto.core.responses import ActionResult
from moto.sns.responses import SNSResponse

from hclpress.emulator.moto_patch import Patch, around


class TellScopeOfFifoTopics(Patch):
    """`GetTopicAttributes` tells the scope of a FIFO topic's throughput, which moto stores and does not tell."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Add it to what moto tells."""

        @around(SNSResponse, "get_topic_attributes")
        def _(original: Callable[..., ActionResult]) -> Callable[..., ActionResult]:
            def get_topic_attributes(self: SNSResponse) -> ActionResult:
                told = original(self)
                topic = self.backend.get_topic(self._get_param("TopicArn"))
                if scope := getattr(topic, "fifo_throughput_scope", None):
                    told.result["Attributes"]["FifoThroughputScope"] = scope  # type: ignore[index]
                return told

            return get_topic_attributes
