"""Every alarm reaches somebody.

An alarm without actions, or with its actions off, rings where nobody is, and the fault that it was made for goes on
unnoticed.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
CHECKOV = ("CKV_AWS_319",)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each alarm that does nothing."""
    for placed in parsed.resources("aws_cloudwatch_metric_alarm", "aws_cloudwatch_composite_alarm"):
        told = placed.block.attributes
        if told.get("actions_enabled") is False:
            yield Finding(placed, "The actions of the alarm are off", "Remove `actions_enabled`.")
        elif told.get("alarm_actions") == ():
            yield Finding(placed, "The alarm tells nobody", "Name a topic in `alarm_actions`.")
