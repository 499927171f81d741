"""The resources of a REST API: one for each part of a path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.hcl import Expr

from ..settings import ApiSettings


class PathView(Struct, frozen=True):
    """A resource: a part of a path below its parent."""

    label: str
    part: str
    parent: Expr


def path_views(settings: ApiSettings) -> Iterator[PathView]:
    """The resources of all routes, each before those below it."""
    for path in dict.fromkeys(prefix for key in settings.route_keys.values() for prefix in key.prefixes):
        yield PathView(settings.labels[path], path[-1], resource_id(path[:-1], settings.labels))


def resource_id(path: tuple[str, ...], labels: Mapping[tuple[str, ...], str]) -> Expr:
    """The id of the resource of a path."""
    if not path:
        return Expr("aws_api_gateway_rest_api.this.root_resource_id")
    return Expr(f"aws_api_gateway_resource.{labels[path]}.id")
