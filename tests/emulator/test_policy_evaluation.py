"""What policies allow, as IAM would evaluate them."""

from __future__ import annotations

from typing import Any

import pytest

from hclpress.emulator.policy_evaluation import Decision, evaluate, trusts

TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/orders"
ALLOW = {"Effect": "Allow", "Action": "dynamodb:*", "Resource": "*"}


def decision(*statements: dict[str, Any], action: str = "dynamodb:PutItem", resource: str | None = TABLE) -> Decision:
    context = {"aws:SourceAccount": "123456789012"}
    return evaluate([{"Version": "2012-10-17", "Statement": list(statements)}], action, resource, context)


@pytest.mark.parametrize(
    "statement",
    [
        {"Action": "dynamodb:PutItem", "Resource": TABLE},
        {"Action": ["dynamodb:GetItem", "DynamoDB:putitem"], "Resource": [TABLE, "x"]},
        {"Action": "dynamodb:Put*", "Resource": "arn:aws:dynamodb:*:*:table/order?"},
        {"Action": "*", "Resource": "*"},
        {"NotAction": "dynamodb:DeleteItem", "Resource": TABLE},
        {"Action": "dynamodb:PutItem", "NotResource": f"{TABLE}/index/*"},
        {**ALLOW, "Condition": {"StringEquals": {"AWS:SourceAccount": ["1", "123456789012"]}}},
        {**ALLOW, "Condition": {"StringNotEquals": {"aws:RequestedRegion": "eu-west-1"}}},
        {**ALLOW, "Condition": {"StringLikeIfExists": {"aws:UserAgent": "a*"}}},
    ],
)
def test_what_a_statement_covers_is_allowed(statement: dict[str, Any]) -> None:
    assert decision({"Effect": "Allow", **statement}) is Decision.ALLOWED


@pytest.mark.parametrize(
    "statement",
    [
        {"Action": "dynamodb:GetItem", "Resource": TABLE},
        {"Action": "dynamodb:PutItem", "Resource": f"{TABLE}s"},
        {"Action": "dynamodb:PutItem", "Resource": TABLE.upper()},
        {"Action": "dynamodb:PutItem", "Resource": f"{TABLE}/index/*"},
        {"NotAction": "dynamodb:Put*", "Resource": TABLE},
        {"Action": "dynamodb:PutItem", "NotResource": TABLE},
        {"Action": "dynamodb:PutItem"},
        {**ALLOW, "Condition": {"StringEquals": {"aws:SourceAccount": "1"}}},
        {**ALLOW, "Condition": {"Bool": {"aws:SecureTransport": "true"}}},
        {**ALLOW, "Condition": {"NumericLessThan": {"aws:SourceAccount": "1"}}},
    ],
)
def test_what_no_statement_covers_is_not(statement: dict[str, Any]) -> None:
    assert decision({"Effect": "Allow", **statement}) is Decision.NOT_ALLOWED


def test_what_is_denied_stays_denied_wherever_it_is_allowed() -> None:
    deny = {"Effect": "Deny", "Action": "dynamodb:PutItem", "Resource": TABLE}
    assert decision(deny, ALLOW) is Decision.DENIED
    assert decision(ALLOW, deny) is Decision.DENIED
    assert decision(ALLOW, {**deny, "Condition": {"StringEquals": {"aws:SourceAccount": "1"}}}) is Decision.ALLOWED


def test_a_resource_that_is_not_known_is_allowed_by_any_and_denied_only_by_all() -> None:
    deny = {"Effect": "Deny", "Action": "*", "Resource": TABLE}
    scoped = {**ALLOW, "Resource": TABLE}
    assert decision(scoped, deny, resource=None) is Decision.ALLOWED
    assert decision(scoped, {**deny, "Resource": "*"}, resource=None) is Decision.DENIED


def test_one_statement_needs_no_list() -> None:
    assert evaluate([{"Statement": ALLOW}], "dynamodb:PutItem", TABLE) is Decision.ALLOWED


def trust(**statement: object) -> dict[str, Any]:
    allow = {"Effect": "Allow", "Principal": {"Service": ["lambda.amazonaws.com"]}, "Action": "sts:AssumeRole"}
    return {"Statement": [{**allow, **statement}]}


def test_a_role_trusts_the_service_it_names() -> None:
    context = {"aws:SourceAccount": "123456789012"}
    mine = {"StringEquals": {"aws:SourceAccount": "123456789012"}}
    assert trusts(trust(Condition=mine), "lambda.amazonaws.com", context)
    assert not trusts(trust(Condition=mine), "lambda.amazonaws.com", {})
    assert not trusts(trust(), "ecs-tasks.amazonaws.com", context)
    assert not trusts(trust(Principal={"AWS": "arn:aws:iam::123456789012:root"}), "lambda.amazonaws.com", context)
    assert not trusts(trust(Action="sts:TagSession"), "lambda.amazonaws.com", context)
