"""Only web ports are open to the world.

An ingress rule for 0.0.0.0/0 or ::/0 on any port but HTTP and HTTPS exposes a database or a shell to everybody;
scanners find such a port within minutes. Two halves of the internet, or 2000::/3, which holds every address in use, are
the same.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._security_rules import open_rules
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

CIS = ("5.2", "5.3")
FSBP = ("EC2.18", "EC2.19")
CHECKOV = ("CKV_AWS_24", "CKV_AWS_25", "CKV_AWS_277")

_WEB_PORTS = (80, 443)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each ingress rule open to the world on another port, in its own resource or in a security group."""
    for rule in open_rules(parsed, "ingress"):
        if not (rule.first == rule.last and rule.first in _WEB_PORTS):
            ports = "Every port" if rule.first is None else f"Port {rule.first}"
            yield Finding(
                rule.placed,
                f"{ports} is open to the world",
                f"Name the networks or modules that may connect; only {_WEB_PORTS} may be open to everybody.",
            )
