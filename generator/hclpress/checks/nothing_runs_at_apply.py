"""Applying runs no program.

A provisioner or the data source `external` runs a program on the machine that applies, with all of its rights. No plan
shows what it does, and no second apply repairs it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._blocks import beneath
from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each block with a provisioner, and each data source that runs a program."""
    for placed in parsed.blocks:
        kind = placed.block.type
        if kind == "resource" and any(one.type == "provisioner" for one in beneath(placed.block)):
            yield Finding(
                placed,
                "A provisioner runs a program",
                "Do it before the apply, or with a resource that shows its plan.",
            )
        elif kind == "data" and placed.block.labels[0] == "external":
            yield Finding(placed, "The data source runs a program", "Pass its answer as a variable.")
