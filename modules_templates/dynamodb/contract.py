"""dynamodb: tables whose attributes follow from their keys."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated

from pydantic import Field

from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import Expr, Object, attributes, encode
from hclpress.module.alarm import Alarm
from hclpress.module.facts import Fact, Input, Output
from hclpress.module.grant import Grant
from hclpress.module.module import Module
from hclpress.module.name import Name
from hclpress.module.problem import Problem
from hclpress.module.proof import Proof
from hclpress.module.site import Site
from hclpress.module.uses import FromFact, environment_expression
from hclpress.module.waivers import ScannerWaiver
from hclpress.modules.dynamodb.table import Projection, Provisioned, Table, table_problems
from hclpress.modules.dynamodb.view import IndexView, TableView, View
from hclpress.spec.fields import ItemName

_READS = ("dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan")
_WRITES = ("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem")

# By access: the statement's id and the actions, in the order they are written.
_GRANTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "read": ("ReadTables", _READS),
    "write": ("WriteTables", _WRITES),
    "full": ("UseTables", (_READS[0], *_WRITES, *_READS[1:])),
}
_OF_INDEXES = ("dynamodb:Query", "dynamodb:Scan")
_OF_STREAMS = ("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams")
_KINDS = ("Read", "Write")


class Dynamodb(Module):
    """DynamoDB tables."""

    summary = "DynamoDB tables: keys and indexes, on demand or scaled by use, restorable to the second, with streams."

    tables: Annotated[Mapping[ItemName, Table], Field(min_length=1)]
    """The tables by name."""

    def problems(self, site: Site) -> Iterator[Problem]:
        """What AWS would refuse, and what would not work though AWS takes it."""
        for name, table in self.tables.items():
            yield from table_problems(table, site.region, ("tables", name))

    def names(self, site: Site) -> Mapping[str, Name]:
        """The tables' names, and those of the policies that scale them."""
        names: dict[str, Name] = {}
        for name, table in self.tables.items():
            path = ("tables", name)
            label = identifier(name)
            names[label] = site.name("aws_dynamodb_table", name, path)
            for key, scaled in self._scaled(name, table).items():
                for kind in _KINDS:
                    policy = f"{_metric(kind)}:table/{names[label]}{scaled}"
                    names[f"scaling_{key}/{kind}"] = Name(policy, "aws_appautoscaling_policy", path)
        return names

    def _scaled(self, name: str, table: Table) -> Mapping[str, str]:
        """What is scaled of a table: by a key for it, what stands behind `table/<name>` in its id."""
        if table.autoscale is None:
            return {}
        return {name: "", **{f"{name}/{index}": f"/index/{index}" for index in table.scaled_indexes}}

    def inputs(self, site: Site) -> Iterable[Input]:
        """The keys that encrypt the tables."""
        for name, table in self.tables.items():
            if isinstance(table.key, FromFact):
                yield Input(table.key.input_name, table.key.source, path=("tables", name, "key"))

    def outputs(self, site: Site) -> Iterable[Output]:
        """Each table's name and ARN, its stream and its key."""
        for name, table in self.tables.items():
            label = identifier(name)
            resource = f"aws_dynamodb_table.{label}"
            yield Output(
                f"{label}_table_name", "string", Expr(f"{resource}.name"), f"Name of the table {name}.", exported=True
            )
            yield Output(f"{label}_table_arn", "string", Expr(f"{resource}.arn"), f"ARN of the table {name}.")
            if table.stream != "none":
                yield Output(
                    f"{label}_stream_arn",
                    "string",
                    Expr(f"{resource}.stream_arn"),
                    f"ARN of the stream of changes to {name}.",
                )
            if table.key != "aws":
                yield Output(
                    f"{label}_key_arn",
                    "string",
                    encode(environment_expression(table.key)),
                    f"ARN of the key that encrypts {name}.",
                )
        names = {name: Expr(f"aws_dynamodb_table.{identifier(name)}.name") for name in self.tables}
        yield Output("table_names", "map(string)", encode(names), "Names of all tables, by what the spec calls them.")

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """Reading and writing one table (the item) and its indexes, or reading its stream."""
        if item is None or item not in self.tables:
            there = ", ".join(f"{site.instance}.{name}" for name in self.tables)
            raise LookupError(f"Say which table: {there}.")
        table, label = self.tables[item], identifier(item)
        if access == "stream":
            if table.stream == "none":
                raise LookupError(f"{item} has no stream. Say what it tells with `stream:`.")
            yield Grant("ReadStreams", _OF_STREAMS, ((f"{label}_stream_arn", ""),))
        elif access in _GRANTS:
            sid, actions = _GRANTS[access]
            yield Grant(
                sid,
                actions,
                ((f"{label}_table_arn", ""),),
                only_for=((f"{label}_table_arn", "/index/*", _OF_INDEXES),),
            )
        else:
            raise LookupError(f"A table can be used with {', '.join(_GRANTS)}, its stream with `stream`.")
        if table.key != "aws":
            # DynamoDB opens the table's own key on behalf of whoever asks, for reads as for writes.
            yield Grant("UseTableKeys", ("kms:Decrypt", "kms:DescribeKey"), ((f"{label}_key_arn", ""),))

    def alarms(self, site: Site) -> Iterable[Alarm]:
        """Requests that DynamoDB turned away."""
        for name in self.tables:
            table = Fact(site.instance, f"{identifier(name)}_table_name")
            for kind in _KINDS:
                yield Alarm(
                    f"{name}-{kind.lower()}-throttles",
                    f"{kind}s of {name} are turned away: more capacity, or keys that spread better, would let them in.",
                    "AWS/DynamoDB",
                    f"{kind}ThrottleEvents",
                    "Sum",
                    {"TableName": table},
                    threshold=5,
                )

    def proofs(self, site: Site) -> Iterable[Proof]:
        """Keys, recovery and encryption of each table."""
        for name, table in self.tables.items():
            label = f"aws_dynamodb_table.{identifier(name)}"
            yield Proof.equal(f"{label}.hash_key", table.hash_key, f"The key of {name} must be {table.hash_key}.")
            yield Proof.equal(
                f"one({label}.point_in_time_recovery).enabled",
                table.point_in_time_recovery,
                f"Point-in-time recovery of {name} must be as the spec says.",
            )
            yield Proof.equal(f"one({label}.server_side_encryption).enabled", True, f"{name} must be encrypted.")

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """Tables under the key that AWS keeps."""
        for name, table in self.tables.items():
            if table.key == "aws":
                yield ScannerWaiver(
                    "CKV_AWS_119",
                    f"aws_dynamodb_table.{identifier(name)}",
                    "Encrypted with the key AWS keeps for the account; one of ours costs with every request.",
                )

    def view(self, site: Site) -> View:
        """What the templates see."""
        return View(
            table_views=tuple(_table_view(name, table, site) for name, table in self.tables.items()),
            scaled=self._scaled_map(),
        )

    def _scaled_map(self) -> Mapping[str, Object]:
        entries: dict[str, Object] = {}
        for name, table in self.tables.items():
            for key, behind in self._scaled(name, table).items():
                assert table.autoscale is not None  # noqa: S101  (or nothing would be scaled)
                resource = Expr(f'"table/${{aws_dynamodb_table.{identifier(name)}.name}}{behind}"')
                for kind in _KINDS:
                    entries[f"{key}/{kind}"] = attributes(
                        {
                            "resource_id": resource,
                            "dimension": f"dynamodb:{'index' if behind else 'table'}:{kind}CapacityUnits",
                            "metric": _metric(kind),
                            "min": table.autoscale.min,
                            "max": table.autoscale.max,
                            "target": table.autoscale.target,
                        }
                    )
        return entries


