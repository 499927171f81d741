"""Fargate services run on the latest platform.

AWS mends the platform of Fargate in its newest version. A service that names an older one stays without the fixes.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._settings import Setting, unmet
from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
FSBP = ("ECS.10",)
CHECKOV = ("CKV_AWS_332",)

_SETTINGS = (
    Setting(
        "aws_ecs_service",
        "platform_version",
        ("LATEST", "1.4.0", None),
        "The platform is an old one",
        "Remove `platform_version`.",
    ),
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each service on an older platform."""
    yield from unmet(parsed, _SETTINGS)
