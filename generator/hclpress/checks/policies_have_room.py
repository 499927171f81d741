"""No policy is nearly as large as AWS accepts.

From nine tenths of the limit on, one more resource, or one longer name, can make an apply fail. The limits, and what is
counted, are those of `policies-fit`.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._policy_sizes import policy_sizes
from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
_NEAR = 0.9


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each policy with at least nine tenths of the size that AWS accepts, and no more than all of it."""
    for one in policy_sizes(parsed):
        if _NEAR * one.most <= one.size <= one.most:
            yield Finding(
                one.placed,
                f"{one.summary}, of {one.most:,} that AWS accepts",
                "Divide it before it grows: give the users roles of their own, so that each has fewer permissions.",
            )
