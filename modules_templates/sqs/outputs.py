"""Outputs of sqs."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl import encode
from hclpress.module import Output, environment_expression, identifier

from .settings import SqsSettings


def outputs(settings: SqsSettings) -> Iterator[Output]:
    """The name, the ARN and the URL of each queue and each dead letter queue, and its key."""
    for name, queue in settings.all_queues.items():
        label, resource = identifier(name), "aws_sqs_queue"
        is_main = name in settings.queues
        for attribute, title in (("name", "Name"), ("arn", "ARN"), ("url", "URL")):
            yield Output.of(
                resource,
                label,
                attribute,
                f"{title} of the queue {name}.",
                name=f"{label}_queue_{attribute}",
                exported=is_main and attribute == "url",
            )
        if queue.key != "sqs":
            key = encode(environment_expression(queue.key))
            yield Output(f"{label}_key_arn", "string", key, f"ARN of the key that encrypts {name}.", kind="key arn")
