"""Every network has a log of its traffic.

Flow logs show who connected to what, and what was refused: after an attack, and when a connection does not come about.
A spec that does without, with `flow_logs: null`, is no finding.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._decisions import is_undecided
from hclpress.diagnostics import Severity
from hclpress.hcl.references import ReferenceKind
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
CIS = ("3.7",)
FSBP = ("EC2.6",)
CHECKOV = ("CKV2_AWS_11",)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each network without a flow log, and each flow log that leaves traffic out."""
    logged = set()
    for placed in parsed.resources("aws_flow_log"):
        logged |= {
            (placed.instance, one.address) for one in placed.block.references if one.kind is ReferenceKind.RESOURCE
        }
        # CIS asks for what is refused; a contract can give the reason for less than all.
        left_out = {"ACCEPT"} if placed.instance in parsed.stack.plain else {"ACCEPT", "REJECT"}
        if placed.block.attributes.get("traffic_type") in left_out:
            yield Finding(placed, "The flow log leaves out traffic", 'Set `traffic_type = "ALL"`.')
    for placed in parsed.resources("aws_vpc"):
        if (placed.instance, placed.address) not in logged and is_undecided(placed, CHECKOV, parsed):
            yield Finding(placed, "The network keeps no flow log", "Add an `aws_flow_log` for it.")
