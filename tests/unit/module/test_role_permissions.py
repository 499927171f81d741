"""Own permissions of roles: statements as IAM has them, and managed policies by name or ARN."""

from __future__ import annotations

import json

import pytest
from pydantic import TypeAdapter, ValidationError

from hclpress.module.fact_references import FromFact
from hclpress.module.facts import Fact
from hclpress.module.role_permissions import (
    ManagedPolicy,
    OwnStatement,
    PermissionsBoundary,
    own_statements,
    policy_attachments,
    statement_inputs,
)

SEND = {"actions": ["sqs:SendMessage"], "resources": ["arn:aws:sqs:us-east-1:123456789012:mails"]}


def stated(**changes: object) -> OwnStatement:
    return OwnStatement.model_validate_json(json.dumps(SEND | changes))


def test_statements_keep_their_order_and_have_ids_of_their_own() -> None:
    first, second = own_statements([stated(note="Mails."), stated(actions=["sqs:*Message"])])
    assert (first.sid, first.actions, first.note) == ("Own1", ("sqs:SendMessage",), "Mails.")
    assert (second.sid, second.actions) == ("Own2", ("sqs:*Message",))
    assert first.resources == ('"arn:aws:sqs:us-east-1:123456789012:mails"',)


def test_facts_in_resources_and_conditions_arrive_as_variables() -> None:
    one = stated(
        resources=[{"from": "queues.mails_arn"}],
        conditions=[{"test": "ArnEquals", "variable": "aws:SourceArn", "values": ["x", {"from": "api.url"}]}],
    )
    (statement,) = own_statements([one])
    assert statement.resources == ("var.queues_mails_arn",)
    assert statement.conditions[0].values == ('"x"', "var.api_url")
    resource, value = statement_inputs([one], ("statements",))
    assert (resource.fact, resource.kinds) == (Fact("queues", "mails_arn"), ("arn",))
    assert resource.path == ("statements", 0, "resources", 0)
    assert (value.fact, value.kinds) == (Fact("api", "url"), ())
    assert value.path == ("statements", 0, "conditions", 0, "values", 1)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"actions": ["*"]}, "`*` permits every action of AWS"),
        ({"actions": ["SendMessage"]}, "is no action; write its service and its name"),
        ({"actions": []}, "at least 1 item"),
        ({"resources": ["mails"]}, "is no ARN"),
        ({"resources": []}, "at least 1 item"),
        ({"effect": "Deny"}, "Extra inputs are not permitted"),
        ({"conditions": [{"test": "Equals", "variable": "aws:x", "values": ["1"]}]}, "match pattern"),
    ],
)
def test_statements_that_iam_refuses_or_that_permit_everything_are_refused(
    changes: dict[str, object], words: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        stated(**changes)
    assert words in str(caught.value)


@pytest.mark.parametrize(
    "operator",
    ["StringEquals", "ForAnyValue:StringLike", "NumericLessThanEquals", "NotIpAddress", "Null", "ArnLikeIfExists"],
)
def test_the_operators_of_iam_are_taken(operator: str) -> None:
    assert stated(conditions=[{"test": operator, "variable": "aws:PrincipalTag/team", "values": ["a"]}])


def test_policies_are_attached_once_by_name_or_arn_with_the_path_that_aws_gives_them() -> None:
    ours = "arn:aws:iam::123456789012:policy/teams/AmazonSSMReadOnlyAccess"
    read = "arn:aws:iam::aws:policy/AmazonSSMReadOnlyAccess"
    assert policy_attachments(["AmazonSSMReadOnlyAccess", read, ours], "us-east-1") == (
        ("amazon_ssm_read_only_access", read),
        ("own_amazon_ssm_read_only_access", ours),
    )
    assert policy_attachments(["AWSLambdaRole"], "cn-north-1") == (
        ("aws_lambda_role", "arn:aws-cn:iam::aws:policy/service-role/AWSLambdaRole"),
    )


@pytest.mark.parametrize(
    ("policy", "words"),
    [
        ("AmazonSSMReadOnlyAcess", "did you mean AmazonSSMReadOnlyAccess?"),
        ("arn:aws:iam::123456789012:role/ours", "is no ARN of a policy"),
        ("arn:aws:s3:::bucket", "is no ARN of a policy"),
    ],
)
def test_a_policy_that_is_none_is_refused_with_the_likely_one(policy: str, words: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(ManagedPolicy).validate_python(policy)
    assert words in str(caught.value)


def test_a_boundary_is_the_arn_of_a_policy() -> None:
    adapter = TypeAdapter[str](PermissionsBoundary)
    assert adapter.validate_python("arn:aws:iam::123456789012:policy/teams/boundary")
    with pytest.raises(ValidationError):
        adapter.validate_python("boundary")


def test_a_reference_says_which_kinds_it_takes_only_where_a_field_does() -> None:
    assert next(FromFact.model_validate({"from": "a.b"}).inputs(())).kinds == ()
