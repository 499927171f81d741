"""Values that the templates of a REST API see beside the settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import asdict

from hclpress.aws.regions import partition_of
from hclpress.hcl import Expr, fragment
from hclpress.module import Site

from ..model import with_draft
from ..route import Route
from ..settings import ApiSettings
from ..view import RouteView, View, route_views, shared_view
from .cors import CorsView, cors_view
from .deployment import configuration, deployed
from .paths import PathView, path_views, resource_id

_LOG_LEVEL = {"off": "OFF", "errors": "ERROR", "all": "INFO"}


class ValidatorView(Struct, frozen=True):
    """A validator of requests."""

    label: str
    name: str
    body: bool
    parameters: bool


_VALIDATORS = (
    ValidatorView("body", "body", body=True, parameters=False),
    ValidatorView("parameters", "parameters", body=False, parameters=True),
    ValidatorView("body_and_parameters", "body and parameters", body=True, parameters=True),
)


class RestRouteView(RouteView, frozen=True):
    """A route of a REST API.

    Attributes:
        resource: id of the resource of its path.
        parameters: the parameters a call must have.
        validator: label of the validator; empty without one.
        method_path: the route in the settings of the stage.
    """

    method: str
    resource: Expr
    parameters: Mapping[str, bool]
    validator: str
    method_path: str


class RestView(View, frozen=True):
    """Values derived from the settings of a REST API.

    Attributes:
        paths: the resources, each before those below it.
        schemas: the JSON schema of each model.
        preflight: the answers to browsers; None without CORS.
        configuration: a hash of everything that a deployment is a snapshot of.
        deployed: the resources that must exist before a deployment.
        follows: whether X-Ray follows calls.
        logs_policy: the policy of the role that writes the logs.
    """

    paths: tuple[PathView, ...]
    routes: tuple[RestRouteView, ...]
    schemas: Mapping[str, object]
    validators: tuple[ValidatorView, ...]
    preflight: CorsView | None
    configuration: str
    deployed: tuple[Expr, ...]
    log_level: str
    execution_log_group: Expr
    follows: bool
    makes_account_role: bool
    logs_policy: str


def rest_view(settings: ApiSettings, site: Site) -> RestView:
    """The view of an instance."""
    routes = tuple(_route_views(settings))
    used = {route.validator for route in routes}
    shared = shared_view(settings, site)
    group = f"API-Gateway-Execution-Logs_${{aws_api_gateway_rest_api.this.id}}/{fragment(shared.stage_label)}"
    policies = f"arn:{partition_of(site.region)}:iam::aws:policy"
    return RestView(
        **asdict(shared),
        paths=tuple(path_views(settings)),
        routes=routes,
        schemas={name: with_draft(schema) for name, schema in settings.models.items()},
        validators=tuple(one for one in _VALIDATORS if one.label in used),
        preflight=None if settings.cors is None else cors_view(settings, settings.cors),
        configuration=configuration(settings, site),
        deployed=tuple(deployed(settings, routes)),
        log_level=_LOG_LEVEL[settings.execution_logs],
        execution_log_group=Expr(f'"{group}"'),
        follows=follows_calls(settings, site),
        makes_account_role=settings.makes_account_role,
        logs_policy=f"{policies}/service-role/AmazonAPIGatewayPushToCloudWatchLogs",
    )


def follows_calls(settings: ApiSettings, site: Site) -> bool:
    """Whether X-Ray follows calls."""
    return site.environment.defaults.insights if settings.stage.tracing is None else settings.stage.tracing


def _route_views(settings: ApiSettings) -> Iterator[RestRouteView]:
    for view in route_views(settings):
        key, route = settings.route_keys[view.key], view.settings
        yield RestRouteView(
            **asdict(view),
            method=key.method,
            resource=resource_id(key.segments, settings.labels),
            parameters={f"method.request.{one}": True for one in route.require},
            validator=_validator(route),
            method_path=f"~1{'~1'.join(key.segments)}/{key.method}",
        )


def _validator(route: Route) -> str:
    return "_and_".join(name for name, wanted in (("body", route.body), ("parameters", route.require)) if wanted)
