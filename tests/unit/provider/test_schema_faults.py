"""hclpress.provider.schema_faults: what is a fault, and what cannot be known and is none."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclpress.aws.provider_schema import ANY_TYPE, OPTIONAL, ArgumentSchema, BlockSchema, TypeForm, provider_schemas
from hclpress.hcl.expression import Expr
from hclpress.hcl.parsers import read
from hclpress.hcl.structure import Block, HclValue
from hclpress.provider.schema_fault import FaultKind, SchemaFault
from hclpress.provider.schema_faults import Holder, faults_of

OLD, NEW = provider_schemas()
EXPRESSIONS = st.just(Expr("var.any")) | st.none()
SCALARS: dict[str, st.SearchStrategy[Any]] = {
    "string": st.text() | st.integers() | st.booleans() | st.floats(allow_nan=False, allow_infinity=False),
    "number": st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.integers().map(str)
    | st.decimals(allow_nan=False, allow_infinity=False).map(lambda number: f"{number:f}"),
    "bool": st.booleans() | st.sampled_from(["true", "false"]),
    ANY_TYPE: st.text() | st.lists(st.text()).map(tuple),
}
FORMS = st.recursive(
    st.sampled_from([*SCALARS]),
    lambda inner: (
        st.tuples(st.sampled_from(["list", "set", "map"]), inner).map(list)
        | st.dictionaries(st.sampled_from("abc"), inner, min_size=1).map(lambda fields: ["object", fields])
    ),
    max_leaves=4,
)


def faults(source: str, is_new: bool = False) -> list[SchemaFault]:
    return [fault for block in read(source, "main.tf").blocks for fault in faults_of(block, NEW if is_new else OLD)]


def kinds(source: str, is_new: bool = False) -> list[tuple[str, str, int]]:
    return [(str(fault.kind), fault.name, fault.line) for fault in faults(source, is_new)]


def queue(*lines: str) -> str:
    return "\n".join(['resource "aws_sqs_queue" "this" {', *lines, "}\n"])


def fitting(form: TypeForm) -> st.SearchStrategy[HclValue]:
    """Values that Terraform accepts for a type."""
    if isinstance(form, str):
        return SCALARS[form] | EXPRESSIONS
    outer, inner = form[0], form[1]
    if outer in {"list", "set"}:
        return st.lists(fitting(inner), max_size=3).map(tuple) | EXPRESSIONS
    if outer == "map":
        return st.dictionaries(st.text(max_size=3), fitting(inner), max_size=3) | EXPRESSIONS
    return st.fixed_dictionaries({name: fitting(field) for name, field in inner.items()}) | EXPRESSIONS


def held(value: HclValue, form: TypeForm) -> list[SchemaFault]:
    """The faults of a value for an argument of a type."""

    block = Block("resource", ("aws_a", "b"), {"a": value}, (), 1, 3, {"a": 2}, frozenset())
    schema = BlockSchema({"a": ArgumentSchema(form, OPTIONAL)}, {})
    return list(Holder("aws_a.b", is_exact=True).faults(block, schema))


@given(st.data())
def test_a_value_that_fits_its_type_is_no_fault(data: st.DataObject) -> None:
    form = data.draw(FORMS)
    assert held(data.draw(fitting(form)), form) == []


@given(st.data())
def test_a_value_of_another_shape_is_one_fault(data: st.DataObject) -> None:
    form = data.draw(FORMS.filter(lambda form: form != ANY_TYPE))
    outer = form if isinstance(form, str) else form[0]
    wrong: HclValue = {"a": 1} if outer in {"list", "set"} else ("a",)
    (fault,) = held(wrong, form)
    assert (fault.kind, fault.line, fault.path) == (FaultKind.WRONG_TYPE, 2, ("a",))


@pytest.mark.parametrize(
    ("value", "form", "is_right"),
    [
        ("5", "number", True),
        ("-5.5e3", "number", True),
        ("+5", "number", True),
        (" 5", "number", False),
        ("", "number", False),
        ("0x10", "number", False),
        ("Inf", "number", False),
        (True, "number", False),
        ("true", "bool", True),
        ("1", "bool", True),
        ("True", "bool", False),
        ("yes", "bool", False),
        (1, "bool", False),
        (True, "string", True),
        (5, "string", True),
    ],
)
def test_terraform_converts_between_simple_types(value: HclValue, form: str, is_right: bool) -> None:
    assert (held(value, form) == []) is is_right


def test_what_terraform_itself_knows_is_no_fault() -> None:
    assert not faults(
        queue(
            "count = 1",
            "for_each = {}",
            "provider = aws.other",
            "depends_on = [aws_vpc.this]",
            "lifecycle {",
            "  create_before_destroy = true",
            '  ignore_changes = [tags, tags["a"], name]',
            "  precondition {",
            '    condition = true\n    error_message = "a"',
            "  }",
            "}",
            'provisioner "local-exec" {',
            '  command = "a"',
            "}",
            "connection {",
            '  host = "a"',
            "}",
        )
    )
    assert not faults(queue("lifecycle {\n  ignore_changes = all\n}"))


def test_other_blocks_and_providers_are_not_looked_at() -> None:
    assert not faults('resource "random_pet" "a" {\n  x = 1\n}\nresource "terraform_data" "b" {\n  x = 1\n}\n')
    assert not faults('module "a" {\n  x = 1\n}\nlocals {\n  y = 1\n}\nprovider "other" {\n  z = 1\n}\n')
    assert not faults('resource "awscc_a_b" "c" {\n}\n')


def test_the_provider_itself_is_held_against_its_schema() -> None:
    source = 'provider "aws" {\n  alias = "a"\n  regon = "b"\n  default_tags {\n    tags = "c"\n  }\n}\n'
    assert sorted(kinds(source)) == [("unknown-argument", "regon", 3), ("wrong-type", "tags", 5)]


def test_dynamic_blocks_are_held_against_the_block_they_stand_for() -> None:
    dynamic = 'resource "aws_cognito_user_pool" "a" {\n  name = "a"\n  dynamic "%s" {\n    for_each = var.x\n    content {\n      %s\n    }\n  }\n}\n'
    assert not faults(dynamic % ("password_policy", "minimum_length = 8"))
    assert kinds(dynamic % ("password_polcy", "minimum_length = 8")) == [("unknown-block", "password_polcy", 3)]
    assert kinds(dynamic % ("password_policy", "minimum_lenght = 8")) == [("unknown-argument", "minimum_lenght", 6)]


def test_a_dynamic_block_may_stand_for_all_that_are_required() -> None:
    source = 'resource "aws_wafv2_web_acl" "a" {\n  scope = "REGIONAL"\n  default_action {}\n%s}\n'
    needed = '  visibility_config {\n    cloudwatch_metrics_enabled = true\n    metric_name = "a"\n    sampled_requests_enabled = true\n  }\n'
    assert kinds(source % "") == [("missing-block", "visibility_config", 1)]
    assert not faults(source % needed)
    assert kinds(source % (needed + needed)) == [("too-many-blocks", "visibility_config", 9)]
    assert not faults(
        source
        % '  dynamic "visibility_config" {\n    for_each = var.x\n    content {\n      cloudwatch_metrics_enabled = true\n      metric_name = "a"\n      sampled_requests_enabled = true\n    }\n  }\n'
    )


def test_a_null_in_place_of_a_required_argument_is_a_fault() -> None:
    source = 'resource "aws_sqs_queue_policy" "a" {\n  queue_url = "a"\n  policy = null\n}\n'
    assert kinds(source) == [("missing-argument", "policy", 3)]


@pytest.mark.parametrize("is_new", [False, True])
def test_lists_of_objects_are_held_against_the_object(is_new: bool) -> None:
    source = 'resource "aws_security_group" "a" {\n  %s\n}\n'
    assert not faults(source % "ingress = []", is_new)
    assert not faults(source % "ingress {\n    from_port = 1\n  }", is_new)
    assert kinds(source % "ingress {\n    from_prt = 1\n  }", is_new) == [("unknown-argument", "from_prt", 3)]
    found = faults(source % "ingress = [{ from_prt = 1 }]", is_new)
    assert (FaultKind.IGNORED_ATTRIBUTE, "from_prt") in [(fault.kind, fault.name) for fault in found]
    missing = {fault.name for fault in found if fault.kind is FaultKind.MISSING_ARGUMENT}
    # Bindings do not tell whether an attribute of an object may be left out.
    assert missing == (set() if is_new else missing | {"from_port", "protocol"})


def test_statements_of_a_firewall_are_not_known_to_the_bindings() -> None:
    source = (
        'resource "aws_wafv2_rule_group" "a" {\n  capacity = 1\n  scope = "REGIONAL"\n  visibility_config {\n'
        '    cloudwatch_metrics_enabled = true\n    metric_name = "a"\n    sampled_requests_enabled = true\n  }\n'
        '  rule {\n    name = "a"\n    priority = 1\n    visibility_config {\n      cloudwatch_metrics_enabled = true\n'
        '      metric_name = "a"\n      sampled_requests_enabled = true\n    }\n    action {\n      allow {}\n    }\n'
        "    statement {\n      anything = 1\n    }\n  }\n}\n"
    )
    assert kinds(source) == [("unknown-argument", "anything", 21)]
    assert not faults(source, is_new=True)


def test_the_lines_of_the_blocks_around_a_fault_are_told() -> None:
    source = 'resource "aws_cognito_user_pool" "a" {\n  name = "a"\n  lambda_config {\n    custom_email_sender {\n      a = 1\n    }\n  }\n}\n'
    (first, *_) = [fault for fault in faults(source) if fault.kind is FaultKind.UNKNOWN_ARGUMENT]
    assert (first.line, first.headers, first.path) == (
        5,
        (1, 3, 4),
        ("lambda_config", 0, "custom_email_sender", 0, "a"),
    )
