"""What the API's templates see."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from hclpress.hcl.values import Expr

from .auth import JwtAuthorizer
from .route import Throttling


class RouteView(Struct, frozen=True):
    """A route.

    Attributes:
        label: of its resources.
        key: the route as the spec has it.
        method: its HTTP method.
        resource: id of the resource it belongs to. REST.
        remark: its note, and why anybody may call it.
        description: what it is for.
        authorization: who may call, in AWS's words.
        authorizer: label of the authorizer, empty without one.
        scopes: the JWT's.
        function: what is called.
        parameters: whether each parameter must be there. REST.
        model: the body's model, empty without one. REST.
        validator: label of the validator, empty without one. REST.
        throttling: how many calls it takes, where it says so.
        method_path: what the stage calls it. REST.
    """

    label: str
    key: str
    method: str
    resource: Expr
    remark: str
    description: str
    authorization: str
    authorizer: str
    scopes: tuple[str, ...]
    function: Expr
    parameters: Mapping[str, bool]
    model: str
    validator: str
    throttling: Throttling | None
    method_path: str


class PathView(Struct, frozen=True):
    """A part of a path, REST's resource.

    Attributes:
        label: of its resource.
        part: the part itself.
        parent: id of what is above it.
    """

    label: str
    part: str
    parent: Expr


class AuthorizerView(Struct, frozen=True):
    """An authorizer.

    Attributes:
        label: of its resource.
        name: what it is called.
        note: a remark.
        jwt: its settings, when it judges tokens; None when it asks a function, which all below is about.
        sources: where it looks in a call.
        cache_seconds: how long an answer counts.
        function: what is called.
        function_name: what its permission is about.
        qualifier: the function's alias.
        statement_id: of its permission.
        call_arn: what API Gateway's question comes from.
    """

    label: str
    name: str
    note: str
    jwt: JwtAuthorizer | None
    sources: tuple[str, ...]
    cache_seconds: int = 0
    function: Expr | None = None
    function_name: Expr | None = None
    qualifier: str | None = None
    statement_id: str = ""
    call_arn: Expr | None = None

    @property
    def source(self) -> str:
        """Where it looks, as a REST API has it."""
        return ",".join(self.sources)

    @property
    def permission(self) -> str:
        """Label of its permission."""
        return f"authorizer_{self.label}"


class ValidatorView(Struct, frozen=True):
    """A request validator.

    Attributes:
        label: of its resource.
        name: what it is called.
        body: whether it looks at bodies.
        parameters: whether it looks at parameters.
    """

    label: str
    name: str
    body: bool
    parameters: bool


class PermissionsView(Struct, frozen=True):
    """Permissions of one kind.

    Attributes:
        label: of their resource.
        entries: what each says, by a stable key.
        qualified: whether they are about aliases.
    """

    label: str
    entries: Mapping[str, object]
    qualified: bool


class CorsView(Struct, frozen=True):
    """What browsers are told.

    Attributes:
        methods: the methods of the whole API. HTTP.
        preflight: the resource and the methods of each path. REST.
        headers: of an answer to OPTIONS. REST.
        declared: those headers' names as a method response declares them. REST.
        on_errors: headers of answers that API Gateway gives by itself. REST.
    """

    methods: tuple[str, ...]
    preflight: Mapping[str, object]
    headers: Mapping[str, str]
    declared: Mapping[str, bool]
    on_errors: Mapping[str, str]


class View(Struct, frozen=True):
    """What follows from the settings.

    Attributes:
        paths: REST's resources, what is above before what is below.
        route_views: the routes.
        authorizer_views: the authorizers.
        schemas: the JSON schema of each model.
        validators: the validators that routes need.
        cors_view: what browsers are told.
        permission_views: what functions let the API do.
        call_arn: what the calls come from that a permission is about.
        configuration: a hash of all that a deployment is a snapshot of. REST.
        deployed: what must be there before a deployment. REST.
        stage_label: what the stage is called.
        stage_description: what it is for.
        stage_id: name of the stage for a mapping.
        api_id: the API.
        log_format: what a line of the access log says.
        log_days: days that logs are kept.
        log_key: KMS key of the logs.
        log_level: what API Gateway writes about its own work; `OFF` for nothing. REST.
        follows: whether X-Ray follows calls. REST.
        makes_account_role: whether the account's role is made here.
        logs_policy: what that role may do.
        open_by_default: why anybody may call the routes that do not say it; empty when nobody may.
    """

    paths: tuple[PathView, ...]
    route_views: tuple[RouteView, ...]
    authorizer_views: tuple[AuthorizerView, ...]
    schemas: Mapping[str, object]
    validators: tuple[ValidatorView, ...]
    cors_view: CorsView | None
    permission_views: tuple[PermissionsView, ...]
    call_arn: Expr
    configuration: str
    deployed: tuple[Expr, ...]
    stage_label: str
    stage_description: str
    stage_id: Expr
    api_id: Expr
    log_format: object
    log_days: int
    log_key: Expr | None
    log_level: str
    follows: bool
    makes_account_role: bool
    logs_policy: str
    open_by_default: str
