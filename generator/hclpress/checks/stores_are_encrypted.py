"""All stored data is encrypted.

Encryption protects a snapshot shared by mistake, a discarded disk, or a copy of a table's files. AWS-owned keys cost
nothing, so there is no reason against it.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.encryption import Encryption
from hclpress.hcl.structure import within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack, PlacedBlock


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each store that is not encrypted, or leaves it to the default."""
    encryption = parsed.stack.resource_facts.encryption
    for placed in parsed.resources(*encryption):
        if not any(_encrypts(one, placed, parsed) for one in encryption[placed.block.labels[0]]):
            yield Finding(
                placed, f"{placed.address} is not encrypted", "Enable encryption, with a key of AWS or your own."
            )


def _encrypts(one: Encryption, placed: PlacedBlock, parsed: ParsedStack) -> bool:
    if one.beside is not None:
        return bool(parsed.referring_to(placed, one.beside, one.argument))
    values = [block.attributes.get(one.argument) for block in within(placed.block, *one.blocks)]
    return any(bool(value) if one.value is None else value == one.value for value in values)
