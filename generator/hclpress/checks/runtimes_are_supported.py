"""Functions run on a runtime that AWS still mends.

After its last day a runtime gets no more security fixes; later AWS creates no more functions with it, and at last it
updates none. A spec that chooses such a runtime is told the dates at that line, and is no finding here.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.dated_values import day_of, lambda_runtimes
from hclpress.checks._decisions import is_undecided
from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
FSBP = ("Lambda.2",)
CHECKOV = ("CKV_AWS_363",)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each function whose runtime had ended on the day of the list."""
    for placed in parsed.resources("aws_lambda_function", "aws_lambda_layer_version"):
        told = placed.block.attributes.get("runtime")
        known = lambda_runtimes().get(told) if isinstance(told, str) else None
        ended = known.deprecated if known else None
        if ended and ended <= day_of("lambda_runtimes") and is_undecided(placed, CHECKOV, parsed):
            yield Finding(
                placed,
                f"AWS stopped mending {told} on {ended:%d %B %Y}",
                f"Set `runtime` to {known.successor if known and known.successor else 'a newer one'}.",
            )
