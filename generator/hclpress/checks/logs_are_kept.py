"""Logs are kept as long as the spec says, by default a year.

An attack is noticed after months. A log group with a shorter retention has the spec's word for it; one that `extra` or
a template shortens has not.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._decisions import is_undecided
from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
CHECKOV = ("CKV_AWS_338",)

_YEAR = 365


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each log group that forgets within a year without a reason."""
    for placed in parsed.resources("aws_cloudwatch_log_group"):
        days = placed.block.attributes.get("retention_in_days")
        if isinstance(days, int) and 0 < days < _YEAR and is_undecided(placed, CHECKOV, parsed):
            yield Finding(
                placed, f"The log forgets after {days} days", f"Set `retention_in_days` to {_YEAR}, or say why not."
            )
