"""Problems of the settings of api. Those of one product alone stand in its folder."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import (
    Problem,
    Quota,
    Site,
    SpecPath,
    above_quota,
    function_problems,
    other_account_problems,
    other_region_problems,
)

from .auth import auth_problems
from .callee import timeout_problems
from .cors import cors_problems
from .domain import Domain, domain_problems
from .http.problems import http_problems
from .model import schema_problems
from .permission_problems import malformed, permission_problems
from .rest.problems import rest_problems
from .route import Route, Throttling
from .route_problems import rival_problems
from .settings import ApiSettings
from .stage import stage_problems

# API Gateway Developer Guide, "Quotas for configuring and running an HTTP API" and "… a REST API".
_AUTHORIZERS = Quota("Amazon API Gateway", "Authorizers per API", 10)
_RATE = Quota("Amazon API Gateway", "Throttle rate", 10_000)
_BURST = Quota("Amazon API Gateway", "Throttle burst rate", 5_000)
MOST_SCOPES = 10


def problems(settings: ApiSettings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    wrong = malformed(settings)
    yield from wrong
    if not wrong:
        yield from rival_problems(settings.route_keys, settings.kind)
        yield from permission_problems(settings, site)
        if settings.cors is not None:
            yield from cors_problems(settings.cors, settings.kind, settings.route_keys)
    if settings.auth is not None:
        yield from auth_problems(settings.auth, settings.authorizers, ("auth",))
    yield from above_quota(_AUTHORIZERS, len(settings.authorizers), "authorizers", ("authorizers",))
    yield from throttling_problems(settings.stage.throttling, ("stage", "throttling"))
    for key, route in settings.opened.items():
        yield from function_problems(route.function, site, settings.function_path(key), "The API")
        yield from timeout_problems(route.function, site, settings.function_path(key))
        yield from _route_problems(settings, key, route)
    for name, function in settings.asked_functions.items():
        yield from function_problems(function, site, ("authorizers", name, "function"), "The API")
    yield from stage_problems(settings.stage, settings.kind)
    yield from other_region_problems(settings.log_kms_key, site, ("log_kms_key",), "key")
    yield from rest_problems(settings, site) if settings.kind == "rest" else http_problems(settings)
    for name, schema in settings.models.items():
        yield from schema_problems(schema, ("models", name))
    if settings.domain is not None:
        yield from _rival_problems(settings.domain, site)
        yield from domain_problems(settings.domain, site)
        yield from other_account_problems(settings.domain.certificate, site, ("domain", "certificate"), "certificate")


def _rival_problems(domain: Domain, site: Site) -> Iterator[Problem]:
    """Report a domain that another API makes as well."""
    for name, other in site.neighbours.items():
        if name == site.instance:
            return
        if isinstance(other, ApiSettings) and other.domain is not None and other.domain.name == domain.name:
            yield Problem(
                ("domain", "name"),
                "domain-of-another",
                f"{name} makes the domain {domain.name} already",
                "AWS refuses a second one of that name. Give this API a name of its own.",
            )


def _route_problems(settings: ApiSettings, key: str, route: Route) -> Iterator[Problem]:
    path = ("routes", key)
    if route.auth is not None:
        yield from auth_problems(route.auth, settings.authorizers, (*path, "auth"))
    elif settings.auth is None:
        yield Problem(
            path,
            "auth-missing",
            f"Who may call {key}?",
            "Set `auth:` here or for the whole API: `iam`, `jwt:<authorizer>`, `lambda:<authorizer>`, or "
            "`{none: reason}` for anybody.",
        )
    if len(route.scopes) > MOST_SCOPES:
        yield Problem(
            (*path, "scopes"),
            "too-many-scopes",
            f"{len(route.scopes)} scopes are too many for a route",
            f"API Gateway accepts {MOST_SCOPES}. Give several of them one scope in common.",
        )
    if route.throttling is not None:
        yield from throttling_problems(route.throttling, (*path, "throttling"))
    if route.scopes and settings.auth_of(route).kind != "jwt":
        yield Problem(
            (*path, "scopes"),
            "scopes-without-jwt",
            "Only a JWT has scopes",
            f"{key} is called with `{settings.auth_of(route).kind}`. Set `auth: jwt:<authorizer>`, or remove them.",
        )


def throttling_problems(throttling: Throttling, path: SpecPath) -> Iterator[Problem]:
    """Warn about limits above those that an account has for all its APIs in a region by default."""
    yield from above_quota(_RATE, throttling.rate, "calls a second", (*path, "rate"))
    yield from above_quota(_BURST, throttling.burst, "calls at one moment", (*path, "burst"))
