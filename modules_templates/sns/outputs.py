"""Outputs of sns."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl import encode
from hclpress.module import Output, environment_expression, identifier

from .settings import SnsSettings


def outputs(settings: SnsSettings) -> Iterator[Output]:
    """The name and the ARN of each topic, and its key."""
    for name, topic in settings.topics.items():
        label = identifier(name)
        yield Output.of("aws_sns_topic", label, "name", f"Name of the topic {name}.", name=f"{label}_topic_name")
        yield Output.of(
            "aws_sns_topic",
            label,
            "arn",
            f"ARN of the topic {name}.",
            name=f"{label}_topic_arn",
            exported=True,
        )
        if topic.has_own_key:
            key = encode(environment_expression(topic.key))
            yield Output(f"{label}_key_arn", "string", key, f"ARN of the key that encrypts {name}.", kind="key arn")
