"""Functions and APIs made by plain AWS calls, and the plan that a Terraform which had made them would show."""

from __future__ import annotations

import base64
import hashlib
import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from uuid import uuid4

from msgspec import Struct

from hclpress.rehearsal.aws_clients import Aws
from hclpress.terraform.json_value import JsonValue
from hclpress.terraform.plan_json import Plan, PlannedResource

REGION = "us-east-1"


class Deployed(Struct, frozen=True):
    """An API with one function behind it.

    Attributes:
        api: its id.
        function: the function's name.
        plan: what Terraform would know of both.
        folder: where the function's zip lies.
    """

    api: str
    function: str
    plan: Plan
    folder: Path


def deploy_function(
    aws: Aws, folder: Path, source: str, *, file: str = "index.py", runtime: str = "python3.13", **environment: str
) -> tuple[str, PlannedResource]:
    """A function made of one file, and its resource in a plan."""
    name = f"function-{uuid4().hex[:8]}"
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(file, source)
    code = packed.getvalue()
    (folder / f"{name}.zip").write_bytes(code)
    trust = {"Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:*"}]}
    iam = aws.client("iam", REGION)
    role = iam.create_role(RoleName=name, AssumeRolePolicyDocument=json.dumps(trust))["Role"]["Arn"]
    arn = aws.client("lambda", REGION).create_function(
        FunctionName=name,
        Runtime=runtime,
        Role=role,
        Handler="index.handler",
        Code={"ZipFile": code},
        Environment={"Variables": environment},
    )["FunctionArn"]
    digest = base64.b64encode(hashlib.sha256(code).digest()).decode()
    values = {"arn": arn, "function_name": name, "filename": f"{name}.zip", "source_code_hash": digest}
    return name, resource("aws_lambda_function", values)


def deploy_http(
    aws: Aws, folder: Path, source: str, *routes: str, cors: Mapping[str, object] | None = None, **environment: str
) -> Deployed:
    """An HTTP API all of whose routes lead to one new function that nobody may call yet."""
    function, made = deploy_function(aws, folder, source, **environment)
    client = aws.client("apigatewayv2", REGION)
    settings = {"CorsConfiguration": cors} if cors else {}
    api = client.create_api(Name=function, ProtocolType="HTTP", **settings)["ApiId"]
    client.create_stage(ApiId=api, StageName="$default", AutoDeploy=True)
    integration = client.create_integration(
        ApiId=api,
        IntegrationType="AWS_PROXY",
        IntegrationUri=_uri(made),
        PayloadFormatVersion="2.0",
    )["IntegrationId"]
    for route in routes:
        client.create_route(ApiId=api, RouteKey=route, Target=f"integrations/{integration}")
    planned = resource("aws_apigatewayv2_api", {"id": api, "arn": f"arn:aws:apigateway:{REGION}::/apis/{api}"})
    return Deployed(api, function, plan_of(made, planned), folder)


def deploy_rest(aws: Aws, folder: Path, source: str, path: str, *methods: str) -> Deployed:
    """A REST API with one path, whose methods lead to one new function that nobody may call yet."""
    function, made = deploy_function(aws, folder, source)
    client = aws.client("apigateway", REGION)
    api = client.create_rest_api(name=function)["id"]
    parent = client.get_resources(restApiId=api)["items"][0]["id"]
    identity = client.create_resource(restApiId=api, parentId=parent, pathPart=path)["id"]
    for method in methods:
        place = {"restApiId": api, "resourceId": identity, "httpMethod": method}
        client.put_method(**place, authorizationType="NONE")
        client.put_integration(**place, type="AWS_PROXY", integrationHttpMethod="POST", uri=_uri(made))
    client.create_deployment(restApiId=api, stageName="prod")
    planned = resource("aws_api_gateway_rest_api", {"id": api, "arn": f"arn:aws:apigateway:{REGION}::/restapis/{api}"})
    return Deployed(api, function, plan_of(made, planned), folder)


def permit(aws: Aws, deployed: Deployed, calls: str) -> None:
    """Let the API call its function, for calls such as `*/POST/orders`."""
    aws.client("lambda", REGION).add_permission(
        FunctionName=deployed.function,
        StatementId=f"s{uuid4().hex[:8]}",
        Action="lambda:InvokeFunction",
        Principal="apigateway.amazonaws.com",
        SourceArn=f"arn:aws:execute-api:{REGION}:{aws.account}:{deployed.api}/{calls}",
    )


def allow(aws: Aws, function: str, action: str, resource: str, policy: str = "own") -> None:
    """Let a function do this, in place of what its policy of that name has let it do so far."""
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": action, "Resource": resource}]}
    aws.client("iam", REGION).put_role_policy(RoleName=function, PolicyName=policy, PolicyDocument=json.dumps(document))


def resource(kind: str, values: Mapping[str, JsonValue], name: str = "this") -> PlannedResource:
    """A resource as an empty plan shows it."""
    return PlannedResource(f"{kind}.{name}", "", kind, name, None, values, {}, ("no-op",))


def plan_of(*resources: PlannedResource) -> Plan:
    """An empty plan of these."""
    return Plan({one.address: one for one in resources}, {}, {}, (), {})


def _uri(made: PlannedResource) -> str:
    arn = made.values["arn"]
    return f"arn:aws:apigateway:{REGION}:lambda:path/2015-03-31/functions/{arn}/invocations"
