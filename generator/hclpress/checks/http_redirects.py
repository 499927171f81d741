"""Port 80 answers with a redirect and with nothing else.

Who types an address without https must arrive all the same, and what they send must not travel readable: no listener
serves anything over plain HTTP.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._blocks import within
from hclpress.model.finding import Finding
from hclpress.model.parsed import ParsedStack


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each listener for plain HTTP that does not redirect to HTTPS."""
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
