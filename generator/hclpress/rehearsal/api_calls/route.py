"""The way of a call: the API, its stage and route, its authorization and its target."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct, field

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.rehearsal.api_calls.gateway_refusal import SIGNED, refusal, refused
from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.call_and_reply import Call, Reply
from hclpress.terraform.json_value import JsonValue, mapping, sequence, text
from hclpress.terraform.plan_json import Plan, PlannedResource

_FUNCTION = re.compile(r"(arn:aws[\w-]*:lambda:([\w-]+):\d{12}:function:[\w-]+)(?::([\w$-]+))?")


class Route(Struct, frozen=True):
    """The way of one call.

    Attributes:
        address: the address of the API in Terraform.
        region: its region.
        key: the route's key in AWS, such as `GET /items/{id}`.
        stage: the stage's name.
        stage_variables: the values that the stage passes to functions.
        parameters: the values of the path's placeholders.
        source: the ARN that identifies the caller to a function, with the call's own method and route.
        function: the ARN of the function; empty if the API replies by itself.
        qualifier: its version or alias; empty for neither.
        payload: the version of the payload format, "1.0" or "2.0".
        answer: the API's own reply, if there is one.
        added: headers the API adds to each reply.
    """

    address: str
    region: str
    key: str
    stage: str
    stage_variables: Mapping[str, str]
    parameters: Mapping[str, str]
    source: str
    function: str
    qualifier: str
    payload: str
    answer: Reply | None = None
    added: Mapping[str, str] = field(default_factory=dict)


def find_route(request: Call, plan: Plan, aws: Aws) -> Route:
    """Find the route of a request by reading the settings of every API of an environment.

    A caller has credentials of the account: routes that require AWS signatures admit it, all other authorizers reply
    with 401, and routes that require an API key with 403. If no route matches, an HTTP API replies with 404 and a REST
    API with 403.

    Args:
        request: the request.
        plan: an empty plan of the deployed environment, which has the ids of the APIs.
        aws: the emulated account.

    Raises:
        Diagnosed: `rehearse/no-api`, `rehearse/no-stage`.
    """
    apis = [
        *((one, _http_routes) for one in plan.resources("aws_apigatewayv2_api")),
        *((one, _rest_routes) for one in plan.resources("aws_api_gateway_rest_api")),
    ]
    if not apis:
        raise Diagnosed(
            [Diagnostic("rehearse/no-api", "There is no API to call", "The environment has no API Gateway.")]
        )
    for api, routes_of in apis:
        if fitting := list(routes_of(api, request, aws)):
            return min(fitting, key=lambda found: found[1])[0]
    api, _ = apis[0]
    rest = api.type == "aws_api_gateway_rest_api"
    nobody = refused(403, "Missing Authentication Token") if rest else refused(404, "Not Found")
    return _route(api, _region(api), str(request), "", answer=nobody)


_Rank = tuple[int, ...]
_Found = Iterator[tuple[Route, _Rank]]
_RoutesOf = Callable[[PlannedResource, Call, Aws], _Found]


def _http_routes(api: PlannedResource, request: Call, aws: Aws) -> _Found:
    identity, region = text(api.values.get("id")), _region(api)
    client = aws.client("apigatewayv2", region)
    described = client.get_api(ApiId=identity)
    stages = client.get_stages(ApiId=identity)["Items"]
    if not stages:
        raise Diagnosed([_no_stage(api)])
    stage = stages[0]
    integrations = {one["IntegrationId"]: one for one in client.get_integrations(ApiId=identity)["Items"]}
    cors = described.get("CorsConfiguration")
    if cors and request.method == "OPTIONS":
        preflight = Reply(204, _cors_headers(cors, request, preflight=True), "")
        yield _route(api, region, "OPTIONS (CORS)", stage["StageName"], answer=preflight), (0,)
    for one in client.get_routes(ApiId=identity)["Items"]:
        key = one["RouteKey"]
        parameters, rank = _fit(key, request)
        if rank is None:
            continue
        integration = integrations.get(one.get("Target", "").removeprefix("integrations/"), {})
        function, qualifier = _function(integration.get("IntegrationUri", ""))
        method, _, path = key.partition(" ")
        called = f"{'*' if method == '$default' else method}/{(path or '$default').lstrip('/')}"
        answer = None if one.get("AuthorizationType", "NONE") in SIGNED else refused(401, "Unauthorized")
        yield (
            Route(
                address=api.address,
                region=region,
                key=key,
                stage=stage["StageName"],
                stage_variables=stage.get("StageVariables", {}),
                parameters=parameters,
                source=_source(aws, region, identity, stage["StageName"], called, request),
                function=function,
                qualifier=qualifier,
                payload=integration.get("PayloadFormatVersion", "1.0"),
                answer=answer,
                added=_cors_headers(cors, request, preflight=False) if cors else {},
            ),
            rank,
        )


def _rest_routes(api: PlannedResource, request: Call, aws: Aws) -> _Found:
    identity, region = text(api.values.get("id")), _region(api)
    client = aws.client("apigateway", region)
    stages = client.get_stages(restApiId=identity)["item"]
    if not stages:
        raise Diagnosed([_no_stage(api)])
    stage = stages[0]
    resources = client.get_resources(restApiId=identity, limit=500)["items"]
    for resource in resources:
        for method in resource.get("resourceMethods", {}):
            key = f"{method} {resource['path']}"
            parameters, rank = _fit(key, request)
            if rank is None:
                continue
            place = {"restApiId": identity, "resourceId": resource["id"], "httpMethod": method}
            described = client.get_method(**place)
            integration = described.get("methodIntegration", {})
            function, qualifier = _function(integration.get("uri", ""))
            answer = refusal(described, request, identity, client)
            if answer is None and integration.get("type") == "MOCK":
                answer = _mock(integration)
            yield (
                Route(
                    address=api.address,
                    region=region,
                    key=key,
                    stage=stage["stageName"],
                    stage_variables=stage.get("variables", {}),
                    parameters=parameters,
                    source=_source(
                        aws, region, identity, stage["stageName"], f"{method}/{resource['path'].lstrip('/')}", request
                    ),
                    function=function,
                    qualifier=qualifier,
                    payload="1.0",
                    answer=answer,
                ),
                rank,
            )


def _route(api: PlannedResource, region: str, key: str, stage: str, *, answer: Reply) -> Route:
    return Route(api.address, region, key, stage, {}, {}, "", "", "", "2.0", answer)


def _region(api: PlannedResource) -> str:
    return text(api.values.get("arn")).split(":")[3]


def _source(aws: Aws, region: str, api: str, stage: str, called: str, request: Call) -> str:
    method, _, path = called.partition("/")
    # API Gateway uses the call's own method, and the route as it is written, with its placeholders.
    return f"arn:aws:execute-api:{region}:{aws.account}:{api}/{stage}/{request.method if method else '*'}/{path}"


def _function(uri: str) -> tuple[str, str]:
    found = _FUNCTION.search(uri)
    return (found[1], found[3] or "") if found else ("", "")


def _fit(key: str, request: Call) -> tuple[dict[str, str], _Rank | None]:
    """Return the values of a route's placeholders, and the rank of the match: smaller is better; None for no match."""
    if key == "$default":
        return {}, (9,)
    method, _, path = key.partition(" ")
    if method not in {request.method, "ANY"}:
        return {}, None
    pattern, rank = "", list[int]()
    for part in path.strip("/").split("/"):
        if part.endswith("+}"):
            pattern, rank = f"{pattern}/(?P<{_group(part[1:-2])}>.+)", [*rank, 2]
        elif part.startswith("{"):
            pattern, rank = f"{pattern}/(?P<{_group(part[1:-1])}>[^/]+)", [*rank, 1]
        else:
            pattern, rank = f"{pattern}/{re.escape(part)}", [*rank, 0]
    found = re.fullmatch(pattern, request.path.rstrip("/") or "/")
    if found is None:
        return {}, None
    return {_name(group): value for group, value in found.groupdict().items()}, (*rank, method == "ANY")


