"""How the templates' view follows from an API's settings."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from hclpress.aws.regions import partition_of
from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import Expr, attributes, encode
from hclpress.module.site import Site
from hclpress.module.uses import environment_expression

from .auth import JwtAuthorizer, Open
from .callee import alias_of, function_name, invoke_arn, name_of
from .model import with_draft
from .permission import route_labels, statement_id_of
from .route import Route, RouteKey
from .view import AuthorizerView, CorsView, PathView, PermissionsView, RouteView, ValidatorView, View

if TYPE_CHECKING:
    from .contract import Api

_AUTHORIZATION = {"none": "NONE", "iam": "AWS_IAM", "jwt": "JWT", "lambda": "CUSTOM"}
_LOG_LEVEL = {"off": "OFF", "errors": "ERROR", "all": "INFO"}
_VALIDATORS = (
    ValidatorView("body", "body", body=True, parameters=False),
    ValidatorView("parameters", "parameters", body=False, parameters=True),
    ValidatorView("body_and_parameters", "body and parameters", body=True, parameters=True),
)


def view_of(api: Api, site: Site) -> View:
    """Everything the templates see."""
    rest = api.kind == "rest"
    routes = tuple(_route_views(api))
    used = {route.validator for route in routes}
    logs = api.stage.access_logs
    stage = "aws_api_gateway_stage.this.stage_name" if rest else "aws_apigatewayv2_stage.this.id"
    resource = "aws_api_gateway_rest_api.this" if rest else "aws_apigatewayv2_api.this"
    return View(
        paths=tuple(_path_views(api)) if rest else (),
        route_views=routes,
        authorizer_views=tuple(_authorizer_views(api, site)),
        schemas={name: with_draft(schema) for name, schema in api.models.items()},
        validators=tuple(one for one in _VALIDATORS if one.label in used),
        cors_view=_cors_view(api),
        permission_views=tuple(_permission_views(api, site)),
        call_arn=Expr(f'"${{{resource}.execution_arn}}/${{each.value.calls}}"'),
        configuration=_configuration(api, site),
        deployed=tuple(_deployed(api, routes)) if rest else (),
        stage_label=api.stage_name(site),
        stage_description=(
            f"Deployment stage for {site.environment.environment} environment"
            if api.stage.description is None
            else api.stage.description
        ),
        stage_id=Expr(stage),
        api_id=Expr(f"{resource}.id"),
        log_format=None if logs is None else attributes(logs.context(api.kind)),
        log_days=log_days(api, site),
        log_key=None if api.log_kms_key is None else encode(environment_expression(api.log_kms_key)),
        log_level=_LOG_LEVEL[api.execution_logs],
        follows=follows_calls(api, site),
        makes_account_role=api.makes_account_role,
        logs_policy=(
            f"arn:{partition_of(site.region)}:iam::aws:policy/service-role/AmazonAPIGatewayPushToCloudWatchLogs"
        ),
        open_by_default=f"Anybody may call: {api.auth.none.strip()}" if isinstance(api.auth, Open) else "",
    )


def log_days(api: Api, site: Site) -> int:
    """How long logs are kept: as the access logs, and without those as the posture has it."""
    logs = api.stage.access_logs
    return site.environment.defaults.log_days if logs is None else logs.retention_days


def follows_calls(api: Api, site: Site) -> bool:
    """Whether X-Ray follows calls of a REST API."""
    return site.environment.defaults.insights if api.stage.tracing is None else api.stage.tracing


def _path_views(api: Api) -> Iterator[PathView]:
    for path in dict.fromkeys(prefix for key in api.route_keys.values() for prefix in key.prefixes):
        yield PathView(api.labels[path], path[-1], _resource(path[:-1], api.labels))


def _resource(path: tuple[str, ...], labels: Mapping[tuple[str, ...], str]) -> Expr:
    if not path:
        return Expr("aws_api_gateway_rest_api.this.root_resource_id")
    return Expr(f"aws_api_gateway_resource.{labels[path]}.id")


def _route_views(api: Api) -> Iterator[RouteView]:
    labels = route_labels(api.route_keys, api.labels)
    for text, route in api.opened.items():
        key, auth = api.route_keys[text], api.auth_of(route)
        own = route.auth is not None and auth.kind == "none"
        yield RouteView(
            label=labels[text],
            key=text,
            method=key.method,
            resource=_resource(key.segments, api.labels),
            remark="\n".join(filter(None, (route.note, f"Anybody may call: {auth.reason}" if own else ""))),
            description=route.description,
            authorization=_AUTHORIZATION[auth.kind],
            authorizer=identifier(auth.authorizer),
            scopes=route.scopes,
            function=invoke_arn(route.function),
            parameters={f"method.request.{one}": True for one in route.require},
            model=route.body or "",
            validator=_validator(route),
            throttling=route.throttling,
            method_path=f"~1{'~1'.join(key.segments)}/{key.method}",
        )


def _validator(route: Route) -> str:
    return "_and_".join(name for name, wanted in (("body", route.body), ("parameters", route.require)) if wanted)


def _authorizer_views(settings: Api, site: Site) -> Iterator[AuthorizerView]:
    rest = settings.kind == "rest"
    header = "method.request.header." if rest else "$request.header."
    api = "aws_api_gateway_rest_api.this" if rest else "aws_apigatewayv2_api.this"
    resource = "aws_api_gateway_authorizer" if rest else "aws_apigatewayv2_authorizer"
    for name, authorizer in settings.authorizers.items():
        if isinstance(authorizer, JwtAuthorizer):
            yield AuthorizerView(identifier(name), name, authorizer.note, authorizer, (f"{header}Authorization",))
        else:
            yield AuthorizerView(
                identifier(name),
                name,
                authorizer.note,
                None,
                tuple(f"{header}{one}" for one in authorizer.headers),
                authorizer.cache_seconds,
                invoke_arn(authorizer.function),
                function_name(authorizer.function),
                alias_of(authorizer.function, site),
                statement_id_of(f"{site.instance}-authorizer-{name}"),
                Expr(f'"${{{api}.execution_arn}}/authorizers/${{{resource}.{identifier(name)}.id}}"'),
            )


def _permission_views(api: Api, site: Site) -> Iterator[PermissionsView]:
    groups: dict[bool, dict[str, object]] = {False: {}, True: {}}
    for one in api.granted(site.instance):
        alias = alias_of(one.function, site)
        entry: dict[str, object] = {"statement_id": one.statement_id, "function": function_name(one.function)}
        if alias is not None:
            entry["alias"] = alias
        groups[alias is not None][one.key] = attributes({**entry, "calls": one.calls})
    for qualified, entries in groups.items():
        if entries:
            yield PermissionsView("alias" if qualified else "this", entries, qualified)


def _cors_view(api: Api) -> CorsView | None:
    if api.cors is None:
        return None
    by_path: dict[tuple[str, ...], list[RouteKey]] = {}
    for key in api.route_keys.values():
        by_path.setdefault(key.segments, []).append(key)
    name = "method.response.header.Access-Control-Allow-"
    always = {"Origin": f"'{api.cors.origins[0]}'"} | ({"Credentials": "'true'"} if api.cors.credentials else {})
    asked = {
        **{f"{name}{header}": value for header, value in always.items()},
        f"{name}Headers": f"'{','.join(api.cors.headers)}'",
        f"{name}Methods": Expr("each.value.methods"),
        "method.response.header.Access-Control-Max-Age": f"'{api.cors.max_age}'",
    }
    return CorsView(
        methods=api.cors.allowed_methods(api.route_keys.values()),
        preflight={
            RouteKey("OPTIONS", path).path: attributes(
                {
                    "resource_id": _resource(path, api.labels),
                    "methods": f"'{','.join(api.cors.allowed_methods(keys))}'",
                }
            )
            for path, keys in by_path.items()
        },
        headers=asked,
        declared=dict.fromkeys(asked, True),
        on_errors={f"gatewayresponse.header.Access-Control-Allow-{header}": value for header, value in always.items()},
    )


def _deployed(api: Api, routes: tuple[RouteView, ...]) -> Iterator[Expr]:
    for route in routes:
        yield Expr(f"aws_api_gateway_integration.{route.label}")
    if api.declare_responses:
        for route in routes:
            yield Expr(f"aws_api_gateway_integration_response.{route.label}")
    if api.cors is not None:
        yield Expr("aws_api_gateway_integration_response.preflight")
        yield Expr("aws_api_gateway_gateway_response.cors")


def _configuration(api: Api, site: Site) -> str:
    """A hash of what a deployment of a REST API is a snapshot of, and of nothing else."""
    content = {
        "authorizers": {name: one.model_dump(mode="json", exclude={"note"}) for name, one in api.authorizers.items()},
        "cors": None if api.cors is None else api.cors.model_dump(mode="json"),
        "declared": api.declare_responses,
        "functions": {
            name: name_of(name, site)
            for name in (
                *(route.function for route in api.opened.values()),
                *(one.function for one in api.authorizers.values() if not isinstance(one, JwtAuthorizer)),
            )
        },
        "models": {name: dict(schema) for name, schema in api.models.items()},
        "routes": {
            key: [
                api.auth_of(route).kind,
                api.auth_of(route).authorizer,
                route.function,
                route.body,
                sorted(route.require),
            ]
            for key, route in api.opened.items()
        },
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:40]
