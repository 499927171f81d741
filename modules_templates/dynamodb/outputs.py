"""Outputs of dynamodb."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl import Expr, encode
from hclpress.module import Output, environment_expression, identifier

from .settings import DynamodbSettings


def outputs(settings: DynamodbSettings) -> Iterator[Output]:
    """The name, the ARN, the stream and the key of each table, and the names of all tables."""
    for name, table in settings.tables.items():
        label, resource = identifier(name), "aws_dynamodb_table"
        yield Output.of(
            resource, label, "name", f"Name of the table {name}.", name=f"{label}_table_name", exported=True
        )
        yield Output.of(resource, label, "arn", f"ARN of the table {name}.", name=f"{label}_table_arn")
        if table.stream != "none":
            yield Output.of(resource, label, "stream_arn", f"ARN of the stream of changes to {name}.")
        if table.key != "aws":
            key = encode(environment_expression(table.key))
            yield Output(f"{label}_key_arn", "string", key, f"ARN of the key that encrypts {name}.", kind="key arn")
    names = {name: Expr(f"aws_dynamodb_table.{identifier(name)}.name") for name in settings.tables}
    yield Output(
        "table_names",
        "map(string)",
        encode(names),
        "Names of all tables, by their names in the spec.",
        kind="table names",
    )
