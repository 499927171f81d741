"""Load balancers refuse requests that servers read differently.

A header that is not valid HTTP, or a request with two lengths, is read in one way by the load balancer and in another
by the server behind it. Attackers smuggle requests through that gap.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._settings import Setting, unmet
from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
FSBP = ("ELB.4", "ELB.12")
CHECKOV = ("CKV_AWS_131", "CKV_AWS_328")

_HEADERS = ("Invalid headers reach the servers", "Set `drop_invalid_header_fields = true`.")
_OPEN = ("Requests pass while the web ACL does not answer", "Remove `enable_waf_fail_open`.")
_DESYNC = ("Ambiguous requests reach the servers", 'Set `desync_mitigation_mode = "defensive"`, or "strictest".')
_SETTINGS = tuple(
    setting
    for kind in ("aws_lb", "aws_alb")
    for setting in (
        Setting(kind, "drop_invalid_header_fields", (True,), *_HEADERS),
        Setting(kind, "enable_waf_fail_open", (False, None), *_OPEN),
        Setting(kind, "desync_mitigation_mode", ("defensive", "strictest", None), *_DESYNC),
    )
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each application load balancer that passes such requests on."""
    for one in unmet(parsed, _SETTINGS):
        kind = one.placed.block.attributes.get("load_balancer_type") if one.placed else None
        if kind in (None, "application"):
            yield one
