"""Answers of a REST API to browsers that ask before a page of another site calls."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from hclpress.hcl import Expr, attributes

from ..cors import Cors
from ..route import RouteKey
from ..settings import ApiSettings
from .paths import resource_id


class CorsView(Struct, frozen=True):
    """The answers to browsers.

    Attributes:
        paths: the resource and the methods of each path, with `*` for parameters.
        headers: the headers of an answer to OPTIONS.
        declared: the names of those headers as a method response declares them.
        on_errors: the headers of answers that API Gateway gives by itself.
    """

    paths: Mapping[str, object]
    headers: Mapping[str, str]
    declared: Mapping[str, bool]
    on_errors: Mapping[str, str]


def cors_view(settings: ApiSettings, cors: Cors) -> CorsView:
    """The answers to browsers."""
    by_path: dict[tuple[str, ...], list[RouteKey]] = {}
    for key in settings.route_keys.values():
        by_path.setdefault(key.segments, []).append(key)
    name = "method.response.header.Access-Control-Allow-"
    always = {"Origin": f"'{cors.origins[0]}'"} | ({"Credentials": "'true'"} if cors.credentials else {})
    asked = {
        **{f"{name}{header}": value for header, value in always.items()},
        f"{name}Headers": f"'{','.join(cors.headers)}'",
        f"{name}Methods": Expr("each.value.methods"),
        "method.response.header.Access-Control-Max-Age": f"'{cors.max_age}'",
    }
    return CorsView(
        paths={
            RouteKey("OPTIONS", path).pattern: attributes(
                {
                    "resource_id": resource_id(path, settings.labels),
                    "methods": f"'{','.join(cors.allowed_methods(keys))}'",
                }
            )
            for path, keys in by_path.items()
        },
        headers=asked,
        declared=dict.fromkeys(asked, True),
        on_errors={f"gatewayresponse.header.Access-Control-Allow-{header}": value for header, value in always.items()},
    )
