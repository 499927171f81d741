"""Logs hold no bodies, cookies and tokens of requests.

With `data_trace_enabled` API Gateway writes every request and answer into CloudWatch, with the passwords and addresses
that people send. Everybody who may read logs reads them.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._settings import Setting, unmet
from hclpress.diagnostics import Severity
from hclpress.hcl.structure import within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
CHECKOV = ("CKV_AWS_276",)

_TRACE = ("Whole requests are written into the log", "Remove `data_trace_enabled`.")
_COOKIES = ("Cookies are written into the log", "Set `include_cookies = false`.")
_SETTINGS = (
    Setting("aws_api_gateway_method_settings", "settings.data_trace_enabled", (False, None), *_TRACE),
    Setting("aws_apigatewayv2_stage", "default_route_settings.data_trace_enabled", (False, None), *_TRACE),
    Setting("aws_cloudfront_distribution", "logging_config.include_cookies", (False, None), *_COOKIES),
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each stage that logs bodies, each distribution that logs cookies, and each web ACL that logs tokens."""
    yield from unmet(parsed, _SETTINGS)
    for placed in parsed.resources("aws_wafv2_web_acl_logging_configuration"):
        redacted = [
            str(one.attributes.get("name")).lower() for one in within(placed.block, "redacted_fields", "single_header")
        ]
        if "authorization" not in redacted and placed.instance not in parsed.stack.plain:
            yield Finding(
                placed, "Tokens are written into the log", "Redact the header `authorization` by `redacted_fields`."
            )
