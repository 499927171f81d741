"""Scaling of tables and indexes by use."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.hcl import Expr, Object, attributes
from hclpress.module import Name, identifier

from .settings import DynamodbSettings, Table

KINDS = ("Read", "Write")
"""The kinds of capacity; each is scaled and throttled by itself."""


def scaling_names(settings: DynamodbSettings, names: Mapping[str, Name]) -> Iterator[tuple[str, Name]]:
    """The role and the name of each scaling policy; `names` are those of the tables by label."""
    for name, table in settings.tables.items():
        for key, suffix in _scaled(name, table).items():
            for kind in KINDS:
                policy = f"{_metric(kind)}:table/{names[identifier(name)]}{suffix}"
                yield f"scaling_{key}/{kind}", Name(policy, "aws_appautoscaling_policy", ("tables", name))


def scaled_map(settings: DynamodbSettings) -> Mapping[str, Object]:
    """The scaled capacities, by table, index and kind."""
    entries: dict[str, Object] = {}
    for name, table in settings.tables.items():
        for key, suffix in _scaled(name, table).items():
            assert table.autoscale is not None  # noqa: S101  (or nothing would be scaled)
            resource = Expr(f'"table/${{aws_dynamodb_table.{identifier(name)}.name}}{suffix}"')
            for kind in KINDS:
                entries[f"{key}/{kind}"] = attributes(
                    {
                        "resource_id": resource,
                        "dimension": f"dynamodb:{'index' if suffix else 'table'}:{kind}CapacityUnits",
                        "metric": _metric(kind),
                        "min": table.autoscale.min,
                        "max": table.autoscale.max,
                        "target": table.autoscale.target,
                    }
                )
    return entries


def _scaled(name: str, table: Table) -> Mapping[str, str]:
    """The scaled parts of a table by a key; each is a suffix of `table/<name>` in the id of the resource."""
    if table.autoscale is None:
        return {}
    return {name: "", **{f"{name}/{index}": f"/index/{index}" for index in table.scaled_indexes}}


def _metric(kind: str) -> str:
    return f"DynamoDB{kind}CapacityUtilization"
