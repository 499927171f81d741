"""Load balancers send requests to healthy targets only.

Without a health check of HTTP, a target that answers every request with an error still counts as healthy.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._settings import is_dynamic
from hclpress.diagnostics import Severity
from hclpress.hcl.structure import within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
CHECKOV = ("CKV_AWS_261",)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each target group of HTTP without a health check, or with one that is off."""
    for placed in parsed.resources("aws_lb_target_group", "aws_alb_target_group"):
        if placed.block.attributes.get("protocol") not in ("HTTP", "HTTPS") or is_dynamic(placed.block, "health_check"):
            continue
        checks = [*within(placed.block, "health_check")]
        paths = [one.attributes.get("path") for one in checks if one.attributes.get("enabled") is not False]
        if not any(paths):
            yield Finding(placed, "Broken targets get requests", "Add a `health_check` with a `path`.")
