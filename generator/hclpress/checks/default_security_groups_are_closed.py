"""The default security group of a network permits nothing.

Whatever is started without a group of its own gets the default one. AWS lets its members reach each other and the whole
internet. Terraform empties it as soon as the configuration names it without rules.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.diagnostics import Severity
from hclpress.hcl.references import ReferenceKind
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
CIS = ("5.4",)
FSBP = ("EC2.2",)
CHECKOV = ("CKV2_AWS_12",)

_GROUP = "aws_default_security_group"


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each default group with a rule, and each network whose default group nobody has emptied."""
    emptied = set()
    for placed in parsed.resources(_GROUP):
        emptied |= {
            (placed.instance, one.address) for one in placed.block.references if one.kind is ReferenceKind.RESOURCE
        }
        if any(one.type in ("ingress", "egress", "dynamic") for one in placed.block.blocks) or any(
            placed.block.attributes.get(name) not in (None, ()) for name in ("ingress", "egress")
        ):
            yield Finding(placed, "The default security group permits something", "Remove its rules.")
    for placed in parsed.resources("aws_vpc"):
        if (placed.instance, placed.address) not in emptied:
            yield Finding(
                placed,
                "The default security group of the network is open",
                f"Add an `{_GROUP}` for it, without rules.",
            )
