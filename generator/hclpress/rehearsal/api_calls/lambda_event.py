"""The events that API Gateway sends to a function, and the replies it makes of the results.

Payload formats: https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html
"""

from __future__ import annotations

import base64
import json
from urllib.parse import urlencode
from uuid import uuid4

from hclpress.rehearsal.api_calls.route import Route
from hclpress.rehearsal.call_and_reply import Call, Reply
from hclpress.terraform.json_value import JsonValue, mapping, number, sequence, text

_CALLER = "127.0.0.1"
_AGENT = "hclpress"
_BAD_GATEWAY = 502


def event_of(request: Call, route: Route, account: str) -> dict[str, JsonValue]:
    """Return the event for a function, in the payload format of the route."""
    api = route.source.split(":")[-1].partition("/")[0]
    host = f"{api}.execute-api.{route.region}.amazonaws.com"
    headers: dict[str, JsonValue] = {"host": host, "user-agent": _AGENT, **request.headers}
    if route.payload == "2.0":
        http: dict[str, JsonValue] = {
            "method": request.method,
            "path": request.path,
            "protocol": "HTTP/1.1",
            "sourceIp": _CALLER,
            "userAgent": _AGENT,
        }
        context: dict[str, JsonValue] = {
            "accountId": account,
            "apiId": api,
            "domainName": host,
            "http": http,
            "requestId": str(uuid4()),
            "routeKey": route.key,
            "stage": route.stage,
        }
        event: dict[str, JsonValue] = {
            "version": "2.0",
            "routeKey": route.key,
            "rawPath": request.path,
            "rawQueryString": urlencode(request.query),
            "headers": headers,
            "requestContext": context,
            "isBase64Encoded": False,
        }
        if request.query:
            event["queryStringParameters"] = dict(request.query)
        if route.parameters:
            event["pathParameters"] = dict(route.parameters)
        if request.body is not None:
            event["body"] = request.body
        return event
    resource = route.key.partition(" ")[2]
    return {
        "resource": resource,
        "path": request.path,
        "httpMethod": request.method,
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": dict(request.query) or None,
        "multiValueQueryStringParameters": {name: [value] for name, value in request.query.items()} or None,
        "pathParameters": dict(route.parameters) or None,
        "stageVariables": dict(route.stage_variables) or None,
        "requestContext": {
            "accountId": account,
            "apiId": api,
            "domainName": host,
            "httpMethod": request.method,
            "identity": {"sourceIp": _CALLER, "userAgent": _AGENT},
            "path": f"/{route.stage}{request.path}",
            "requestId": str(uuid4()),
            "resourcePath": resource,
            "stage": route.stage,
        },
        "body": request.body,
        "isBase64Encoded": False,
    }


def reply_of(answer: JsonValue, route: Route) -> Reply:
    """Return the reply that API Gateway makes of a function's result.

    Format 2.0 takes a result without `statusCode` for the body of a 200; format 1.0 rejects it with 502.
    """
    fields = mapping(answer)
    if route.payload == "2.0" and "statusCode" not in fields:
        body = answer if isinstance(answer, str) else json.dumps(answer)
        return Reply(200, {"content-type": "application/json", **route.added}, body)
    status, content = fields.get("statusCode"), fields.get("body")
    if isinstance(status, str) and status.isdecimal():
        status = int(status)
    if not isinstance(status, int) or not isinstance(content, str | None):
        return Reply(_BAD_GATEWAY, {"content-type": "application/json"}, '{"message": "Internal server error"}')
    headers = {name.lower(): _joined(value) for name, value in mapping(fields.get("headers")).items()}
    several = mapping(fields.get("multiValueHeaders")).items()
    headers |= {name.lower(): ",".join(_joined(one) for one in sequence(values)) for name, values in several}
    if fields.get("isBase64Encoded") and content:
        content = base64.b64decode(content).decode("utf-8", "replace")
    # If an HTTP API has a CORS configuration, its headers replace those of the function.
    if route.added:
        headers = {name: value for name, value in headers.items() if not name.startswith("access-control-")}
    return Reply(number(status, _BAD_GATEWAY), {**headers, **route.added}, content or "")


def _joined(value: JsonValue) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return text(value) if isinstance(value, str) else str(value)
