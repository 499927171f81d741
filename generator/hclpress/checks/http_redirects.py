"""Port 80 only redirects.

Visitors who type an address without https must be redirected, and their requests must not travel unencrypted: no
listener serves content over plain HTTP.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl.structure import within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

FSBP = ("ELB.1",)
CHECKOV = ("CKV_AWS_2", "CKV_AWS_260", "CKV2_AWS_20")


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each plain HTTP listener that does not redirect to HTTPS."""
    for placed in parsed.resources("aws_lb_listener"):
        if placed.block.attributes.get("protocol") != "HTTP":
            continue
        targets = [one.attributes.get("protocol") for one in within(placed.block, "default_action", "redirect")]
        if targets != ["HTTPS"]:
            yield Finding(
                placed,
                f"Port {placed.block.attributes.get('port')} serves plain HTTP",
                "Redirect to HTTPS and serve it there.",
            )