def _metric(kind: str) -> str:
    return f"DynamoDB{kind}CapacityUtilization"


def _table_view(name: str, table: Table, site: Site) -> TableView:
    capacity = table.billing if isinstance(table.billing, Provisioned) else None
    return TableView(
        label=identifier(name),
        name=site.name("aws_dynamodb_table", name),
        settings=table,
        protected=not site.environment.may_be_destroyed,
        capacity=capacity,
        stream_view=None if table.stream == "none" else table.stream.upper(),
        key_arn=None if table.key == "aws" else environment_expression(table.key),
        key_types=table.key_types,
        scaled_indexes=bool(table.scaled_indexes),
        index_views=tuple(
            IndexView(
                name=index_name,
                note=index.note,
                hash_key=index.hash_key,
                range_key=index.range_key,
                projection_type=_projection_type(index.projection),
                attributes=_projected(index.projection),
                capacity=capacity and (index.capacity or capacity),
            )
            for index_name, index in sorted(table.indexes.items())
        ),
        local_index_views=tuple(
            IndexView(
                name=index_name,
                note=local.note,
                hash_key=table.hash_key,
                range_key=local.range_key,
                projection_type=_projection_type(local.projection),
                attributes=_projected(local.projection),
                capacity=None,
            )
            for index_name, local in sorted(table.local_indexes.items())
        ),
    )


def _projection_type(projection: Projection) -> str:
    return projection.upper() if isinstance(projection, str) else "INCLUDE"


def _projected(projection: Projection) -> tuple[str, ...]:
    return () if isinstance(projection, str) else projection
