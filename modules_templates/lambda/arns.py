"""References to resources: an ARN or a name, or the fact that gives it."""

from __future__ import annotations

from typing import Annotated

from pydantic import AfterValidator, Discriminator, Field, Tag

from hclpress.hcl import Expr, encode
from hclpress.module import FromFact, OfKind, arn_service, environment_expression, text_or_mapping


def _arn_of(service: str) -> AfterValidator:
    def check(text: str) -> str:
        if arn_service(text) != service:
            raise ValueError(
                f"{text!r} is no {service} ARN; write one such as "
                f"arn:aws:{service}:us-east-1:123456789012:name, or `{{from: instance.fact}}`"
            )
        return text

    return AfterValidator(check)


QueueReference = Annotated[
    Annotated[str, _arn_of("sqs"), Tag("text")] | Annotated[FromFact, OfKind(("queue arn",)), Tag("mapping")],
    Discriminator(text_or_mapping),
]
"""An SQS queue: its ARN, or the fact that gives it."""

TopicReference = Annotated[
    Annotated[str, _arn_of("sns"), Tag("text")] | Annotated[FromFact, OfKind(("topic arn",)), Tag("mapping")],
    Discriminator(text_or_mapping),
]
"""An SNS topic: its ARN, or the fact that gives it."""

StreamReference = Annotated[
    Annotated[str, _arn_of("dynamodb"), Tag("text")] | Annotated[FromFact, OfKind(("stream arn",)), Tag("mapping")],
    Discriminator(text_or_mapping),
]
"""The stream of a DynamoDB table: its ARN, or the fact that gives it."""

BucketReference = Annotated[
    Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$"), Tag("text")]
    | Annotated[FromFact, OfKind(("bucket name",)), Tag("mapping")],
    Discriminator(text_or_mapping),
]
"""A bucket: its name, or the fact that gives it."""


def expression(reference: str | FromFact) -> Expr:
    """A reference as HCL: the text in quotes, or the variable the fact arrives in."""
    return encode(environment_expression(reference))
