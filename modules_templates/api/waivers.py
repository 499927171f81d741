"""What Checkov minds in an API, and why that is right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from hclpress.module.site import Site
from hclpress.module.waivers import ScannerWaiver, log_waivers

from .permission import route_labels
from .route import Kind
from .viewing import follows_calls, log_days

if TYPE_CHECKING:
    from .contract import Api

# By kind of API: what is said of routes that anybody may call, and which resource such a route is.
_OPEN: Mapping[Kind, tuple[str, str]] = {
    "rest": ("CKV_AWS_59", "aws_api_gateway_method"),
    "http": ("CKV_AWS_309", "aws_apigatewayv2_route"),
}
_STAGE = "aws_api_gateway_stage.this"
_PREFLIGHT = "aws_api_gateway_method.preflight"


def api_waivers(api: Api, site: Site) -> Iterator[ScannerWaiver]:
    """The waivers of an API's routes, stage and log groups."""
    for key, label in route_labels(api.route_keys, api.labels).items():
        auth = api.auth_of(api.opened[key])
        if auth.kind == "none":
            check, kind = _OPEN[api.kind]
            yield ScannerWaiver(check, f"{kind}.{label}", f"Anybody may call: {auth.reason}")
    if api.kind == "rest":
        yield from _rest_waivers(api, site)
    yield from log_waivers(log_days(api, site), own_key=api.log_kms_key is not None)


def _rest_waivers(api: Api, site: Site) -> Iterator[ScannerWaiver]:
    for key, label in route_labels(api.route_keys, api.labels).items():
        route = api.opened[key]
        if route.body is None and not route.require:
            yield ScannerWaiver(
                "CKV2_AWS_53",
                f"aws_api_gateway_method.{label}",
                "The function checks what it is sent; no model is given.",
            )
    if api.cors is not None:
        yield ScannerWaiver("CKV2_AWS_53", _PREFLIGHT, "A browser's question has neither body nor parameters.")
    yield ScannerWaiver(
        "CKV2_AWS_51", _STAGE, "The certificate would be shown to HTTP servers behind it; functions are called by IAM."
    )
    for check, resource in (("CKV_AWS_120", _STAGE), ("CKV_AWS_225", "aws_api_gateway_method_settings.all")):
        yield ScannerWaiver(check, resource, "A cache costs by the hour, and answers would be older than the data.")
    if not api.stage.metrics:
        yield ScannerWaiver("CKV2_AWS_4", _STAGE, "Metrics of each route cost extra; this posture does without.")
    if not follows_calls(api, site):
        yield ScannerWaiver("CKV_AWS_73", _STAGE, "X-Ray costs with every call; this posture does without.")
