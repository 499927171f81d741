"""Grants of dynamodb."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Protocol

from hclpress.module import Grant, Site, identifier


class GrantedTable(Protocol):
    """A table, made here or not, as far as permissions are concerned."""

    @property
    def stream(self) -> str:
        """The content of its stream, or the way it is found; `none` without one."""
        ...

    @property
    def key(self) -> object:
        """The key that encrypts it: `aws`, or a KMS key."""
        ...


_READS = ("dynamodb:GetItem", "dynamodb:Query", "dynamodb:Scan")
_WRITES = ("dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem")

# By access: the statement's id and the actions, in the order they are written.
_GRANTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "read": ("ReadTables", _READS),
    "write": ("WriteTables", _WRITES),
    "full": ("UseTables", (_READS[0], *_WRITES, *_READS[1:])),
}
_OF_INDEXES = ("dynamodb:Query", "dynamodb:Scan", "dynamodb:PartiQLSelect")
# Service Authorization Reference, "Amazon DynamoDB": the other actions on items and on the description of a table.
_MORE_READS = ("BatchGetItem", "ConditionCheckItem", "DescribeTable", "DescribeTimeToLive", "PartiQLSelect")
_MORE_WRITES = (
    "BatchWriteItem",
    "ConditionCheckItem",
    "DescribeTable",
    "PartiQLDelete",
    "PartiQLInsert",
    "PartiQLUpdate",
)
_MORE: Mapping[str, tuple[str, ...]] = {
    access: tuple(f"dynamodb:{action}" for action in actions)
    for access, actions in (
        ("read", _MORE_READS),
        ("write", _MORE_WRITES),
        ("full", tuple(sorted({*_MORE_READS, *_MORE_WRITES}))),
    )
}
_PARTIQL = ("PartiQLSelect", "PartiQLInsert", "PartiQLUpdate", "PartiQLDelete")
# DynamoDB Developer Guide, "Using IAM with DynamoDB transactions"; PartiQL has an action for each kind of statement.
_CALLS: Mapping[str, tuple[str, ...]] = {
    "TransactGetItems": ("GetItem",),
    "TransactWriteItems": ("PutItem", "UpdateItem", "DeleteItem", "ConditionCheckItem"),
    "ExecuteStatement": _PARTIQL,
    "BatchExecuteStatement": _PARTIQL,
    "ExecuteTransaction": _PARTIQL,
}
_OF_STREAMS = ("dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams")


def grants(tables: Mapping[str, GrantedTable], item: str | None, access: str, site: Site) -> Iterator[Grant]:
    """The right to read or write one table (the item) and its indexes, or to read its stream.

    Raises:
        LookupError: with a sentence for people, where there is no such table or access.
    """
    if item is None or item not in tables:
        there = ", ".join(f"{site.instance}.{name}" for name in tables)
        raise LookupError(f"Name the table: {there}.")
    table, label = tables[item], identifier(item)
    if access == "stream":
        if table.stream == "none":
            raise LookupError(f"{item} has no stream. Set its content with `stream:`.")
        yield Grant("ReadStreams", _OF_STREAMS, ((f"{label}_stream_arn", ""),))
    elif access in _GRANTS:
        sid, actions = _GRANTS[access]
        yield Grant(
            sid,
            actions,
            ((f"{label}_table_arn", ""),),
            only_for=((f"{label}_table_arn", "/index/*", _OF_INDEXES),),
            more=((f"{label}_table_arn", "", _MORE[access]),),
            calls=_CALLS,
        )
    else:
        raise LookupError(f"A table can be used with {', '.join(_GRANTS)}, its stream with `stream`.")
    if table.key != "aws":
        # DynamoDB opens the table's own key on behalf of whoever asks, for reads as for writes.
        yield Grant("UseTableKeys", ("kms:Decrypt", "kms:DescribeKey"), ((f"{label}_key_arn", ""),))
