"""Terraform ignores values that auto scaling sets.

If Application Auto Scaling sets a number, Terraform must ignore it, or each apply resets the capacity, even at the
busiest hour.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.hcl.structure import Block, within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

_SCALED: Mapping[str, frozenset[str]] = {
    "aws_dynamodb_table": frozenset({"read_capacity", "write_capacity"}),
    "aws_ecs_service": frozenset({"desired_count"}),
}


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each service and table with auto scaling that does not ignore the scaled values."""
    scaled = {
        (target.instance, reference.address)
        for target in parsed.resources("aws_appautoscaling_target")
        for reference in target.block.references
    }
    for placed in parsed.resources(*_SCALED):
        lacking = sorted(_SCALED[placed.block.labels[0]] - _ignored(placed.block))
        if lacking and (placed.instance, placed.address) in scaled:
            yield Finding(
                placed,
                f"Every apply would reset {' and '.join(lacking)}",
                "List the values that auto scaling sets in `ignore_changes`.",
            )


def _ignored(block: Block) -> set[str]:
    values = [one.attributes.get("ignore_changes") for one in within(block, "lifecycle")]
    return {str(name) for one in values if isinstance(one, tuple) for name in one}
