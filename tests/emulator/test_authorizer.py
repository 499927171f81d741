"""Calls with a role's credentials, authorized by the role's policies."""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import boto3
import pytest
from botocore.exceptions import ClientError

from hclpress.emulator.authorizer import REFUSALS
from hclpress.emulator.iam_requests import IamRequest, ResourcePlace, iam_requests_of
from hclpress.rehearsal.aws_clients import Aws

REGION = "us-east-1"
HERE = {
    service: ResourcePlace(service, "aws", REGION, "123456789012")
    for service in ("dynamodb", "sqs", "ssm", "sns", "lambda")
}
TABLE = "arn:aws:dynamodb:us-east-1:123456789012:table/orders"


def test_the_resources_of_calls_are_known() -> None:
    place = HERE["dynamodb"]
    assert iam_requests_of("PutItem", {"TableName": "orders"}, place) == (IamRequest("dynamodb:PutItem", TABLE),)
    assert iam_requests_of("PutItem", {"TableName": TABLE}, place) == (IamRequest("dynamodb:PutItem", TABLE),)
    query = {"TableName": "orders", "IndexName": "by-user"}
    assert iam_requests_of("Query", query, place) == (IamRequest("dynamodb:Query", f"{TABLE}/index/by-user"),)
    several = {"TransactItems": [{"Put": {"TableName": "orders"}}, {"ConditionCheck": {"TableName": "users"}}]}
    assert iam_requests_of("TransactWriteItems", several, place) == (
        IamRequest("dynamodb:PutItem", TABLE),
        IamRequest("dynamodb:ConditionCheckItem", TABLE.replace("orders", "users")),
    )
    batch = iam_requests_of("BatchGetItem", {"RequestItems": {"orders": {}}}, place)
    assert batch == (IamRequest("dynamodb:BatchGetItem", TABLE),)
    sent = iam_requests_of("SendMessageBatch", {"QueueUrl": "https://sqs/123456789012/jobs"}, HERE["sqs"])
    assert sent == (IamRequest("sqs:SendMessage", "arn:aws:sqs:us-east-1:123456789012:jobs"),)
    read = iam_requests_of("GetParameters", {"Names": ["/shop/a", "b"]}, HERE["ssm"])
    assert [one.resource for one in read] == [
        "arn:aws:ssm:us-east-1:123456789012:parameter/shop/a",
        "arn:aws:ssm:us-east-1:123456789012:parameter/b",
    ]
    invoked = iam_requests_of("Invoke", {"FunctionName": "mail"}, HERE["lambda"])
    assert invoked == (IamRequest("lambda:InvokeFunction", "arn:aws:lambda:us-east-1:123456789012:function:mail"),)


def test_of_other_services_the_resource_is_the_arn_that_is_sent() -> None:
    secrets = ResourcePlace("secretsmanager", "aws", REGION, "123456789012")
    arn = "arn:aws:secretsmanager:us-east-1:123456789012:secret:a-AbCdEf"
    assert iam_requests_of("GetSecretValue", {"SecretId": arn}, secrets) == (
        IamRequest("secretsmanager:GetSecretValue", arn),
    )
    assert iam_requests_of("GetSecretValue", {"SecretId": "a"}, secrets)[0].resource is None
    metrics = ResourcePlace("monitoring", "aws", REGION, "123456789012")
    assert iam_requests_of("PutMetricData", {}, metrics) == (IamRequest("cloudwatch:PutMetricData", None),)


Role = Callable[..., tuple[boto3.Session, str]]