def _group(name: str) -> str:
    """Return a placeholder's name as a valid name of a group in a regular expression."""
    return "p_" + "".join(character if character.isalnum() else f"_{ord(character)}_" for character in name)


def _name(group: str) -> str:
    return re.sub(r"_(\d+)_", lambda found: chr(int(found[1])), group.removeprefix("p_"))


def _mock(integration: Mapping[str, JsonValue]) -> Reply:
    responses = mapping(integration.get("integrationResponses"))
    status = next(iter(sorted(responses)), "500")
    parameters = mapping(mapping(responses.get(status)).get("responseParameters"))
    headers = {name.rpartition(".")[2].lower(): text(value).strip("'") for name, value in parameters.items()}
    return Reply(int(status), headers, "")


def _cors_headers(cors: Mapping[str, JsonValue], request: Call, *, preflight: bool) -> dict[str, str]:
    """Return the CORS headers of an HTTP API for a page of another site; none for an unknown site."""
    allowed = [text(one) for one in sequence(cors.get("AllowOrigins"))]
    origin = request.headers.get("origin", "")
    if not origin or ("*" not in allowed and origin not in allowed):
        return {}
    headers = {"access-control-allow-origin": "*" if "*" in allowed else origin}
    if cors.get("AllowCredentials"):
        headers["access-control-allow-credentials"] = "true"
    if preflight:
        headers["access-control-allow-methods"] = ",".join(text(one) for one in sequence(cors.get("AllowMethods")))
        headers["access-control-allow-headers"] = ",".join(text(one) for one in sequence(cors.get("AllowHeaders")))
        headers["access-control-max-age"] = str(cors.get("MaxAge") or 0)
    elif exposed := sequence(cors.get("ExposeHeaders")):
        headers["access-control-expose-headers"] = ",".join(text(one) for one in exposed)
    return headers


def _no_stage(api: PlannedResource) -> Diagnostic:
    return Diagnostic("rehearse/no-stage", f"{api.address} has no stage", "Without one nobody can call the API.")
