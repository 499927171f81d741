"""Rate limits are neither too high nor too low.

A limit of millions is never reached and has no effect; a limit that a single page with its pictures exceeds blocks
customers. Rates are compared as requests of one address in five minutes; accepted are 100 to 100,000.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from hclpress.checks._blocks import beneath
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

LEAST, MOST = 100, 100_000
_FIVE_MINUTES = 300


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each web ACL or rule group with an implausible limit."""
    for placed in parsed.resources("aws_wafv2_web_acl", "aws_wafv2_rule_group"):
        for one in beneath(placed.block):
            if one.type != "rate_based_statement":
                continue
            limit = one.attributes.get("limit")
            window = one.attributes.get("evaluation_window_sec", _FIVE_MINUTES)
            if not (isinstance(limit, int | float | Decimal) and isinstance(window, int) and window > 0):
                continue
            rate = int(limit * _FIVE_MINUTES / window)
            if not LEAST <= rate <= MOST:
                yield Finding(
                    placed,
                    f"A rate limit of {rate} requests in 5 minutes blocks {'nobody' if rate > MOST else 'everybody'}",
                    f"It is {limit} in {window} seconds. Choose one between {LEAST} and {MOST} in 5 minutes.",
                )
