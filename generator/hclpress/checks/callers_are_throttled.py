"""Every API has a limit on its calls.

Without a limit of its own a stage takes all calls that the account may make, and one caller can use them up, and the
money behind them.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.diagnostics import Severity
from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import Block, within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING

_PLACES = (
    ("aws_api_gateway_method_settings", "settings"),
    ("aws_apigatewayv2_stage", "default_route_settings"),
)
_LIMITS = ("throttling_rate_limit", "throttling_burst_limit")


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each stage without limits."""
    for kind, name in _PLACES:
        for placed in parsed.resources(kind):
            lacking = [limit for limit in _LIMITS if not any(_limits(one, limit) for one in within(placed.block, name))]
            if lacking and placed.instance not in parsed.stack.plain:
                yield Finding(placed, "One caller can use up the API", f"Set {' and '.join(lacking)} in `{name}`.")


def _limits(block: Block, name: str) -> bool:
    value = block.attributes.get(name)
    return isinstance(value, Expr) or (isinstance(value, int | float) and value > 0)
