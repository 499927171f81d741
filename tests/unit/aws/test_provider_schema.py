"""hclpress.aws.provider_schema: the tables of two versions, and what they agree on."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from hclpress.aws.provider_schema import (
    ANY_TYPE,
    ArgumentSchema,
    BlockSchema,
    ProviderSchema,
    provider_schemas,
    schemas_for,
)

OLD, NEW = provider_schemas()
BOTH = pytest.mark.parametrize("schema", [OLD, NEW], ids=lambda schema: schema.name)


def found(schema: ProviderSchema, kind: str, name: str) -> BlockSchema:
    content = schema.find(kind, name)
    assert content is not None
    return content


def test_there_are_two_tables() -> None:
    assert [schema.name for schema in provider_schemas()] == ["5.100.0", "6.62.0"]
    assert [len(list(OLD.types(kind))) for kind in ("resource", "data", "ephemeral")] == [1526, 608, 7]
    assert [len(list(NEW.types(kind))) for kind in ("resource", "data", "ephemeral")] == [1711, 679, 10]
    assert OLD.not_known == frozenset()
    assert {"deprecated", "bounds"} <= NEW.not_known


@BOTH
def test_a_type_has_its_arguments_and_blocks(schema: ProviderSchema) -> None:
    queue = found(schema, "resource", "aws_sqs_queue")
    assert queue.arguments["delay_seconds"].type == "number"
    assert queue.arguments["tags"].type == ["map", "string"]
    assert queue.arguments["arn"].is_computed
    assert not queue.arguments["arn"].is_settable
    assert not queue.arguments["name"].is_required
    assert queue.blocks["timeouts"].nesting == "single"
    assert found(schema, "resource", "aws_sqs_queue_policy").arguments["policy"].is_required
    pool = found(schema, "resource", "aws_cognito_user_pool")
    assert (pool.blocks["password_policy"].maximum, pool.blocks["schema"].nesting) == (1, "set")
    assert found(schema, "resource", "aws_instance").arguments["get_password_data"].type == "bool"


@BOTH
def test_lists_of_objects_may_be_blocks(schema: ProviderSchema) -> None:
    ingress = found(schema, "resource", "aws_security_group").arguments["ingress"]
    assert ingress.type[:1] == ["set"]
    assert ingress.may_be_blocks
    assert not found(schema, "resource", "aws_sqs_queue").arguments["tags"].may_be_blocks


@BOTH
def test_write_only_arguments_are_known(schema: ProviderSchema) -> None:
    assert found(schema, "resource", "aws_rds_cluster").arguments["master_password_wo"].is_write_only


@BOTH
def test_there_is_nothing_under_other_names(schema: ProviderSchema) -> None:
    assert schema.find("resource", "aws_nothing") is None
    assert schema.find("data", "aws_sqs_queue_policy") is None
    assert schema.find("provider", "aws") is not None


def test_only_the_newer_version_has_a_region_on_resources() -> None:
    assert "region" not in found(OLD, "resource", "aws_sqs_queue").arguments
    assert "region" in found(NEW, "resource", "aws_sqs_queue").arguments


def test_a_schema_is_read_once() -> None:
    assert OLD.find("resource", "aws_vpc") is OLD.find("resource", "aws_vpc")


@pytest.mark.parametrize(
    ("constraint", "names"),
    [
        ("~> 5.100", ["5.100.0"]),
        ("~> 6.0", ["6.62.0"]),
        ("6.25.0", ["6.62.0"]),
        (">= 5.100", ["5.100.0", "6.62.0"]),
        (">= 5.100, < 7", ["5.100.0", "6.62.0"]),
        ("~> 4.0", []),
    ],
)
def test_a_constraint_has_the_schemas_of_the_versions_it_allows(constraint: str, names: list[str]) -> None:
    assert [schema.name for schema in schemas_for(constraint)] == names


def pairs(old: BlockSchema, new: BlockSchema) -> Iterator[tuple[ArgumentSchema, ArgumentSchema]]:
    """The arguments that two contents share, on each level."""
    for name, one in old.arguments.items():
        if name in new.arguments:
            yield one, new.arguments[name]
    for name, block in old.blocks.items():
        if name in new.blocks:
            yield from pairs(block.schema, new.blocks[name].schema)


def test_the_table_of_the_bindings_agrees_with_the_one_of_the_provider() -> None:
    """So the bindings are read rightly: what differs are the few changes between the versions."""
    types = settable = required = number = 0
    for name in list(OLD.types("resource"))[::4]:
        new = NEW.find("resource", name)
        for before, after in pairs(found(OLD, "resource", name), new) if new else ():
            number += 1
            types += before.is_settable and ANY_TYPE not in (before.type, after.type) and before.type != after.type
            settable += before.is_settable != after.is_settable
            required += before.is_required != after.is_required
    assert number > 5000
    assert types < number / 1000
    assert settable < number / 500
    assert required < number / 100
