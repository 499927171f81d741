"""Settings of the module api."""

from collections.abc import Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from hclpress.module import (
    AliasFacts,
    ItemName,
    KeyReference,
    Module,
    Site,
    SpecPath,
)

from .auth import Auth, AuthEntry, Authorizer, LambdaAuthorizer
from .callee import Callee, callees_of
from .cors import Cors
from .domain import Domain
from .http.product import HTTP
from .invoke_permission import Permission, permissions_of
from .model import ModelName, Schema
from .product import Product
from .rest.product import REST
from .route import DEFAULT, Kind, Route, RouteEntry, RouteKey, path_labels, statement_labels
from .stage import Stage


class ApiSettings(Module):
    """Settings of one instance."""

    kind: Kind
    """`http` is cheaper and quicker; `rest` can validate, be traced and stand behind a web ACL."""
    name: ItemName | None = None
    """Text that `{name}` in its name stands for. Left out: the instance's name."""
    description: Annotated[str, Field(max_length=1024)] = ""
    """Description of the API, shown in the console."""
    routes: Annotated[Mapping[str, RouteEntry], Field(min_length=1)]
    """Routes with the functions that answer them: `GET /items/{id}: functions.get-item`, or a mapping with more
    settings. `ANY` is every method, `{proxy+}` every path below, and `$default` of an HTTP API every other call."""
    auth: AuthEntry | None = None
    """Callers of the routes that do not say it: `iam`, `jwt:<authorizer>`, `lambda:<authorizer>`, or
    `{none: reason}`."""
    authorizers: Mapping[ItemName, Authorizer] = {}
    """Authorizers by name: `type: jwt` (HTTP only) or `type: lambda`."""
    cors: Cors | None = None
    """CORS: the pages of other sites that may call. Left out: none."""
    models: Mapping[ModelName, Schema] = {}
    """Models of request bodies by name, as JSON Schema draft 4. REST only."""
    stage: Stage
    """The stage that callers reach, with its logs and limits."""
    permissions: Literal["per_route", "per_path"] = "per_route"
    """Permissions of the API to call its functions: `per_route`, each for just its methods and paths, or `per_path`,
    one for everything below the first part of a path."""
    payload_format: Literal["1.0", "2.0"] = "2.0"
    """Format of the event a function gets and of its answer. HTTP only; a REST API uses 1.0."""
    declare_responses: bool = False
    """Whether each method declares the response 200. REST only, and without effect for functions, whose answers are
    passed on as they are."""
    account_role: Literal["create", "exists"] = "create"
    """Whether the API makes the role that API Gateway writes logs with: an account has one in a region. REST only."""
    log_kms_key: KeyReference | None = None
    """The KMS key logs are encrypted with: an ARN, or `{from: instance.fact}`. Left out: AWS's own."""
    domain: Domain | None = None
    """Custom domain. Left out: the name AWS gives."""

    @property
    def product(self) -> Product:
        """The product of API Gateway it is made of."""
        return REST if self.kind == "rest" else HTTP

    @property
    def has_default_endpoint(self) -> bool:
        """Whether it answers under the name that AWS gives it."""
        return self.domain is None or self.domain.default_endpoint is not False

    def alias_of(self, host: str) -> AliasFacts | None:
        """The facts by which an alias record leads to its domain; None for any other name."""
        known = self.domain is not None and self.domain.name == host
        return AliasFacts("domain_host", "domain_zone_id") if known else None

    def has_record_for(self, host: str) -> bool:
        """Whether it makes the record for a name itself."""
        return self.domain is not None and self.domain.zone_id is not None and self.domain.name == host

    @property
    def asked_functions(self) -> Mapping[str, str]:
        """The functions that authorizers ask, by authorizer."""
        return {name: one.function for name, one in self.authorizers.items() if isinstance(one, LambdaAuthorizer)}

    @cached_property
    def callees(self) -> Mapping[str, Callee]:
        """The functions of its routes and authorizers, by `instance.function`."""
        return callees_of((*(route.function for route in self.opened.values()), *self.asked_functions.values()))

    @cached_property
    def opened(self) -> Mapping[str, Route]:
        """The routes, the short ones written out."""
        return {key: Route(function=entry) if isinstance(entry, str) else entry for key, entry in self.routes.items()}

    @cached_property
    def route_keys(self) -> Mapping[str, RouteKey]:
        """The parsed key of each route; valid only when every key is well formed."""
        return {key: RouteKey.of(key) for key in self.routes}

    @cached_property
    def labels(self) -> Mapping[tuple[str, ...], str]:
        """The label of each path and of every path above it."""
        return path_labels(self._paths)

    @property
    def _paths(self) -> tuple[tuple[str, ...], ...]:
        return tuple(path for key in self.route_keys.values() for path in (*key.prefixes, key.segments))

    def stage_name(self, site: Site) -> str:
        """Name of the stage, for distributions and firewalls in front of the API."""
        return self.stage.name or site.environment.environment

    def stage_path(self, site: Site) -> str:
        """The part of every URL before the paths of the API: `/prod`; empty where its stage has no name."""
        stage = self.stage_name(site)
        return "" if stage == DEFAULT else f"/{stage}"

    def auth_of(self, route: Route) -> Auth:
        """The authorization of a route, its own or the API's."""
        return Auth.of(route.auth or self.auth or "none")

    def function_path(self, key: str) -> SpecPath:
        """The place in the spec where a route names its function."""
        return ("routes", key) if isinstance(self.routes[key], str) else ("routes", key, "function")

    @property
    def execution_logs(self) -> Literal["off", "errors", "all"]:
        """The level of the log that API Gateway writes about its own work."""
        if self.kind == "http":
            return "off"
        return self.stage.execution_logs or "errors"

    @property
    def makes_account_role(self) -> bool:
        """Whether this instance makes the account's role."""
        writes = self.stage.access_logs is not None or self.execution_logs != "off"
        return self.kind == "rest" and writes and self.account_role == "create"

    def granted(self, instance: str) -> tuple[Permission, ...]:
        """The permissions of the API to call the functions of its routes. `instance` is the API's own name."""
        functions = {key: route.function for key, route in self.opened.items()}
        return permissions_of(self.permissions, functions, self.route_keys, statement_labels(self._paths), instance)
