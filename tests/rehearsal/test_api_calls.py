"""Calls to a deployed API: what a caller gets, and what stops a call on its way."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from deployed import REGION, allow, deploy_function, deploy_http, deploy_rest, permit, plan_of, resource

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.rehearsal.api_calls.dsql_databases import Databases
from hclpress.rehearsal.api_calls.make_call import call as make_call
from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.call_and_reply import Call, Reply
from hclpress.terraform.plan_json import Plan, PlannedOutput

ECHO = """
import json, os

def handler(event, context):
    return {"statusCode": 201, "headers": {"X-Own": "1"}, "body": json.dumps({
        "event": event, "greeting": os.environ.get("GREETING"), "name": context.function_name,
        "left": context.get_remaining_time_in_millis() > 0})}
"""
PLAIN = "def handler(event, context):\n    return {'answer': 42}\n"
BROKEN = "def handler(event, context):\n    raise RuntimeError('out of order')\n"
SHAPELESS = "def handler(event, context):\n    return {'answer': 42}\n"
KEEPING = """
import boto3, json, os

def handler(event, context):
    table = boto3.resource("dynamodb").Table(os.environ["TABLE"])
    if event["requestContext"]["http"]["method"] == "POST":
        table.put_item(Item=json.loads(event["body"]))
        return {"statusCode": 200, "body": "kept"}
    return {"statusCode": 200, "body": json.dumps(table.get_item(Key={"id": event["pathParameters"]["id"]})["Item"])}
