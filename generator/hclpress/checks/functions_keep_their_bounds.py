"""A function has a network and a limit, or the spec does without.

Outside of a network nothing but IAM stands between a function and the internet, and without a limit one caller uses up
the concurrency of the account. A spec that leaves one out has a reason for it; a function that lost one has none.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._decisions import is_undecided
from hclpress.diagnostics import Severity
from hclpress.hcl.structure import Block, within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
CHECKOV = ("CKV_AWS_115", "CKV_AWS_117")

# The argument or block, the check of Checkov under which a spec decides otherwise, and what is lacking.
_BOUNDS = (
    ("reserved_concurrent_executions", "CKV_AWS_115", "It may use up the concurrency of the account"),
    ("vpc_config", "CKV_AWS_117", "It runs outside of every network"),
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each function without a bound, for which no spec gives a reason."""
    for placed in parsed.resources("aws_lambda_function"):
        for name, reason, summary in _BOUNDS:
            if not _has(placed.block, name) and is_undecided(placed, (reason,), parsed):
                yield Finding(placed, summary, f"Set `{name}`, or leave it out in the spec.")


def _has(block: Block, name: str) -> bool:
    return block.attributes.get(name) is not None or any(True for _ in within(block, name))
