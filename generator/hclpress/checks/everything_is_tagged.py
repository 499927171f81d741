"""Every resource has tags for its environment, owner and project.

Operators who find a resource in the console or on the bill first need its owner. The provider's `default_tags` put
Environment, Owner and Project on every taggable resource.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl.structure import within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

_WANTED = ("Environment", "Owner", "Project")


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each AWS provider without those tags."""
    for placed in parsed.blocks:
        if placed.block.type != "provider" or placed.block.labels != ("aws",):
            continue
        tags = [one.attributes.get("tags") for one in within(placed.block, "default_tags")]
        carried = {str(name) for one in tags if isinstance(one, dict) for name, value in one.items() if value}
        missing = [name for name in _WANTED if name not in carried]
        if missing:
            yield Finding(
                placed,
                f"Resources have no tag {', '.join(missing)}",
                "Add them to the provider's `default_tags`.",
            )