"""


def call(request: Call, plan: Plan, folder: Path, aws: Aws, sources: Path | None = None) -> Reply:
    """The answer to a request in an environment that has no database."""
    with Databases(aws, folder) as databases:
        return make_call(request, plan, folder, aws, databases, sources)


def stopped(request: Call, plan: Plan, folder: Path, aws: Aws) -> Diagnostic:
    """What stops a call."""
    with pytest.raises(Diagnosed) as raised:
        call(request, plan, folder, aws)
    (found,) = raised.value.diagnostics
    return found


def test_an_http_api_hands_on_body_query_path_and_environment(aws: Aws, tmp_path: Path) -> None:
    made = deploy_http(aws, tmp_path, ECHO, "POST /orders/{id}", GREETING="hello")
    permit(aws, made, "*/POST/orders/{id}")
    reply = call(Call.read("POST /orders/7?deep=yes", '{"a": 1}'), made.plan, made.folder, aws)
    body = json.loads(reply.body)
    assert (reply.status, reply.headers["x-own"]) == (201, "1")
    assert (body["greeting"], body["name"], body["left"]) == ("hello", made.function, True)
    assert body["event"]["version"] == "2.0"
    assert body["event"]["routeKey"] == "POST /orders/{id}"
    assert body["event"]["pathParameters"] == {"id": "7"}
    assert body["event"]["queryStringParameters"] == {"deep": "yes"}
    assert body["event"]["body"] == '{"a": 1}'


def test_a_rest_api_asks_its_function_in_format_1(aws: Aws, tmp_path: Path) -> None:
    made = deploy_rest(aws, tmp_path, ECHO, "orders", "ANY")
    permit(aws, made, "*/*/orders")
    reply = call(Call.read("PUT /orders", "{}"), made.plan, made.folder, aws)
    event = json.loads(reply.body)["event"]
    assert (event["httpMethod"], event["resource"], event["requestContext"]["stage"]) == ("PUT", "/orders", "prod")


def test_what_is_stored_by_one_call_is_read_by_the_next(aws: Aws, tmp_path: Path) -> None:
    aws.client("dynamodb", REGION).create_table(
        TableName="kept",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
    )
    made = deploy_http(aws, tmp_path, KEEPING, "POST /things", "GET /things/{id}", TABLE="kept")
    permit(aws, made, "*/*/things*")
    allow(aws, made.function, "dynamodb:*Item", f"arn:aws:dynamodb:{REGION}:{aws.account}:table/kept")
    assert call(Call.read("POST /things", '{"id": "a", "n": "1"}'), made.plan, made.folder, aws).body == "kept"
    assert json.loads(call(Call.read("GET /things/a"), made.plan, made.folder, aws).body) == {"id": "a", "n": "1"}


def test_a_role_that_may_no_longer_do_what_its_function_does_is_caught(aws: Aws, tmp_path: Path) -> None:
    aws.client("dynamodb", REGION).create_table(
        TableName="narrowed",
        AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
        KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
        BillingMode="PAY_PER_REQUEST",
    )
    made = deploy_http(aws, tmp_path, KEEPING, "POST /things", TABLE="narrowed")
    permit(aws, made, "*/*/things*")
    table = f"arn:aws:dynamodb:{REGION}:{aws.account}:table/narrowed"
    post = Call.read("POST /things", '{"id": "a"}')
    allow(aws, made.function, "dynamodb:PutItem", table)
    assert call(post, made.plan, made.folder, aws).status == 200
    for action, where in (("dynamodb:GetItem", table), ("dynamodb:PutItem", f"{table}/index/*")):
        allow(aws, made.function, action, where)
        found = stopped(post, made.plan, made.folder, aws)
        assert found.code == "rehearse/access-denied"
        assert f"AccessDenied: {made.function} may not dynamodb:PutItem on {table}" in found.summary
        assert "no identity-based policy allows it" in found.detail


def test_a_refusal_is_caught_even_when_the_function_answers(aws: Aws, tmp_path: Path) -> None:
    swallowing = (
        "import boto3\n\ndef handler(event, context):\n    try:\n        boto3.client('sns').publish(TopicArn="
        "'arn:aws:sns:us-east-1:123456789012:a', Message='a')\n    except Exception:\n        pass\n"
        "    return {'statusCode': 200, 'body': 'fine'}\n"
    )
    made = deploy_http(aws, tmp_path, swallowing, "GET /")
    permit(aws, made, "*/GET/")
    found = stopped(Call.read("GET /"), made.plan, made.folder, aws)
    assert found.code == "rehearse/access-denied"
    assert "sns:Publish on arn:aws:sns:us-east-1:123456789012:a" in found.summary


def test_a_role_that_lambda_may_not_assume_is_caught(aws: Aws, tmp_path: Path) -> None:
    made = deploy_http(aws, tmp_path, ECHO, "GET /")
    permit(aws, made, "*/GET/")
    tasks = {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}
    trust = {"Version": "2012-10-17", "Statement": [tasks]}
    aws.client("iam", REGION).update_assume_role_policy(RoleName=made.function, PolicyDocument=json.dumps(trust))
    found = stopped(Call.read("GET /"), made.plan, made.folder, aws)
    assert found.code == "rehearse/role-not-assumable"
    assert "lambda.amazonaws.com" in found.detail


def test_a_function_is_invoked_by_its_name_or_by_an_output_that_holds_it(aws: Aws, tmp_path: Path) -> None:
    name, function = deploy_function(aws, tmp_path, PLAIN)
    output = PlannedOutput(name, False, False, ("no-op",))
    plan = Plan({function.address: function}, {"Migrate": output}, {}, (), {})
    for called in (name, "Migrate"):
        reply = call(Call.read(f"INVOKE {called}"), plan, tmp_path, aws)
        assert (reply.status, json.loads(reply.body)) == (200, {"answer": 42})
    found = stopped(Call.read("INVOKE nobody"), plan, tmp_path, aws)
    assert found.code == "rehearse/no-function"
    assert name in found.detail


@pytest.mark.parametrize("narrowed", ["*/GET/orders", "*/POST/orders/x", "prod/POST/orders", "*/*/products"])
def test_a_permission_that_does_not_cover_the_call_is_caught(aws: Aws, tmp_path: Path, narrowed: str) -> None:
    made = deploy_http(aws, tmp_path, ECHO, "POST /orders")
    permit(aws, made, narrowed)
    found = stopped(Call.read("POST /orders"), made.plan, made.folder, aws)
    assert found.code == "rehearse/not-permitted"
    assert f"{made.api}/$default/POST/orders" in found.detail
    assert narrowed in found.detail


def test_a_function_that_permits_nobody_is_caught(aws: Aws, tmp_path: Path) -> None:
    made = deploy_rest(aws, tmp_path, ECHO, "orders", "POST")
    found = stopped(Call.read("POST /orders"), made.plan, made.folder, aws)
    assert found.code == "rehearse/not-permitted"
    assert "No API is permitted" in found.detail


def test_other_code_than_the_zip_is_caught(aws: Aws, tmp_path: Path) -> None:
    made = deploy_http(aws, tmp_path, ECHO, "POST /orders")
    permit(aws, made, "*/POST/orders")
    zipped = tmp_path / f"{made.function}.zip"
    zipped.write_bytes(zipped.read_bytes() + b"changed")
    found = stopped(Call.read("POST /orders"), made.plan, made.folder, aws)
    assert found.code == "rehearse/wrong-code"
    assert "source_code_hash" in found.detail


def test_code_that_lies_in_a_bucket_is_fetched_from_there(aws: Aws, tmp_path: Path) -> None:
    made = deploy_http(aws, tmp_path, ECHO, "GET /")
    permit(aws, made, "*/GET/*")
    s3 = aws.client("s3", REGION)
    s3.create_bucket(Bucket="packages")
    s3.put_object(Bucket="packages", Key="a.zip", Body=(tmp_path / f"{made.function}.zip").read_bytes())
    old = made.plan.resource("aws_lambda_function.this")
    kept = {**old.values, "filename": None, "s3_bucket": "packages", "s3_key": "a.zip"}
    api = made.plan.resource("aws_apigatewayv2_api.this")
    plan = plan_of(resource("aws_lambda_function", kept), api)
    assert call(Call.read("GET /"), plan, tmp_path / "nowhere", aws).status == 201


def test_an_exception_is_told_with_its_words(aws: Aws, tmp_path: Path) -> None:
    made = deploy_http(aws, tmp_path, BROKEN, "GET /")
    permit(aws, made, "*/GET/")
    found = stopped(Call.read("GET /"), made.plan, made.folder, aws)
    assert found.code == "rehearse/function-failed"
    assert "out of order" in found.detail


def test_an_answer_without_a_status_is_a_body_for_an_http_api_and_a_502_for_a_rest_api(
    aws: Aws, tmp_path: Path
) -> None:
    http = deploy_http(aws, tmp_path, PLAIN, "$default")
    permit(aws, http, "*/*")
    reply = call(Call.read("GET /any/thing"), http.plan, http.folder, aws)
    assert (reply.status, json.loads(reply.body)) == (200, {"answer": 42})
    rest = deploy_rest(aws, tmp_path, SHAPELESS, "orders", "GET")
    permit(aws, rest, "*/GET/orders")
    assert call(Call.read("GET /orders"), rest.plan, rest.folder, aws).status == 502


def test_where_no_route_fits_each_kind_of_api_answers_in_its_way(aws: Aws, tmp_path: Path) -> None:
    http = deploy_http(aws, tmp_path, ECHO, "POST /orders")
    assert call(Call.read("GET /orders"), http.plan, http.folder, aws).status == 404
    rest = deploy_rest(aws, tmp_path, ECHO, "orders", "POST")
    assert call(Call.read("POST /nothing"), rest.plan, rest.folder, aws).status == 403


def test_the_closest_route_is_taken(aws: Aws, tmp_path: Path) -> None:
    made = deploy_http(aws, tmp_path, ECHO, "$default", "ANY /{proxy+}", "GET /orders/{id}", "GET /orders/latest")
    permit(aws, made, "*/*")
    for path, key in {
        "/orders/latest": "GET /orders/latest",
        "/orders/7": "GET /orders/{id}",
        "/other/way": "ANY /{proxy+}",
    }.items():
        event = json.loads(call(Call.read(f"GET {path}"), made.plan, made.folder, aws).body)["event"]
        assert event["routeKey"] == key


def test_an_http_api_answers_a_page_of_another_site_by_itself(aws: Aws, tmp_path: Path) -> None:
    cors = {"AllowOrigins": ["https://shop.example.com"], "AllowMethods": ["POST"], "AllowHeaders": ["content-type"]}
    made = deploy_http(aws, tmp_path, ECHO, "POST /orders", cors=cors)
    permit(aws, made, "*/POST/orders")
    asked = Call("OPTIONS", "/orders", headers={"origin": "https://shop.example.com"})
    reply = call(asked, made.plan, made.folder, aws)
    assert reply.status == 204
    assert reply.headers["access-control-allow-origin"] == "https://shop.example.com"
    assert reply.headers["access-control-allow-methods"] == "POST"
    foreign = Call("OPTIONS", "/orders", headers={"origin": "https://elsewhere.example.com"})
    assert call(foreign, made.plan, made.folder, aws).headers == {}
    posted = Call("POST", "/orders", headers={"origin": "https://shop.example.com"})
    assert call(posted, made.plan, made.folder, aws).headers["access-control-allow-origin"] == asked.headers["origin"]


def test_an_authorizer_sends_everybody_away_who_brings_nothing(aws: Aws, tmp_path: Path) -> None:
    made = deploy_http(aws, tmp_path, ECHO, "GET /")
    client = aws.client("apigatewayv2", REGION)
    (route,) = client.get_routes(ApiId=made.api)["Items"]
    client.update_route(ApiId=made.api, RouteId=route["RouteId"], AuthorizationType="JWT")
    assert call(Call.read("GET /"), made.plan, made.folder, aws).status == 401


def test_a_rest_api_turns_away_what_its_model_does_not_allow(aws: Aws, tmp_path: Path) -> None:
    made = deploy_rest(aws, tmp_path, ECHO, "orders", "POST")
    permit(aws, made, "*/POST/orders")
    client = aws.client("apigateway", REGION)
    schema = {"type": "object", "required": ["price"], "properties": {"price": {"type": "number"}}}
    client.create_model(restApiId=made.api, name="Order", contentType="application/json", schema=json.dumps(schema))
    validator = client.create_request_validator(restApiId=made.api, name="body", validateRequestBody=True)["id"]
    (resource_id,) = [one["id"] for one in client.get_resources(restApiId=made.api)["items"] if one["path"] != "/"]
    place = {"restApiId": made.api, "resourceId": resource_id, "httpMethod": "POST"}
    method = {"authorizationType": "NONE", "requestValidatorId": validator, "requestModels": {"$default": "Order"}}
    integration = client.get_integration(**place)["uri"]
    client.delete_method(**place)
    client.put_method(**place, **method)
    client.put_integration(**place, type="AWS_PROXY", integrationHttpMethod="POST", uri=integration)
    for body, status in {'{"price": 1}': 201, '{"price": "1"}': 400, "{": 400, "": 400}.items():
        assert call(Call.read("POST /orders", body), made.plan, made.folder, aws).status == status


@pytest.mark.skipif(shutil.which("node") is None, reason="there is no node")
def test_a_function_of_node_finds_the_libraries_that_npm_installed(aws: Aws, tmp_path: Path) -> None:
    library = tmp_path / "functions" / "system" / "node_modules" / "greeting"
    library.mkdir(parents=True)
    (library / "package.json").write_text('{"name": "greeting", "main": "index.cjs"}')
    (library / "index.cjs").write_text("module.exports = 'hello';")
    source = (
        "import greeting from 'greeting';\nexport const handler = async (event) => "
        "({ statusCode: 200, body: greeting + ' ' + event.rawPath + ' ' + process.env.GREETING });\n"
    )
    name, function = deploy_function(aws, tmp_path, source, file="index.mjs", runtime="nodejs22.x", GREETING="there")
    made = deploy_http(aws, tmp_path, ECHO, "GET /")
    client = aws.client("apigatewayv2", REGION)
    (integration,) = client.get_integrations(ApiId=made.api)["Items"]
    uri = f"arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions/{function.values['arn']}/invocations"
    client.update_integration(ApiId=made.api, IntegrationId=integration["IntegrationId"], IntegrationUri=uri)
    aws.client("lambda", REGION).add_permission(
        FunctionName=name, StatementId="s", Action="lambda:InvokeFunction", Principal="apigateway.amazonaws.com"
    )
    plan = plan_of(function, made.plan.resource("aws_apigatewayv2_api.this"))
    assert call(Call.read("GET /"), plan, tmp_path, aws, tmp_path).body == "hello / there"


def test_an_environment_without_an_api_says_so(aws: Aws, tmp_path: Path) -> None:
    assert stopped(Call.read("GET /"), plan_of(), tmp_path, aws).code == "rehearse/no-api"
