"""Requests leave a trace.

Access logs answer who asked for what, and when: after an attack, and when a customer complains. A spec that does
without them is no finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._decisions import is_undecided
from hclpress.checks._settings import is_dynamic
from hclpress.diagnostics import Severity
from hclpress.hcl.references import ReferenceKind
from hclpress.hcl.structure import within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack, PlacedBlock

SEVERITY = Severity.WARNING
FSBP = ("APIGateway.1", "APIGateway.9", "CloudFront.5", "ELB.5")
CHECKOV = ("CKV_AWS_76", "CKV_AWS_86", "CKV_AWS_91", "CKV2_AWS_4", "CKV2_AWS_31")

# The type, the block that has to be there, and the check of Checkov under which a spec decides otherwise.
_BLOCKS = (
    ("aws_lb", "access_logs", "CKV_AWS_91"),
    ("aws_cloudfront_distribution", "logging_config", "CKV_AWS_86"),
    ("aws_api_gateway_stage", "access_log_settings", "CKV_AWS_76"),
    ("aws_apigatewayv2_stage", "access_log_settings", "CKV_AWS_76"),
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each load balancer, distribution, stage and web ACL without a log of its requests."""
    for kind, name, reason in _BLOCKS:
        for placed in parsed.resources(kind):
            found = [one for one in within(placed.block, name) if one.attributes.get("enabled", True) is not False]
            if not found and not is_dynamic(placed.block, name) and _is_asked(placed, reason, parsed):
                yield Finding(placed, "It keeps no log of its requests", f"Add `{name}`.")
    logged = {
        (placed.instance, one.address)
        for placed in parsed.resources("aws_wafv2_web_acl_logging_configuration")
        for one in placed.block.references
        if one.kind is ReferenceKind.RESOURCE
    }
    for placed in parsed.resources("aws_wafv2_web_acl"):
        if (placed.instance, placed.address) not in logged and _is_asked(placed, "CKV2_AWS_31", parsed):
            yield Finding(
                placed, "It keeps no log of its requests", "Add an `aws_wafv2_web_acl_logging_configuration` for it."
            )
    for placed in parsed.resources("aws_api_gateway_method_settings"):
        for one in within(placed.block, "settings"):
            stages = [placed, *parsed.referred_to(placed, "stage_name")]
            is_asked = all(_is_asked(stage, "CKV2_AWS_4", parsed) for stage in stages)
            if one.attributes.get("logging_level", "OFF") == "OFF" and is_asked:
                yield Finding(placed, "Errors of the API are not logged", 'Set `logging_level = "ERROR"`.')


def _is_asked(placed: PlacedBlock, reason: str, parsed: ParsedStack) -> bool:
    return is_undecided(placed, (reason,), parsed)
