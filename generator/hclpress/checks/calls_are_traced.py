"""Calls are traced, or the spec does without.

A trace shows which step of a slow or failed call took the time. X-Ray costs with each call, so a spec may leave it out.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._settings import Setting, unmet
from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
FSBP = ("APIGateway.3",)
CHECKOV = ("CKV_AWS_50", "CKV_AWS_73")

_SETTINGS = (
    Setting(
        "aws_lambda_function",
        "tracing_config.mode",
        ("Active",),
        "Calls of the function are not traced",
        'Set `mode = "Active"` in `tracing_config`.',
        ("CKV_AWS_50",),
    ),
    Setting(
        "aws_api_gateway_stage",
        "xray_tracing_enabled",
        (True,),
        "Calls of the API are not traced",
        "Set `xray_tracing_enabled = true`.",
        ("CKV_AWS_73",),
    ),
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each function and each stage without traces."""
    yield from unmet(parsed, _SETTINGS)
