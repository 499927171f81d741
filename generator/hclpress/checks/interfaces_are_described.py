"""Every variable, output and security group rule has a description.

Readers meet these descriptions first: in a plan, in the console, and in a review a year later.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

CHECKOV = ("CKV_AWS_23",)

_DESCRIBED = frozenset(
    {
        "aws_security_group",
        "aws_vpc_security_group_ingress_rule",
        "aws_vpc_security_group_egress_rule",
        "aws_kms_key",
    }
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each interface without a description."""
    plain = parsed.stack.plain
    for placed in parsed.blocks:
        if placed.instance in plain:
            continue
        block = placed.block
        described = block.type in {"variable", "output"} or (block.type == "resource" and block.labels[0] in _DESCRIBED)
        if described and not block.attributes.get("description"):
            yield Finding(placed, f"{placed.address} has no description", "Add one sentence about its purpose.")
