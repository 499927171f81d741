"""Only web ports are open to the world.

An ingress rule for 0.0.0.0/0 or ::/0 on any port but HTTP and HTTPS exposes a database or a shell to everybody;
scanners find such a port within minutes.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._blocks import repeated
from hclpress.hcl.structure import Block, HclValue, within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

_WORLD = ("0.0.0.0/0", "::/0")
_WEB_PORTS = (80, 443)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each ingress rule open to the world on another port, in its own resource or in a security group."""
    for placed in parsed.resources(
        "aws_vpc_security_group_ingress_rule", "aws_security_group_rule", "aws_security_group"
    ):
        block = placed.block
        if block.attributes.get("type") == "egress":
            continue
        for rule in within(block, "ingress") if block.labels[0] == "aws_security_group" else (block,):
            first, last = rule.attributes.get("from_port"), rule.attributes.get("to_port")
            if _is_open(rule) and not (first == last and first in _WEB_PORTS):
                ports = "Every port" if first is None else f"Port {first}"
                yield Finding(
                    placed,
                    f"{ports} is open to the world",
                    f"Name the networks or modules that may connect; only {_WEB_PORTS} may be open to everybody.",
                )


def _is_open(rule: Block) -> bool:
    named: list[HclValue] = []
    for name in ("cidr_ipv4", "cidr_ipv6", "cidr_blocks", "ipv6_cidr_blocks"):
        for value in repeated(rule, name):
            named += value if isinstance(value, tuple) else [value]
    return any(one in _WORLD for one in named)
