"""Gaps in Amazon DynamoDB."""

from __future__ import annotations

from collections.abc import Callable

from moto.core.exceptions import JsonRESTError
from moto.core.responses import ActionResult
from moto.dynamodb.exceptions import MockValidationException, StreamAlreadyEnabledException
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler

from hclpress.emulator.moto_patch import Patch, add, around, before

_KNOWN = "com.amazonaws.dynamodb.v20120810#"


class RefuseWrongIndexes(Patch):
    """An index has its attributes defined, and one call creates or deletes one index."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Check the calls first."""

        @before(DynamoDBBackend, "update_table")
        def _(
            self: DynamoDBBackend,
            name: str,
            attr_definitions: list[dict[str, str]],
            global_index: list[dict[str, dict[str, object]]],
            *_: object,
            **__: object,
        ) -> None:
            changed = [one for one in global_index or () if "Create" in one or "Delete" in one]
            if len(changed) > 1:
                raise JsonRESTError(
                    f"{_KNOWN}LimitExceededException",
                    "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table",
                )
            defined = {one["AttributeName"] for one in attr_definitions or self.get_table(name).attr}
            for one in global_index or ():
                schema = one.get("Create", {}).get("KeySchema", ())
                keys = [key["AttributeName"] for key in schema] if isinstance(schema, list) else []
                if not set(keys) <= defined:
                    raise MockValidationException(
                        "One or more parameter values were invalid: Some index key attributes are not defined in "
                        f"AttributeDefinitions. Keys: {keys}, AttributeDefinitions: {sorted(defined)}"
                    )


class DropAttributesOfDeletedIndexes(Patch):
    """The attributes of a deleted index are defined no more, unless another key has them; moto keeps them."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Keep the definitions that a key has."""

        @around(DynamoDBBackend, "update_table")
        def _(original: Callable[..., Table]) -> Callable[..., Table]:
            def update_table(self: DynamoDBBackend, *arguments: object, **named: object) -> Table:
                table = original(self, *arguments, **named)
                schemas = (table.schema, *(index.schema for index in (*table.indexes, *table.global_indexes)))
                keys = {key["AttributeName"] for schema in schemas for key in schema}
                table.attr = [one for one in table.attr if one["AttributeName"] in keys]
                return table

            return update_table


class NoCapacityOfTablesBilledByUse(Patch):
    """A table that is changed to be billed by use has no capacity; moto keeps the former one.

    The provider refuses to plan a table that has both.
    """

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Set the capacity to zero."""

        @around(DynamoDBBackend, "update_table")
        def _(original: Callable[..., Table]) -> Callable[..., Table]:
            def update_table(self: DynamoDBBackend, *arguments: object, **named: object) -> Table:
                table = original(self, *arguments, **named)
                if table.billing_mode == "PAY_PER_REQUEST":
                    none = {"ReadCapacityUnits": 0, "WriteCapacityUnits": 0}
                    holders: list[Table] = [table, *table.global_indexes]  # type: ignore[list-item]
                    for one in holders:
                        one.throughput = {**(one.throughput or {}), **none}
                return table

            return update_table


class RememberClassesAndKeys(Patch):
    """The class of a table, which moto drops, and another key to encrypt it, which moto drops in an update."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Store both with the table."""

        def remembering(original: Callable[..., ActionResult]) -> Callable[..., ActionResult]:
            def operation(self: DynamoHandler) -> ActionResult:
                answer = original(self)
                table = self.dynamodb_backend.get_table(self.body["TableName"])
                if given := self.body.get("TableClass"):
                    table.table_class = given  # type: ignore[attr-defined]
                if given := self.body.get("SSESpecification"):
                    default = table._get_default_encryption_key(table.account_id, table.region_name)
                    table.sse_specification = {"KMSMasterKeyId": default, **given}
                return answer

            return operation

        around(DynamoHandler, "create_table")(remembering)
        around(DynamoHandler, "update_table")(remembering)

        @around(Table, "describe")
        def _(original: Callable[..., dict[str, dict[str, object]]]) -> Callable[..., dict[str, dict[str, object]]]:
            def describe(self: Table, base_key: str = "TableDescription") -> dict[str, dict[str, object]]:
                found = original(self, base_key)
                if kept := getattr(self, "table_class", None):
                    found[base_key]["TableClassSummary"] = {"TableClass": kept}
                return found

            return describe


class SwitchStreamsAgain(Patch):
    """A stream that is off can be switched on again, as a change of its view needs; moto refuses that for ever."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Look at whether the stream is on, and not at whether there was one."""

        def update_table_streams(_: DynamoDBBackend, table: Table, stream_specification: dict[str, object]) -> None:
            is_on = (table.stream_specification or {}).get("StreamEnabled")
            goes_on = stream_specification.get("StreamEnabled") or stream_specification.get("StreamViewType")
            if is_on and goes_on:
                raise StreamAlreadyEnabledException
            table.set_stream_specification(stream_specification)
            if not goes_on:
                table.stream_shard = None

        add(DynamoDBBackend, "update_table_streams", update_table_streams)
