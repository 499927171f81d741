from __future__ import annotations

import pytest

from hclpress.aws.consequences import Consequence, Edit
from hclpress.history.attribute_changes import attribute_changes
from hclpress.history.changes import Reason
from hclpress.history.edits import ArgumentEdit
from hclpress.history.meanings import Meaning, Value
from hclpress.model.environment_preview import AttributeChange


def changes(was: Value, now: Value, path: str = "policy") -> tuple[AttributeChange, ...]:
    kind = Edit.SET if was is None else Edit.UNSET if now is None else Edit.CHANGED
    return attribute_changes([Reason(ArgumentEdit(path, kind, was, now), Consequence.UPDATED)])


def test_a_value_has_its_text_before_and_afterwards() -> None:
    assert changes(128, 256, "memory_size") == (AttributeChange("memory_size", "128", "256"),)
    assert changes("a", "b", "name") == (AttributeChange("name", '"a"', '"b"'),)
    assert changes(None, True, "multi_az") == (AttributeChange("multi_az", None, "true"),)
    assert changes(7, None, "days") == (AttributeChange("days", "7", None),)


def test_a_list_gains_and_loses_items() -> None:
    (one,) = changes(("a", "b"), ("b", "c"), "subnets")
    assert one == AttributeChange("subnets", added=('"c"',), removed=('"a"',))


def test_a_list_in_another_order_is_told_as_a_whole() -> None:
    assert changes(("a", "b"), ("b", "a"), "rules") == (AttributeChange("rules", '["a", "b"]', '["b", "a"]'),)


def test_a_mapping_is_told_key_by_key() -> None:
    found = changes({"A": "1", "B": "2"}, {"A": "1", "B": "3", "C": "4"}, "environment.variables")
    assert found == (
        AttributeChange("environment.variables.B", '"2"', '"3"'),
        AttributeChange("environment.variables.C", None, '"4"'),
    )


@pytest.mark.parametrize(
    ("was", "now"),
    [
        (
            '{"Statement": [{"Sid": "Read", "Action": ["s3:GetObject"]}, {"Sid": "List", "Action": "s3:ListBucket"}]}',
            '{"Statement": [{"Sid": "List", "Action": "s3:ListBucket"}, {"Sid": "Read", "Action": ["s3:Get*"]}]}',
        ),
        (
            Meaning('jsonencode({Statement = [{Action = ["s3:GetObject"], Sid = "Read"}]})'),
            Meaning('jsonencode({Statement = [{Action = ["s3:Get*"], Sid = "Read"}]})'),
        ),
    ],
)
def test_json_is_taken_apart_statement_by_statement(was: Value, now: Value) -> None:
    (one,) = changes(was, now)
    assert one.path in {"policy.Statement[Read].Action", "policy.Statement.Action"}
    assert one.removed == ('"s3:GetObject"',)
    assert one.added == ('"s3:Get*"',)


def test_a_policy_document_is_taken_apart() -> None:
    was = Meaning(
        'data([{statement = [{actions = ["sqs:SendMessage"], resources = [aws_sqs_queue.a.arn], sid = "Send"}]}]).json'
    )
    now = Meaning(
        'data([{statement = [{actions = ["sqs:SendMessage"], resources = [aws_sqs_queue.b.arn], sid = "Send"}]}]).json'
    )
    assert changes(was, now) == (
        AttributeChange("policy.statement.resources", added=("aws_sqs_queue.b.arn",), removed=("aws_sqs_queue.a.arn",)),
    )


def test_json_in_json_is_taken_apart() -> None:
    was, now = '{"input": "{\\"a\\": 1}"}', '{"input": "{\\"a\\": 2}"}'
    assert changes(was, now, "target") == (AttributeChange("target.input.a", "1", "2"),)


@pytest.mark.parametrize("text", ["{not json", "[1, 2", "{}}"])
def test_text_that_only_begins_like_json_stays_text(text: str) -> None:
    (one,) = changes(text, "x", "text")
    assert one.path == "text"
    assert one.now == '"x"'


def test_what_forces_a_replacement_comes_first() -> None:
    edits = [
        Reason(ArgumentEdit("memory", Edit.CHANGED, 1, 2), Consequence.UPDATED),
        Reason(ArgumentEdit("name", Edit.CHANGED, "a", "b"), Consequence.REPLACED),
        Reason(ArgumentEdit("role", Edit.CHANGED, None, None), Consequence.UPDATED, "aws_iam_role.this"),
    ]
    found = attribute_changes(edits)
    assert [one.path for one in found] == ["name", "memory", "role"]
    assert [one.forces for one in found] == [True, False, False]
    assert found[2].follows == "aws_iam_role.this"
