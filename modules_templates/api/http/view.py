"""Values that the templates of an HTTP API see beside the settings."""

from __future__ import annotations

from msgspec.structs import asdict

from hclpress.module import Site

from ..settings import ApiSettings
from ..view import RouteView, View, route_views, shared_view


class HttpView(View, frozen=True):
    """Values derived from the settings of an HTTP API."""

    routes: tuple[RouteView, ...]
    cors_methods: tuple[str, ...]


def http_view(settings: ApiSettings, site: Site) -> HttpView:
    """The view of an instance."""
    methods = () if settings.cors is None else settings.cors.allowed_methods(settings.route_keys.values())
    return HttpView(**asdict(shared_view(settings, site)), routes=tuple(route_views(settings)), cors_methods=methods)
