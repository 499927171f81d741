"""The changes that an apply will make: to each resource for its own arguments, and along the references."""

from __future__ import annotations

from configurations import configuration

from hclpress.history.changes import Action, Changes, changes_between

NAMES = 'resource "aws_db_subnet_group" "it" {{\n  name = "{}"\n  subnet_ids = ["a"]\n}}\n'


def changes(before: str, after: str) -> Changes:
    return changes_between(configuration(it=before), configuration(it=after))


def actions(before: str, after: str) -> dict[str, Action]:
    found = changes(before, after).by_address
    return {address.removeprefix("module.it."): change.action for address, change in found.items()}


def test_the_same_configuration_changes_nothing() -> None:
    assert actions(NAMES.format("a"), NAMES.format("a")) == {}


def test_a_new_resource_is_created_and_a_missing_one_destroyed() -> None:
    assert actions("", NAMES.format("a")) == {"aws_db_subnet_group.it": Action.CREATED}
    assert actions(NAMES.format("a"), "") == {"aws_db_subnet_group.it": Action.DESTROYED}


def test_the_provider_decides_between_an_update_and_a_replacement() -> None:
    assert actions(NAMES.format("a"), NAMES.format("b")) == {"aws_db_subnet_group.it": Action.REPLACED}
    assert actions(NAMES.format("a"), NAMES.format("a").replace('["a"]', '["b"]')) == {
        "aws_db_subnet_group.it": Action.UPDATED
    }


def test_another_argument_decides_whether_capacity_changes_in_place() -> None:
    service = 'resource "aws_ecs_service" "it" {{\n  name = "s"\n  force_new_deployment = {}\n{}}}\n'
    one = '  capacity_provider_strategy {\n    capacity_provider = "FARGATE"\n    weight = 1\n  }\n'
    two = one + one.replace('"FARGATE"', '"FARGATE_SPOT"')
    for forced, before, after, expected in (
        ("true", one, two, Action.UPDATED),
        ("true", two, one, Action.UPDATED),
        ("true", one, one.replace("1", "2"), Action.UPDATED),
        ("true", "", one, Action.REPLACED),
        ("true", one, "", Action.REPLACED),
        ("false", one, two, Action.REPLACED),
    ):
        found = actions(service.format(forced, before), service.format(forced, after))
        assert found == {"aws_ecs_service.it": expected}


def test_a_replacement_spreads_to_what_reads_an_attribute_that_is_made_anew() -> None:
    subnet = (
        'resource "aws_subnet" "it" {{\n  vpc_id = "v"\n  cidr_block = "{}"\n}}\n'
        'resource "aws_nat_gateway" "it" {{\n  subnet_id = aws_subnet.it.id\n}}\n'
        'resource "aws_route" "it" {{\n  route_table_id = "r"\n  nat_gateway_id = aws_nat_gateway.it.id\n}}\n'
    )
    assert actions(subnet.format("10.0.0.0/24"), subnet.format("10.0.1.0/24")) == {
        "aws_subnet.it": Action.REPLACED,
        "aws_nat_gateway.it": Action.REPLACED,
        "aws_route.it": Action.UPDATED,
    }


def test_a_replacement_does_not_spread_to_what_reads_a_name_that_stays() -> None:
    group = (
        'resource "aws_db_subnet_group" "it" {{\n  name = "n"\n  subnet_ids = ["a"]\n}}\n'
        'resource "aws_sns_topic" "it" {{\n  name = "{}"\n  display_name = "d"\n}}\n'
        'resource "aws_ssm_parameter" "it" {{\n  name = aws_sns_topic.it.{}\n  type = "String"\n}}\n'
    )
    before = group.format("a", "display_name")
    assert "aws_ssm_parameter.it" not in actions(before, group.format("b", "display_name"))
    read = group.format("a", "arn")
    assert actions(read, group.format("b", "arn"))["aws_ssm_parameter.it"] is Action.REPLACED


def test_an_update_spreads_only_to_what_reads_an_attribute_that_it_changes() -> None:
    function = (
        'resource "aws_lambda_function" "it" {{\n  function_name = "f"\n  role = "r"\n  publish = true\n  memory_size = {}\n}}\n'
        'resource "aws_lambda_alias" "it" {{\n  name = "live"\n  function_name = aws_lambda_function.it.arn\n'
        "  function_version = aws_lambda_function.it.{}\n}}\n"
    )
    assert actions(function.format(128, "version"), function.format(256, "version")) == {
        "aws_lambda_function.it": Action.UPDATED,
        "aws_lambda_alias.it": Action.UPDATED,
    }
    assert actions(function.format(128, "arn"), function.format(256, "arn")) == {
        "aws_lambda_function.it": Action.UPDATED
    }


def test_one_of_several_that_are_read_together_changes_the_reader() -> None:
    subnets = (
        'resource "aws_subnet" "it" {{\n  for_each = {{ {} }}\n\n  vpc_id = "v"\n  cidr_block = each.value.cidr\n}}\n'
        'resource "aws_db_subnet_group" "it" {{\n  name = "n"\n  subnet_ids = values(aws_subnet.it)[*].id\n}}\n'
    )
    two = subnets.format('a = { cidr = "10.0.0.0/24" }, b = { cidr = "10.0.1.0/24" }')
    one = subnets.format('a = { cidr = "10.0.0.0/24" }')
    assert actions(two, one) == {
        'aws_subnet.it["b"]': Action.DESTROYED,
        "aws_db_subnet_group.it": Action.UPDATED,
    }


def test_an_edit_that_is_ignored_is_told_apart() -> None:
    table = (
        'resource "aws_dynamodb_table" "it" {{\n  name = "t"\n  hash_key = "id"\n  attribute {{\n    name = "id"\n    type = "{}"\n'
        "  }}\n  read_capacity = {}\n  lifecycle {{\n    ignore_changes = [read_capacity]\n  }}\n}}\n"
    )
    found = changes(table.format("S", 1), table.format("N", 2))
    assert not found.by_address
    assert {one.edit.path for one in found.hidden["module.it.aws_dynamodb_table.it"]} == {
        "attribute.type",
        "read_capacity",
    }


def test_what_triggers_a_replacement_does_so_when_it_changes() -> None:
    text = NAMES + (
        'resource "aws_lambda_permission" "it" {{\n  function_name = "f"\n  lifecycle {{\n'
        "    replace_triggered_by = [aws_db_subnet_group.it.id]\n  }}\n}}\n"
    )
    assert actions(text.format("a"), text.format("b"))["aws_lambda_permission.it"] is Action.REPLACED


def test_an_edit_that_the_provider_drops_beside_another_value_changes_nothing() -> None:
    table = (
        'resource "aws_dynamodb_table" "it" {{\n  name = "t"\n  hash_key = "id"\n  ttl {{\n    enabled = {}\n'
        '    attribute_name = "{}"\n  }}\n}}\n'
    )
    assert actions(table.format("false", "a"), table.format("false", "b")) == {}
    assert actions(table.format("true", "a"), table.format("true", "b")) == {"aws_dynamodb_table.it": Action.UPDATED}
