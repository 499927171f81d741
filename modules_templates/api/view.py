"""Values that the templates of both products see beside the settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.hcl import Expr, attributes, encode
from hclpress.module import ItemView, Site, environment_expression, function_alias, identifier

from .auth import JwtAuthorizer, LambdaAuthorizer, Open
from .invoke_permission import route_labels, statement_id_of
from .product import Product
from .route import Route
from .settings import ApiSettings

_AUTHORIZATION = {"none": "NONE", "iam": "AWS_IAM", "jwt": "JWT", "lambda": "CUSTOM"}


class RouteView(ItemView[Route], frozen=True):
    """A route.

    Attributes:
        remark: its note, and the reason why anybody may call it.
        authorization: the word of AWS for the way callers are known.
        authorizer: label of the authorizer; empty without one.
        function: the function in the form an integration calls it.
    """

    label: str
    remark: str
    authorization: str
    authorizer: str
    function: Expr


class AuthorizerView(ItemView[LambdaAuthorizer], frozen=True):
    """An authorizer that asks a function.

    Attributes:
        sources: the parts of a call it judges by.
        function: the function in the form an authorizer calls it.
        function_name: the function in the form a permission names it.
        qualifier: the function's alias.
        call_arn: ARN of the questions of API Gateway.
    """

    sources: tuple[str, ...]
    function: Expr
    function_name: Expr
    qualifier: str | None
    statement_id: str
    call_arn: Expr

    @property
    def source(self) -> str:
        """The sources as a REST API takes them."""
        return ",".join(self.sources)


class PermissionsView(Struct, frozen=True):
    """The permissions for functions by alias, or for those without one, by a stable key."""

    label: str
    entries: Mapping[str, object]
    qualified: bool


class View(Struct, frozen=True):
    """Values derived from the settings.

    Attributes:
        has_parameters: whether a path has parameters.
        log_format: the content of a line of the access log; None without one.
        log_key: KMS key of the logs; None for AWS's own.
        open_by_default: the reason why anybody may call the routes that do not say it; empty when nobody may.
        has_default_endpoint: whether it answers under the name that AWS gives it.
    """

    product: Product
    authorizers: tuple[ItemView[JwtAuthorizer] | AuthorizerView, ...]
    has_parameters: bool
    permission_groups: tuple[PermissionsView, ...]
    stage_label: str
    stage_description: str
    log_format: object
    log_days: int
    log_key: Expr | None
    open_by_default: str
    has_default_endpoint: bool


def shared_view(settings: ApiSettings, site: Site) -> View:
    """The part of the view that does not depend on the product."""
    logs, described = settings.stage.access_logs, settings.stage.description
    standard = f"Deployment stage for {site.environment.environment} environment"
    return View(
        product=settings.product,
        authorizers=tuple(_authorizer_views(settings, site)),
        has_parameters=any(key.has_parameters for key in settings.route_keys.values()),
        permission_groups=tuple(_permission_views(settings, site)),
        stage_label=settings.stage_name(site),
        stage_description=standard if described is None else described,
        log_format=None if logs is None else attributes(logs.context(settings.kind)),
        log_days=log_days(settings, site),
        log_key=None if settings.log_kms_key is None else encode(environment_expression(settings.log_kms_key)),
        open_by_default=f"Anybody may call: {settings.auth.none.strip()}" if isinstance(settings.auth, Open) else "",
        has_default_endpoint=settings.has_default_endpoint,
    )


def log_days(settings: ApiSettings, site: Site) -> int:
    """The days that logs are kept: those of the access logs, and without them those of the posture."""
    logs = settings.stage.access_logs
    return site.environment.defaults.log_days if logs is None else logs.retention_days


def route_views(settings: ApiSettings) -> Iterator[RouteView]:
    """The routes in the order of the spec."""
    labels = route_labels(settings.route_keys, settings.labels)
    for key, route in settings.opened.items():
        auth = settings.auth_of(route)
        own = route.auth is not None and auth.kind == "none"
        yield RouteView(
            key,
            route,
            {},
            label=labels[key],
            remark="\n".join(filter(None, (route.note, f"Anybody may call: {auth.reason}" if own else ""))),
            authorization=_AUTHORIZATION[auth.kind],
            authorizer=identifier(auth.authorizer),
            function=settings.callees[route.function].invoke_arn,
        )


def _authorizer_views(settings: ApiSettings, site: Site) -> Iterator[ItemView[JwtAuthorizer] | AuthorizerView]:
    product = settings.product
    for name, authorizer in settings.authorizers.items():
        if isinstance(authorizer, JwtAuthorizer):
            yield ItemView(name, authorizer, {})
            continue
        source = f"${{{product.api}.this.execution_arn}}/authorizers/${{{product.authorizer}.{identifier(name)}.id}}"
        callee = settings.callees[authorizer.function]
        yield AuthorizerView(
            name,
            authorizer,
            {},
            sources=tuple(f"{product.header}{one}" for one in authorizer.headers),
            function=callee.invoke_arn,
            function_name=callee.function_name,
            qualifier=function_alias(authorizer.function, site),
            statement_id=statement_id_of(f"{site.instance}-authorizer-{name}"),
            call_arn=Expr(f'"{source}"'),
        )


def _permission_views(settings: ApiSettings, site: Site) -> Iterator[PermissionsView]:
    groups: dict[bool, dict[str, object]] = {False: {}, True: {}}
    for one in settings.granted(site.instance):
        alias = function_alias(one.function, site)
        function = settings.callees[one.function].function_name
        entry: dict[str, object] = {"statement_id": one.statement_id, "function": function}
        if alias is not None:
            entry["alias"] = alias
        groups[alias is not None][one.key] = attributes({**entry, "calls": one.calls})
    for qualified, entries in groups.items():
        if entries:
            yield PermissionsView("alias" if qualified else "this", entries, qualified)
