"""No condition alone keeps everybody out.

A statement for `*` with a condition is as safe as that condition, and one word in it, or a key that a service does not
send, opens it to every account. A statement that names the account or the service stays closed.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._callers import NARROWING, is_narrowed
from hclpress.checks._policy_statements import allowing, is_of_endpoint
from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
CHECKOV = ("CKV_AWS_283",)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each statement that names everybody and leaves the rest to a condition."""
    for placed, statement in allowing(parsed):
        names_all = any("*" in one.identifiers for one in statement.principals)
        if names_all and is_narrowed(statement.conditions, NARROWING) and not is_of_endpoint(placed, parsed):
            yield Finding(
                placed,
                "Only a condition keeps everybody out",
                "Name the account or the service in `principals`, and keep the condition.",
            )
