"""References to resources: an ARN or a name, or the fact that gives it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Discriminator, Tag

from hclpress.hcl import Expr, encode
from hclpress.module import (
    BucketName,
    FromFact,
    OfKind,
    StreamArn,
    environment_expression,
    text_or_mapping,
)

StreamReference = Annotated[
    Annotated[StreamArn, Tag("text")] | Annotated[FromFact, OfKind(("stream arn",)), Tag("mapping")],
    Discriminator(text_or_mapping),
]
"""The stream of a DynamoDB table: its ARN, or the fact that gives it."""

BucketReference = Annotated[
    Annotated[BucketName, Tag("text")] | Annotated[FromFact, OfKind(("bucket name",)), Tag("mapping")],
    Discriminator(text_or_mapping),
]
"""A bucket: its name, or the fact that gives it."""


def expression(reference: str | FromFact) -> Expr:
    """A reference as HCL: the text in quotes, or the variable the fact arrives in."""
    return encode(environment_expression(reference))
