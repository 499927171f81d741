"""Waivers for Checkov and Trivy of an API of either product."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import ScannerWaiver, Site, log_waivers

from .invoke_permission import route_labels
from .rest.waivers import rest_waivers
from .settings import ApiSettings
from .view import log_days


def waivers(settings: ApiSettings, site: Site) -> Iterator[ScannerWaiver]:
    """The waivers of routes, of the stage and of the log groups."""
    product = settings.product
    for key, label in route_labels(settings.route_keys, settings.labels).items():
        auth = settings.auth_of(settings.opened[key])
        if auth.kind == "none":
            for check in product.open_checks:
                yield ScannerWaiver(check, f"{product.route}.{label}", f"Anybody may call: {auth.reason}")
    if settings.kind == "rest":
        yield from rest_waivers(settings, site)
    yield from log_waivers(log_days(settings, site), own_key=settings.log_kms_key is not None)
