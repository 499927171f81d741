"""api: routes that lead to functions."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import Annotated, Literal

from pydantic import Field

from hclpress.hcl.values import Expr
from hclpress.module.alarm import Alarm
from hclpress.module.facts import Fact, Input, Output
from hclpress.module.grant import Grant
from hclpress.module.module import Module
from hclpress.module.name import Name
from hclpress.module.problem import Problem
from hclpress.module.proof import Proof
from hclpress.module.site import Site
from hclpress.module.uses import KeyReference, fact_inputs
from hclpress.module.waivers import ScannerWaiver
from hclpress.source.document import SpecPath
from hclpress.source.nearest import nearest
from hclpress.spec.fields import ItemName

from .auth import Auth, AuthEntry, Authorizer, LambdaAuthorizer, auth_problems
from .callee import function_inputs, function_problems
from .cors import Cors, cors_problems
from .domain import Domain, domain_problems
from .model import ModelName, Schema, schema_problems
from .permission import MOST_PERMISSIONS, Permission, permissions_of
from .route import DEFAULT, Kind, Route, RouteEntry, RouteKey, key_problems, path_labels, rival_problems
from .stage import Stage, stage_problems
from .view import View
from .viewing import view_of
from .waivers import api_waivers

_REST_ONLY: Mapping[str, str] = {
    "account_role": "Its access log needs no role of the account.",
    "declare_responses": "It passes on what the function answers, whatever the status.",
    "models": "It validates nothing; let the function check, or make it a REST API.",
}
_REST_ONLY_IN_ROUTES = ("body", "require")


class Api(Module):
    """A REST or an HTTP API whose routes lead to functions."""

    summary = "A REST or HTTP API: routes to functions, who may call them, CORS, validation, a stage with its logs."

    kind: Kind
    """`http` is cheaper and quicker; `rest` can validate, be traced and stand behind a web ACL."""
    name: ItemName | None = None
    """What `{name}` in its name stands for. Left out: the instance's name."""
    description: Annotated[str, Field(max_length=1024)] = ""
    """What the API is for."""
    routes: Annotated[Mapping[str, RouteEntry], Field(min_length=1)]
    """What is answered by which function: `GET /items/{id}: functions.get-item`, or with more to say, a mapping. `ANY`
    is every method, `{proxy+}` everything below, and `$default` of an HTTP API whatever else is called."""
    auth: AuthEntry | None = None
    """Who may call the routes that do not say it: `iam`, `jwt:<authorizer>`, `lambda:<authorizer>`, or
    `{none: reason}`."""
    authorizers: Mapping[ItemName, Authorizer] = {}
    """Those who judge callers, by name: `type: jwt` (HTTP only) or `type: lambda`."""
    cors: Cors | None = None
    """Which pages of other sites may call. Left out: none."""
    models: Mapping[ModelName, Schema] = {}
    """What bodies must look like, by name, as JSON Schema draft 4. REST only."""
    stage: Stage
    """What callers reach, and what is recorded about them."""
    permissions: Literal["per_route", "per_path"] = "per_route"
    """What each function lets the API do: call it for just its own methods and paths, or (`per_path`, one permission
    for all that lies below a first part of a path) for anything."""
    payload_format: Literal["1.0", "2.0"] = "2.0"
    """How functions get a call and give their answer. HTTP only; a REST API speaks 1.0."""
    declare_responses: bool = False
    """Whether each method declares the response 200. REST only, and without effect for functions, whose answers are
    passed on as they are."""
    account_role: Literal["create", "exists"] = "create"
    """Whose task the role is by which API Gateway writes logs: an account has one in a region. REST only."""
    log_kms_key: KeyReference | None = None
    """The KMS key logs are encrypted with: an ARN, or `{from: instance.fact}`. Left out: AWS's own."""
    domain: Domain | None = None
    """A name of one's own. Left out: AWS's."""

    @property
    def carries_waf(self) -> Literal["regional"] | None:  # type: ignore[override]  # it depends on the kind
        """A web ACL can stand before a REST API, and before no HTTP API."""
        return "regional" if self.kind == "rest" else None

    @cached_property
    def opened(self) -> Mapping[str, Route]:
        """The routes, the short ones written out."""
        return {key: Route(function=entry) if isinstance(entry, str) else entry for key, entry in self.routes.items()}

    @cached_property
    def route_keys(self) -> Mapping[str, RouteKey]:
        """What each route is called by; only to be asked when all of them are well formed."""
        return {key: RouteKey.of(key) for key in self.routes}

    @cached_property
    def labels(self) -> Mapping[tuple[str, ...], str]:
        """The label of each path and of all above it."""
        return path_labels(path for key in self.route_keys.values() for path in (*key.prefixes, key.segments))

    def stage_name(self, site: Site) -> str:
        """What the stage is called, for whoever stands before the API."""
        return self.stage.name or site.environment.environment

    def stage_path(self, site: Site) -> str:
        """The part of every URL before the paths of the API: `/prod`; empty where its stage has no name."""
        stage = self.stage_name(site)
        return "" if stage == DEFAULT else f"/{stage}"

    def auth_of(self, route: Route) -> Auth:
        """Who may call a route; only to be asked when one of both says it."""
        return Auth.of(route.auth or self.auth or "none")

    def function_path(self, key: str) -> SpecPath:
        """Where a route names its function."""
        return ("routes", key) if isinstance(self.routes[key], str) else ("routes", key, "function")

    def problems(self, site: Site) -> Iterator[Problem]:
        """What AWS would refuse, and what would not work though AWS takes it."""
        malformed = self.malformed()
        yield from malformed
        if not malformed:
            yield from rival_problems(self.route_keys, self.kind)
            yield from self._permission_problems(site)
            if self.cors is not None:
                yield from cors_problems(self.cors, self.kind, self.route_keys)
        if self.auth is not None:
            yield from auth_problems(self.auth, self.authorizers, ("auth",))
        for key, route in self.opened.items():
            yield from function_problems(route.function, site, self.function_path(key))
            yield from self._route_problems(key, route)
        yield from self._authorizer_problems(site)
        yield from stage_problems(self.stage, self.kind)
        yield from self._kind_problems()
        for name, schema in self.models.items():
            yield from schema_problems(schema, ("models", name))
        if self.domain is not None:
            yield from domain_problems(self.domain, site.region)
        yield from self._account_problems(site)

    def malformed(self) -> tuple[Problem, ...]:
        """What is wrong with single routes' keys."""
        return tuple(found for key in self.routes for found in key_problems(key, self.kind, ("routes", key)))

    def _permission_problems(self, site: Site) -> Iterator[Problem]:
        granted = self.granted(site.instance)
        counts = Counter(one.function for one in granted)
        for function, count in counts.items():
            if count > MOST_PERMISSIONS:
                yield Problem(
                    ("permissions",),
                    "too-many-permissions",
                    f"{function} would need {count} permissions",
                    f"There is room for some {MOST_PERMISSIONS} in the 20 KB of a function's policy. Say `permissions: "
                    "per_path`, or let one route `ANY /…/{proxy+}` stand for many.",
                )
        mine = {(one.function, one.statement_id) for one in granted}
        for name, other in site.neighbours.items():
            if other is self:
                return
            if isinstance(other, Api) and site.of(name).region == site.region and not other.malformed():
                theirs = {(one.function, one.statement_id) for one in other.granted(name)}
                for function, statement in sorted(mine & theirs):
                    yield Problem(
                        ("permissions",),
                        "permission-twice",
                        f"{name} has a permission {statement} for {function} too",
                        "AWS refuses a second one of that name. Say `permissions: per_route` at one of both.",
                    )

    def _route_problems(self, key: str, route: Route) -> Iterator[Problem]:
        path = ("routes", key)
        if route.auth is not None:
            yield from auth_problems(route.auth, self.authorizers, (*path, "auth"))
        elif self.auth is None:
            yield Problem(
                path,
                "auth-missing",
                f"Who may call {key}?",
                "Say `auth:` here or for the whole API: `iam`, `jwt:<authorizer>`, `lambda:<authorizer>`, or "
                "`{none: reason}` for anybody.",
            )
        if route.scopes and self.auth_of(route).kind != "jwt":
            yield Problem(
                (*path, "scopes"),
                "scopes-without-jwt",
                "Only a JWT has scopes",
                f"{key} is called with `{self.auth_of(route).kind}`. Say `auth: jwt:<authorizer>`, or take them away.",
            )
        if self.kind == "rest" and route.body is not None and route.body not in self.models:
            guess = nearest(route.body, self.models)
            known = f"There is: {', '.join(self.models)}." if self.models else "Add it under `models:`."
            yield Problem(
                (*path, "body"),
                "no-such-model",
                f"No model is called {route.body!r}",
                f"{f'Did you mean `{guess}`? ' if guess else ''}{known}",
            )

    def _authorizer_problems(self, site: Site) -> Iterator[Problem]:
        for name, authorizer in self.authorizers.items():
            path = ("authorizers", name)
            if isinstance(authorizer, LambdaAuthorizer):
                yield from function_problems(authorizer.function, site, (*path, "function"))
            elif self.kind == "rest":
                yield Problem(
                    (*path, "type"),
                    "http-only",
                    "A REST API cannot judge a JWT by itself",
                    "Let a function do it, with `type: lambda`, or make it an HTTP API.",
                )

    def _kind_problems(self) -> Iterator[Problem]:
        if self.kind == "rest":
            if "payload_format" in self.model_fields_set:
                yield Problem(
                    ("payload_format",),
                    "http-only",
                    "A REST API speaks format 1.0 only",
                    "Take `payload_format` away, and let the functions read `httpMethod` and `path`.",
                )
            return
        for field, why in _REST_ONLY.items():
            if field in self.model_fields_set:
                yield Problem((field,), "rest-only", f"An HTTP API has no `{field}`", f"{why} Take it away.")
        for key, route in self.opened.items():
            for field in _REST_ONLY_IN_ROUTES:
                if getattr(route, field):
                    yield Problem(
                        ("routes", key, field),
                        "rest-only",
                        f"An HTTP API has no `{field}`",
                        "It validates nothing. Let the function check, or make it a REST API.",
                    )

    def _account_problems(self, site: Site) -> Iterator[Problem]:
        if not self.makes_account_role:
            return
        for name, other in site.neighbours.items():
            if other is self:
                return
            if isinstance(other, Api) and other.makes_account_role and site.of(name).region == site.region:
                yield Problem(
                    ("account_role",),
                    "account-role-twice",
                    f"{name} sets the account's role already",
                    "An account has one in a region, by which all its REST APIs write their logs. Say "
                    "`account_role: exists` here.",
                )
                return

    @property
    def execution_logs(self) -> Literal["off", "errors", "all"]:
        """What API Gateway writes about its own work."""
        if self.kind == "http":
            return "off"
        return self.stage.execution_logs or "errors"

    @property
    def makes_account_role(self) -> bool:
        """Whether the account's role is made here."""
        writes = self.stage.access_logs is not None or self.execution_logs != "off"
        return self.kind == "rest" and writes and self.account_role == "create"

    def granted(self, instance: str) -> tuple[Permission, ...]:
        """What functions let the API do for its routes. `instance` is the API's own name."""
        functions = {key: route.function for key, route in self.opened.items()}
        return permissions_of(self.permissions, functions, self.route_keys, self.labels, instance)

    def names(self, site: Site) -> Mapping[str, Name]:
        """The API's own name, that of its access log, and that of the account's role."""
        resource = "aws_api_gateway_rest_api" if self.kind == "rest" else "aws_apigatewayv2_api"
        api = site.name(resource, self.name or site.instance, ("name",) if self.name else ())
        names = {"api": api}
        if self.stage.access_logs is not None:
            names["access_logs"] = Name(f"/aws/apigateway/{api}", "aws_cloudwatch_log_group", api.path)
        if self.makes_account_role:
            names["account_role"] = site.name("aws_iam_role", f"{self.name or site.instance}-logs", api.path)
        return names

    def inputs(self, site: Site) -> Iterable[Input]:
        """The functions, and the key of the logs."""
        for key, route in self.opened.items():
            yield from function_inputs(route.function, self.function_path(key))
        for name, authorizer in self.authorizers.items():
            if isinstance(authorizer, LambdaAuthorizer):
                yield from function_inputs(authorizer.function, ("authorizers", name, "function"))
        if self.log_kms_key is not None:
            yield from fact_inputs({"log_kms_key": self.log_kms_key}, ())

    def outputs(self, site: Site) -> Iterable[Output]:
        """Where the API answers, and what stands before it needs."""
        api = "aws_api_gateway_rest_api.this" if self.kind == "rest" else "aws_apigatewayv2_api.this"
        stage = "aws_api_gateway_stage.this" if self.kind == "rest" else "aws_apigatewayv2_stage.this"
        name = self.stage_name(site)
        url = f"{api}.api_endpoint" if name == DEFAULT else f"{stage}.invoke_url"
        yield Output("api_id", "string", Expr(f"{api}.id"), "Id of the API.", exported=True)
        yield Output("url", "string", Expr(url), "Where the API answers.", exported=True)
        yield Output("execution_arn", "string", Expr(f"{api}.execution_arn"), "What ARNs of calls begin with.")
        yield Output(
            "stage_name", "string", Expr(f"{stage}.{'stage_' if self.kind == 'rest' else ''}name"), "The stage."
        )
        yield Output(
            "host",
            "string",
            Expr(f'split("/", {stage}.invoke_url)[2]' if self.kind == "rest" else f'split("/", {api}.api_endpoint)[2]'),
            "Host name the API answers under, for a distribution before it.",
        )
        if self.kind == "rest":
            yield Output("waf_target_arn", "string", Expr(f"{stage}.arn"), "What a regional web ACL is put before.")
        if self.stage.access_logs is not None:
            value = Expr("aws_cloudwatch_log_group.access.name")
            yield Output("access_log_group", "string", value, "The log group with a line for every call.")
        for key in dict.fromkeys(RouteKey("ANY", key.segments) for key in self.route_keys.values() if key.method):
            if key.segments and not key.has_parameters:
                label = self.labels[key.segments]
                yield Output(f"{label}_url", "string", Expr(f'"${{{url}}}{key.path}"'), f"Where {key.path} answers.")
        if self.domain is not None:
            base = f"/{self.domain.base_path}" if self.domain.base_path else ""
            value = Expr(f'"https://${{aws_apigatewayv2_domain_name.this.domain_name}}{base}"')
            yield Output(
                "domain_url",
                "string",
                value,
                "Where the API answers under a name of its own.",
                exported=True,
                after=(Expr("aws_apigatewayv2_api_mapping.this"),),
            )

    def grants(self, item: str | None, access: str, site: Site) -> Iterable[Grant]:
        """Calling the routes that ask for `iam`."""
        if item is not None or access not in ("full", "invoke"):
            raise LookupError("An API can be called as a whole: say `access: invoke`, or leave `access` out.")
        sid = "".join(part.capitalize() for part in site.instance.split("-"))
        yield Grant(f"Call{sid}", ("execute-api:Invoke",), (("execution_arn", f"/{self.stage_name(site)}/*"),))

    def alarms(self, site: Site) -> Iterable[Alarm]:
        """Calls that end in an error of ours."""
        known: Mapping[str, str | Fact] = (
            {"ApiName": str(self.names(site)["api"])}
            if self.kind == "rest"
            else {"ApiId": Fact(site.instance, "api_id")}
        )
        yield Alarm(
            key="5xx",
            description="Calls end in errors that are not the callers'. Look at its access log and its functions.",
            namespace="AWS/ApiGateway",
            metric="5XXError" if self.kind == "rest" else "5xx",
            statistic="Sum",
            dimensions={**known, "Stage": self.stage_name(site)},
            threshold=5,
            comparison="at_least",
        )

    def proofs(self, site: Site) -> Iterable[Proof]:
        """The name of the stage, and that calls are logged."""
        stage = "aws_api_gateway_stage" if self.kind == "rest" else "aws_apigatewayv2_stage"
        name = "stage_name" if self.kind == "rest" else "name"
        yield Proof.equal(f"{stage}.this.{name}", self.stage_name(site), "The stage must be called as the spec says.")
        if self.stage.access_logs:
            yield Proof.equal(
                "aws_cloudwatch_log_group.access.retention_in_days",
                self.stage.access_logs.retention_days,
                "Access logs must be kept as long as the spec says.",
            )

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """What the spec decides otherwise, with the reasons it gives for open routes."""
        yield from api_waivers(self, site)

    def view(self, site: Site) -> View:
        """What the templates see."""
        return view_of(self, site)