@pytest.fixture
def role(filled: Aws) -> Role:
    """`role(statement…)`: somebody with the credentials of a new role that has these, and the key's id."""

    def made(*statements: dict[str, Any]) -> tuple[boto3.Session, str]:
        iam, name = filled.client("iam", REGION), f"role-{uuid4().hex[:8]}"
        arn = iam.create_role(RoleName=name, AssumeRolePolicyDocument="{}")["Role"]["Arn"]
        if statements:
            document = json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
            iam.put_role_policy(RoleName=name, PolicyName="own", PolicyDocument=document)
        basic = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
        iam.attach_role_policy(RoleName=name, PolicyArn=basic)
        given = filled.client("sts", REGION).assume_role(RoleArn=arn, RoleSessionName="test")["Credentials"]
        keys = given["AccessKeyId"], given["SecretAccessKey"], given["SessionToken"]
        return boto3.Session(*keys, region_name=REGION), given["AccessKeyId"]

    return made


def client(filled: Aws, session: boto3.Session, service: str) -> Any:  # noqa: ANN401  (boto3 has no types)
    return session.client(service, endpoint_url=filled.endpoint)


def refusals(filled: Aws, key: str) -> list[str]:
    with urllib.request.urlopen(f"{filled.endpoint}{REFUSALS}{key}") as answer:  # noqa: S310
        told: list[str] = json.load(answer)
    return told


def test_a_role_may_do_what_its_policies_allow_and_nothing_else(filled: Aws, role: Role) -> None:
    for name in ("allowed", "other"):
        filled.client("dynamodb", REGION).create_table(
            TableName=name,
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            BillingMode="PAY_PER_REQUEST",
        )
    allowed = TABLE.replace("orders", "allowed")
    session, key = role({"Effect": "Allow", "Action": ["dynamodb:GetItem", "dynamodb:Query"], "Resource": allowed})
    dynamodb = client(filled, session, "dynamodb")
    item = {"id": {"S": "a"}}
    assert "Item" not in dynamodb.get_item(TableName="allowed", Key=item)
    assert refusals(filled, key) == []
    with pytest.raises(ClientError, match=r"AccessDeniedException.*not authorized to perform: dynamodb:PutItem"):
        dynamodb.put_item(TableName="allowed", Item=item)
    with pytest.raises(ClientError, match="AccessDeniedException"):
        dynamodb.get_item(TableName="other", Key=item)
    assert refusals(filled, key) == [
        f"dynamodb:PutItem on {allowed}: no identity-based policy allows it",
        f"dynamodb:GetItem on {TABLE.replace('orders', 'other')}: no identity-based policy allows it",
    ]
    assert "Item" not in filled.client("dynamodb", REGION).get_item(TableName="allowed", Key=item)


def test_services_of_every_protocol_refuse_in_their_own_words(filled: Aws, role: Role) -> None:
    session, key = role({"Effect": "Allow", "Action": "s3:ListBucket", "Resource": "*"})
    filled.client("s3", REGION).create_bucket(Bucket="allowed")
    with pytest.raises(ClientError, match=r"AccessDenied.*sns:Publish on arn:aws:sns:us-east-1:123456789012:t"):
        client(filled, session, "sns").publish(TopicArn="arn:aws:sns:us-east-1:123456789012:t", Message="a")
    with pytest.raises(ClientError, match="AccessDenied"):
        client(filled, session, "s3").put_object(Bucket="allowed", Key="a", Body=b"a")
    with pytest.raises(ClientError, match=r"AccessDenied.*lambda:InvokeFunction"):
        client(filled, session, "lambda").invoke(FunctionName="mail")
    with pytest.raises(ClientError, match=r"AccessDenied.*xray:PutTraceSegments"):
        client(filled, session, "xray").put_trace_segments(TraceSegmentDocuments=["{}"])
    client(filled, session, "s3").head_bucket(Bucket="allowed")
    assert [one.partition(":no")[0].split(" on ")[0] for one in refusals(filled, key)] == [
        "sns:Publish",
        "s3:PutObject",
        "lambda:InvokeFunction",
        "xray:PutTraceSegments",
    ]


def test_a_policy_that_is_attached_counts(filled: Aws, role: Role) -> None:
    session, key = role()
    client(filled, session, "logs").create_log_group(logGroupName=f"/{uuid4().hex}")
    assert refusals(filled, key) == []
