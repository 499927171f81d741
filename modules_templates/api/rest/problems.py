"""Problems of settings that a REST API alone has, or that it lacks."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import Problem, Site, nearest

from ..auth import JwtAuthorizer
from ..settings import ApiSettings


def rest_problems(settings: ApiSettings, site: Site) -> Iterator[Problem]:
    """Report settings that only an HTTP API has, models that do not exist, and a second role of the account."""
    for name, authorizer in settings.authorizers.items():
        if isinstance(authorizer, JwtAuthorizer):
            yield Problem(
                ("authorizers", name, "type"),
                "http-only",
                "A REST API cannot check a JWT itself",
                "Use a function with `type: lambda`, or an HTTP API.",
            )
    yield from _model_problems(settings)
    if "payload_format" in settings.model_fields_set:
        yield Problem(
            ("payload_format",),
            "http-only",
            "A REST API speaks format 1.0 only",
            "Remove `payload_format`. Functions read `httpMethod` and `path`.",
        )
    yield from _account_problems(settings, site)


def _model_problems(settings: ApiSettings) -> Iterator[Problem]:
    for key, route in settings.opened.items():
        if route.body is not None and route.body not in settings.models:
            guess = nearest(route.body, settings.models)
            known = f"There is: {', '.join(settings.models)}." if settings.models else "Add it under `models:`."
            yield Problem(
                ("routes", key, "body"),
                "no-such-model",
                f"No model is called {route.body!r}",
                f"{f'Did you mean `{guess}`? ' if guess else ''}{known}",
            )


def _account_problems(settings: ApiSettings, site: Site) -> Iterator[Problem]:
    if not settings.makes_account_role:
        return
    for name, other in site.neighbours.items():
        if other is settings:
            return
        if isinstance(other, ApiSettings) and other.makes_account_role and site.of(name).region == site.region:
            yield Problem(
                ("account_role",),
                "account-role-twice",
                f"{name} sets the account's role already",
                "An account has one logging role per region for all its REST APIs. Set `account_role: exists` here.",
            )
            return
