"""The table of consequences says what the real provider plans."""

from __future__ import annotations

import pytest

from hclpress.aws.consequences import KNOWN_OF_6, Consequence, Edit, consequences_of
from hclpress.aws.provider_schema import BlockSchema, provider_schemas


@pytest.mark.parametrize(
    ("kind", "path", "edit", "consequence"),
    [
        ("aws_dynamodb_table", "hash_key", Edit.CHANGED, Consequence.REPLACED),
        ("aws_dynamodb_table", "local_secondary_index", Edit.SET, Consequence.REPLACED),
        ("aws_dynamodb_table", "local_secondary_index.name", Edit.CHANGED, Consequence.REPLACED),
        ("aws_dynamodb_table", "attribute.type", Edit.CHANGED, Consequence.NOTHING),
        ("aws_dynamodb_table", "global_secondary_index", Edit.SET, Consequence.UPDATED),
        ("aws_dynamodb_table", "restore_source_name", Edit.SET, Consequence.REPLACED),
        ("aws_dsql_cluster", "multi_region_properties", Edit.SET, Consequence.REPLACED),
        ("aws_ecs_task_definition", "container_definitions", Edit.CHANGED, Consequence.REPLACED),
        ("aws_lambda_function", "function_name", Edit.CHANGED, Consequence.REPLACED),
        ("aws_lambda_function", "package_type", Edit.SET, Consequence.REPLACED),
        ("aws_lambda_function", "memory_size", Edit.CHANGED, Consequence.UPDATED),
        ("aws_lb_target_group", "port", Edit.CHANGED, Consequence.REPLACED),
        ("aws_rds_cluster", "engine_version", Edit.CHANGED, Consequence.UPDATED),
        ("aws_rds_cluster", "storage_encrypted", Edit.CHANGED, Consequence.REPLACED),
        ("aws_rds_cluster", "storage_type", Edit.SET, Consequence.UPDATED),
        ("aws_rds_cluster_instance", "availability_zone", Edit.CHANGED, Consequence.REPLACED),
        ("aws_subnet", "cidr_block", Edit.CHANGED, Consequence.REPLACED),
        ("aws_wafv2_ip_set", "addresses", Edit.CHANGED, Consequence.UPDATED),
    ],
)
def test_the_table_tells_a_replacement_from_an_update(
    kind: str, path: str, edit: Edit, consequence: Consequence
) -> None:
    known = consequences_of(kind)
    assert known is not None
    assert known.of(path, edit) is consequence


def test_what_only_6_has_on_every_resource_is_known_from_its_documentation() -> None:
    old, new = (schema.find("resource", "aws_sns_topic") for schema in provider_schemas())
    assert old is not None
    assert new is not None
    known = consequences_of("aws_sns_topic")
    assert known is not None
    for name in KNOWN_OF_6:
        assert name in new.arguments
        assert name not in old.arguments
        assert known.of(name, Edit.CHANGED) is Consequence.REPLACED


def test_a_type_that_the_provider_does_not_have_has_no_consequences() -> None:
    assert consequences_of("aws_no_such_thing") is None


def test_the_table_says_which_attributes_an_update_changes() -> None:
    known = consequences_of("aws_lambda_function")
    assert known is not None
    assert "version" in known.recomputed_by("source_code_hash")
    assert "arn" not in known.recomputed_by("source_code_hash")


TOO_VAST = {
    "aws_lexv2models_intent",
    "aws_medialive_channel",
    "aws_quicksight_analysis",
    "aws_quicksight_dashboard",
    "aws_quicksight_template",
    "aws_wafv2_rule_group",
}
"""Types of which a single plan takes seconds, so that nobody has derived them."""


def test_the_table_covers_the_types_of_the_provider_and_names_no_argument_it_lacks() -> None:
    schema = provider_schemas()[0]
    assert {kind for kind in schema.types("resource") if consequences_of(kind) is None} == TOO_VAST
    for kind in set(schema.types("resource")) - TOO_VAST:
        known, block = consequences_of(kind), schema.find("resource", kind)
        assert known is not None
        assert block is not None
        unknown = [path for path in known.edits if not _exists(path, block)]
        assert not unknown, f"{kind}: {unknown}"


def _exists(path: str, schema: BlockSchema) -> bool:
    name, _, rest = path.partition(".")
    if not rest:
        return name in schema.arguments or name in schema.blocks
    return name in schema.blocks and _exists(rest, schema.blocks[name].schema)
