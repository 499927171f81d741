"""No security group lets everything out.

Who takes over a task or a function sends what it finds to a machine of their own. A group that permits the ports it
needs, and the internet only by HTTPS, leaves fewer ways. It is a warning, because the way out opens no way in.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._security_rules import open_rules
from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
CHECKOV = ("CKV_AWS_382",)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each egress rule for more than one port to the whole internet."""
    for rule in open_rules(parsed, "egress"):
        if rule.first is None or rule.first != rule.last:
            yield Finding(
                rule.placed,
                "Every port of the internet can be reached",
                "Permit the ports that are needed, such as 443, or the groups behind them.",
            )
