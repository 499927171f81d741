"""The deployment of a REST API: a snapshot of its configuration."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator

from hclpress.hcl import Expr
from hclpress.module import Site

from ..callee import name_of
from ..settings import ApiSettings
from ..view import RouteView


def deployed(settings: ApiSettings, routes: tuple[RouteView, ...]) -> Iterator[Expr]:
    """The resources that must exist before a deployment."""
    for route in routes:
        yield Expr(f"aws_api_gateway_integration.{route.label}")
    if settings.declare_responses:
        for route in routes:
            yield Expr(f"aws_api_gateway_integration_response.{route.label}")
    if settings.cors is not None:
        yield Expr("aws_api_gateway_integration_response.preflight")
        yield Expr("aws_api_gateway_gateway_response.cors")


def configuration(settings: ApiSettings, site: Site) -> str:
    """A hash of the settings that a deployment is a snapshot of, and of nothing else.

    Another hash replaces the deployment, so this content keeps its form: an upgrade of hclpress redeploys no API.
    """
    content = {
        "authorizers": {
            name: one.model_dump(mode="json", exclude={"note"}) for name, one in settings.authorizers.items()
        },
        "cors": None if settings.cors is None else settings.cors.model_dump(mode="json"),
        "declared": settings.declare_responses,
        "functions": {
            name: name_of(name, site)
            for name in (
                *(route.function for route in settings.opened.values()),
                *settings.asked_functions.values(),
            )
        },
        "models": {name: dict(schema) for name, schema in settings.models.items()},
        "routes": {
            key: [
                settings.auth_of(route).kind,
                settings.auth_of(route).authorizer,
                route.function,
                route.body,
                sorted(route.require),
            ]
            for key, route in settings.opened.items()
        },
    }
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()[:40]
