"""Waivers for Checkov and Trivy that a REST API alone needs."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import ScannerWaiver, Site

from ..invoke_permission import route_labels
from ..settings import ApiSettings
from .view import follows_calls

_STAGE = "aws_api_gateway_stage.this"
_PREFLIGHT = "aws_api_gateway_method.preflight"


def rest_waivers(settings: ApiSettings, site: Site) -> Iterator[ScannerWaiver]:
    """The waivers of methods and of the stage."""
    for key, label in route_labels(settings.route_keys, settings.labels).items():
        route = settings.opened[key]
        if route.body is None and not route.require:
            yield ScannerWaiver(
                "CKV2_AWS_53",
                f"aws_api_gateway_method.{label}",
                "The function checks what it is sent; no model is given.",
            )
    if settings.cors is not None:
        yield ScannerWaiver("CKV2_AWS_53", _PREFLIGHT, "A browser's question has neither body nor parameters.")
        yield ScannerWaiver("AVD-AWS-0004", _PREFLIGHT, "A browser asks without credentials whether it may call.")
    yield ScannerWaiver(
        "CKV2_AWS_51", _STAGE, "The certificate would be shown to HTTP servers behind it; functions are called by IAM."
    )
    settings_of_methods = "aws_api_gateway_method_settings.all"
    uncached = ("CKV_AWS_120", _STAGE), ("CKV_AWS_225", settings_of_methods), ("AVD-AWS-0190", settings_of_methods)
    for check, resource in uncached:
        yield ScannerWaiver(check, resource, "A cache costs by the hour, and answers would be older than the data.")
    if not settings.stage.metrics:
        yield ScannerWaiver("CKV2_AWS_4", _STAGE, "Metrics of each route cost extra; this posture does without.")
    if not follows_calls(settings, site):
        yield from ScannerWaiver.each(
            ("CKV_AWS_73", "AVD-AWS-0003"), _STAGE, "X-Ray costs with every call; this posture does without."
        )
