"""Tables that exist already."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Tag

from hclpress.aws.arn import stand_in_arn
from hclpress.aws.regions import partition_of
from hclpress.hcl import Expr, encode, identifier
from hclpress.module import (
    Existing,
    Found,
    FoundValue,
    Grant,
    ItemName,
    KeyArn,
    LookUp,
    Output,
    ParameterName,
    Problem,
    Site,
    StandInResource,
    Ways,
    account_of,
    item_label,
    spelled,
    told_elsewhere,
    told_or_held,
    word_or_own,
)

from .grants import grants
from .settings import AttributeName

# DynamoDB API reference, CreateTable: 3 to 255 letters, digits, `_`, `-` and `.`.
TableName = Annotated[str, spelled(r"[A-Za-z0-9_.-]{3,255}", "the name of a table", "shop-prod-orders")]
_STREAM = "arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-06-01T00:00:00.000"
StreamArn = Annotated[
    str,
    spelled(
        r"arn:aws(-cn|-us-gov)?:dynamodb:[a-z0-9-]+:[0-9]{12}:table/[A-Za-z0-9_.-]+/stream/\S+",
        "the ARN of a table's stream",
        _STREAM,
    ),
]


class FoundTable(Ways):
    """A table that exists already, found by its name or a parameter with its name."""

    ways: ClassVar[tuple[str, ...]] = ("name", "ssm")

    name: TableName | None = None
    """Name of the table."""
    ssm: ParameterName | None = None
    """SSM parameter that holds the name."""
    stream: Annotated[
        Annotated[Literal["none", "found"], Tag("word")] | Annotated[StreamArn, Tag("own")],
        word_or_own("none", "found"),
    ] = "none"
    """Stream of its changes: `found` for the one it has when Terraform looks, or an ARN."""
    key: Annotated[Annotated[Literal["aws"], Tag("word")] | Annotated[KeyArn, Tag("own")], word_or_own("aws")] = "aws"
    """Key that encrypts the table: one that AWS keeps, or a KMS key by ARN, which users of the table may then use."""
    hash_key: AttributeName = "id"
    """Partition key of the table, a text. Only the stand-in of a rehearsal needs it, so that calls find their items."""


class FoundTables(FoundTable):
    """One table, or several by name."""

    ways: ClassVar[tuple[str, ...]] = ("name", "ssm", "tables")
    several: ClassVar[str | None] = "tables"

    tables: Mapping[ItemName, FoundTable] = {}
    """Several tables, by the names that the spec calls them. A single one has the name of the instance."""


class ExistingDynamodb(Existing):
    """Tables that exist already."""

    existing: FoundTables
    """Tables to find."""

    def tables_of(self, site: Site) -> Mapping[str, FoundTable]:
        """The tables by the names that the spec calls them."""
        return self.existing.tables or {site.instance: self.existing}

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report streams and keys of other regions, and streams of other tables and accounts."""
        for name, table in self.tables_of(site).items():
            path = self.existing.place_of(name)
            if table.key != "aws":
                yield from told_elsewhere(table.key, "The key", site, (*path, "key"), shared=True)
            if table.stream in ("none", "found"):
                continue
            yield from told_elsewhere(table.stream, "The stream", site, (*path, "stream"))
            owner = table.stream.split("/")[1]
            if table.name is not None and owner != table.name:
                yield Problem(
                    (*path, "stream"),
                    "stream-of-another-table",
                    f"The stream belongs to the table {owner}",
                    f"This is the table {table.name}. Write `stream: found`, or the ARN of its own stream.",
                )

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """The right to read or write one table (the item) and its indexes, or to read its stream."""
        tables = self.tables_of(site)
        named = self.existing.item_of(item, site)
        used = tables.get(named or "")
        if access == "stream" and used is not None and used.stream == "none":
            raise LookupError(f"No stream of {named} is known. Tell it with `stream: found` below `existing`.")
        return grants(tables, named, access, site)

    def required(self, site: Site) -> Iterator[str]:
        """The policies of tables and keys, and the streams."""
        tables = self.tables_of(site)
        yield "no policy of a table denies the roles that use it"
        if any(table.key != "aws" for table in tables.values()):
            yield "the policy of its key lets IAM policies of the account permit its use"
        streams = [name for name, table in tables.items() if table.stream != "none"]
        if streams:
            yield f"the stream of {', '.join(streams)} is on, and at most one other reader takes its changes"

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """The tables with their partition keys, and the parameters that hold their names."""
        for name, table in self.tables_of(site).items():
            label = item_label(name, site)
            arguments: dict[str, object] = {
                "name": table.name or f"stand-in-{name}",
                "billing_mode": "PAY_PER_REQUEST",
                "hash_key": table.hash_key,
            }
            if table.stream != "none":
                arguments |= {"stream_enabled": True, "stream_view_type": "NEW_AND_OLD_IMAGES"}
            told = {table.stream: "stream_arn"} if table.stream not in ("none", "found") else {}
            blocks = {"attribute": {"name": table.hash_key, "type": "S"}}
            yield StandInResource("aws_dynamodb_table", label, arguments, site.region, blocks, told)
            if table.ssm is not None:
                text = Expr(f"aws_dynamodb_table.{label}.name")
                yield StandInResource.parameter(table.ssm, label, text, site.region)

    def found(self, site: Site) -> Found:
        """The name, the ARN, the stream and the key of each table, and the names of all tables."""
        tables = self.tables_of(site)
        facts: list[Output] = []
        look_ups: list[LookUp] = []
        names: dict[str, Expr] = {}
        for name, table in tables.items():
            value, needed = told_or_held(table.name, table.ssm, item_label(name, site), "stand-in-table")
            found = _look_up(value, name, site)
            look_ups += (*needed, found)
            facts += _facts(name, table, value, found, site)
            names[name] = value.expression
        facts.append(
            Output(
                "table_names",
                "map(string)",
                encode(names),
                "Names of all tables, by their names in the spec.",
                kind="table names",
            )
        )
        return Found(tuple(facts), tuple(look_ups))


def _look_up(value: FoundValue, name: str, site: Site) -> LookUp:
    arn = stand_in_arn(site.region, f"table/{name}")
    answers = {"arn": arn, "stream_arn": f"{arn}/stream/2026-01-01T00:00:00.000"}
    return LookUp("aws_dynamodb_table", item_label(name, site), {"name": value.expression}, answers)


def _facts(name: str, table: FoundTable, value: FoundValue, found: LookUp, site: Site) -> Iterator[Output]:
    label, account = identifier(name), account_of(site)
    arn = found.attribute("arn")
    if account.text is not None:
        service = f"arn:{partition_of(site.region)}:dynamodb:{site.region}:{account.text}"
        arn = value.within(f"{service}:table/")
    yield Output(f"{label}_table_name", "string", value.expression, f"Name of the table {name}.")
    yield Output(f"{label}_table_arn", "string", arn, f"ARN of the table {name}.")
    if table.stream != "none":
        stream = found.attribute("stream_arn") if table.stream == "found" else encode(table.stream)
        yield Output(
            f"{label}_stream_arn", "string", stream, f"ARN of the stream of changes to {name}.", kind="stream arn"
        )
    if table.key != "aws":
        yield Output(f"{label}_key_arn", "string", encode(table.key), f"ARN of the key that encrypts {name}.")
