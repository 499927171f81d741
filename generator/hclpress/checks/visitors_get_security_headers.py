"""Visitors get the headers that protect them.

`Strict-Transport-Security` keeps a browser from ever asking by plain HTTP again, and the other security headers keep a
page from being framed or taken for another type. AWS has a policy of them that costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.diagnostics import Severity
from hclpress.hcl.structure import within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
CHECKOV = ("CKV_AWS_259", "CKV2_AWS_32")

_BEHAVIOURS = ("default_cache_behavior", "ordered_cache_behavior")
# RFC 6797 sets no least; the preload list of browsers asks for a year.
_YEAR = 31_536_000


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each distribution without such headers, and each policy of headers that lets plain HTTP in again."""
    for placed in parsed.resources("aws_cloudfront_distribution"):
        lacking = [
            one
            for one in placed.block.blocks
            if one.type in _BEHAVIOURS and not one.attributes.get("response_headers_policy_id")
        ]
        if lacking and placed.instance not in parsed.stack.plain:
            paths = ", ".join(str(one.attributes.get("path_pattern", "the default behaviour")) for one in lacking)
            yield Finding(placed, f"No security headers are sent for {paths}", "Set `response_headers_policy_id`.")
    for placed in parsed.resources("aws_cloudfront_response_headers_policy"):
        for config in within(placed.block, "security_headers_config"):
            ages = [
                one.attributes.get("access_control_max_age_sec") for one in within(config, "strict_transport_security")
            ]
            if not ages or any(isinstance(age, int) and age < _YEAR for age in ages):
                yield Finding(
                    placed, "Browsers may come back by plain HTTP", "Give `strict_transport_security` a year or more."
                )
