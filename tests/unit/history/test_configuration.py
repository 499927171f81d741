"""A configuration knows every argument of every resource, as far as that needs no evaluation."""

from __future__ import annotations

from configurations import configuration

from hclpress.history.meanings import Meaning, Source, Value, sources_of, text_of
from hclpress.history.moves import Move

QUEUE = (
    'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\noutput "arn" {\n  value = aws_sqs_queue.orders.arn\n}\n'
)


def value_of(argument: str, written: str, around: str = "", root: str = "", **modules: str) -> Value:
    text = f'resource "aws_thing" "it" {{\n  {argument} = {written}\n}}\n{around}'
    return configuration(root, it=text, **modules).resources["module.it.aws_thing.it"].arguments.values[argument]


def test_a_literal_is_its_own_value() -> None:
    assert value_of("names", '["a", 1, true]') == ("a", 1, True)


def test_a_local_stands_for_its_value() -> None:
    assert value_of("name", "local.name", 'locals {\n  name = "shop"\n}\n') == "shop"


def test_a_variable_stands_for_what_the_root_module_passes() -> None:
    root = 'module "it" {\n  source = "./modules/it"\n  queue = module.orders.arn\n}\n'
    value = value_of("queue", "var.queue", 'variable "queue" {\n  type = string\n}\n', root, orders=QUEUE)
    assert text_of(value) == "module.orders.aws_sqs_queue.orders.arn"
    assert sources_of(value) == {Source("module.orders.aws_sqs_queue.orders", "arn")}


def test_a_variable_that_is_not_passed_stands_for_its_default() -> None:
    assert value_of("size", "var.size", 'variable "size" {\n  type = number\n  default = 3\n}\n') == 3


def test_the_path_of_a_module_is_its_folder() -> None:
    assert value_of("filename", '"${path.module}/packages/x.zip"') == "modules/it/packages/x.zip"


def test_an_expression_names_resources_by_their_address() -> None:
    value = value_of("text", '"${aws_sqs_queue.orders.name}-${local.kind}"', f'{QUEUE}locals {{\n  kind = "x"\n}}\n')
    assert text_of(value) == '"${module.it.aws_sqs_queue.orders.name}-x"'


def test_resources_with_keys_stand_under_each_key_with_the_values_of_that_key() -> None:
    text = (
        'resource "aws_thing" "all" {\n  for_each = { a = { size = 1 }, b = { size = 2 } }\n\n  size = each.value.size\n'
        '  name = "x-${each.key}"\n}\n'
        'resource "aws_other" "all" {\n  for_each = aws_thing.all\n\n  thing = each.value.arn\n}\n'
    )
    found = configuration(it=text).resources
    assert found['module.it.aws_thing.all["b"]'].arguments.values["size"] == 2
    assert found['module.it.aws_thing.all["b"]'].arguments.values["name"] == "x-b"
    assert sources_of(found['module.it.aws_other.all["a"]'].arguments.values["thing"]) == {
        Source('module.it.aws_thing.all["a"]', "arn")
    }


def test_resources_with_a_count_stand_under_each_index() -> None:
    text = (
        'resource "aws_thing" "all" {\n  count = var.n\n\n  size = count.index\n  name = "x-${count.index}"\n}\n'
        'resource "aws_other" "all" {\n  count = 2\n\n  thing = aws_thing.all[count.index].arn\n}\n'
        'resource "aws_other" "one" {\n  thing = aws_thing.all[1].arn\n}\n'
    )
    root = 'module "it" {\n  source = "./modules/it"\n  n = 2\n}\n'
    found = configuration(root, it=text).resources
    assert [*found] == [
        *(f"module.it.aws_thing.all[{index}]" for index in range(2)),
        *(f"module.it.aws_other.all[{index}]" for index in range(2)),
        "module.it.aws_other.one",
    ]
    assert found["module.it.aws_thing.all[1]"].arguments.values == {"size": 1, "name": "x-1"}
    for address in ("module.it.aws_other.all[1]", "module.it.aws_other.one"):
        assert sources_of(found[address].arguments.values["thing"]) == {Source("module.it.aws_thing.all[1]", "arn")}


def test_a_data_source_stands_for_everything_it_is_read_by() -> None:
    document = 'data "aws_iam_policy_document" "it" {\n  statement {\n    actions = ["s3:%s"]\n  }\n}\n'
    get, put = (value_of("policy", "data.aws_iam_policy_document.it.json", document % one) for one in ("Get", "Put"))
    assert text_of(get) != text_of(put)
    renamed = (document % "Get").replace('"it"', '"other"')
    assert text_of(get) == text_of(value_of("policy", "data.aws_iam_policy_document.other.json", renamed))


def test_addresses_are_those_after_the_moves() -> None:
    moved = configuration(moves=[Move("module.orders", "module.sales")], orders=QUEUE)
    assert list(moved.resources) == ["module.sales.aws_sqs_queue.orders"]


def test_the_lifecycle_of_a_resource_is_no_argument_of_it() -> None:
    text = (
        'resource "aws_thing" "it" {\n  lifecycle {\n    create_before_destroy = true\n    prevent_destroy = true\n'
        "    ignore_changes = [size]\n    replace_triggered_by = [aws_sqs_queue.orders.id]\n  }\n}\n"
    )
    one = configuration(it=f"{text}{QUEUE}").resources["module.it.aws_thing.it"]
    assert (one.is_created_first, one.is_kept, one.ignored) == (True, True, {"size"})
    assert one.triggers == {Source("module.it.aws_sqs_queue.orders", "id")}
    assert not one.arguments.values
    assert not one.arguments.blocks


def test_keys_that_are_no_identifiers_stay_readable() -> None:
    text = (
        'resource "aws_thing" "all" {\n  for_each = { a = { "$schema" = "s" } }\n\n  body = jsonencode(each.value)\n}\n'
    )
    value = configuration(it=text).resources['module.it.aws_thing.all["a"]'].arguments.values["body"]
    assert text_of(value) == 'jsonencode({"$schema" = "s"})'


def test_what_only_terraform_can_evaluate_is_kept_as_it_is_written() -> None:
    text = (
        'resource "aws_thing" "many" {\n  count = var.n\n  name = "q-${count.index}"\n}\n'
        'resource "aws_thing" "some" {\n  for_each = { for k, v in var.m : k => v if v.on }\n  name = each.value.name\n}\n'
        'module "inner" {\n  source = "./inner"\n}\noutput "it" {\n  value = module.inner.name\n}\n'
    )
    root = 'module "it" {\n  source = "./modules/it"\n  n = module.elsewhere.n\n}\n'
    found = configuration(root, it=text).resources
    assert text_of(found["module.it.aws_thing.many"].arguments.values["name"]) == '"q-${count.index}"'
    assert text_of(found["module.it.aws_thing.some"].arguments.values["name"]) == "each.value.name"
    assert found["module.it.aws_thing.many"].repetition == Meaning("module.elsewhere.n")
    assert found["module.it.aws_thing.some"].repetition is not None


def test_the_keys_of_an_encoded_object_have_no_order() -> None:
    first, second = (
        value_of("body", f"jsonencode({{ {one} }})") for one in ("a = 1, b = local.c", "b = local.c, a = 1")
    )
    assert first == second


def test_the_keys_of_an_object_are_written_as_hcl_reads_them() -> None:
    assert text_of({"$schema": "x", "type": "object", "a b": 1}) == '{"$schema" = "x", "a b" = 1, type = "object"}'
