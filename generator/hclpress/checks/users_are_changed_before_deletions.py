"""Users of a resource are changed before it is deleted.

AWS refuses to delete a target group, a security group, a subnet and many others while another resource uses them, and
Terraform deletes before it updates. With `create_before_destroy` it changes the users first. That must be in the state
before it is needed, so it is there from the first apply on. It creates the new resource beside the old one, so the name
must allow two: it follows the arguments that replace the resource.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from hclpress.aws.refused_deletions import REFUSED_DELETIONS, RefusedDeletion
from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import Block, within
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack, PlacedBlock


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each resource that would be deleted while in use, and each whose name allows no second one."""
    users = _users(parsed)
    for placed in parsed.resources(*REFUSED_DELETIONS):
        kind = placed.block.labels[0]
        fact = REFUSED_DELETIONS[kind]
        if not users[placed.instance, placed.address] - fact.goes_first:
            continue
        if not any(one.attributes.get("create_before_destroy") is True for one in within(placed.block, "lifecycle")):
            yield Finding(
                placed,
                "AWS refuses to delete this while something uses it",
                f"Terraform would delete it before its users are changed, and AWS would answer {fact.error}. Set "
                "`create_before_destroy = true` in `lifecycle`.",
            )
        else:
            yield from _names(placed, fact)


def _users(parsed: ParsedStack) -> Mapping[tuple[str | None, str], set[str]]:
    """The types of resources that refer to an address of an instance; `output` for users in other modules."""
    found: dict[tuple[str | None, str], set[str]] = defaultdict(set)
    for placed in parsed.blocks:
        block = placed.block
        kind = block.labels[0] if block.type == "resource" else block.type
        if block.type in {"resource", "output", "locals"}:
            for reference in block.references:
                if reference.address != placed.address:
                    found[placed.instance, reference.address].add(kind)
    return found


def _names(placed: PlacedBlock, fact: RefusedDeletion) -> Iterator[Finding]:
    name = placed.block.attributes.get("name")
    if isinstance(name, Expr) or not isinstance(name, str):
        return
    for argument in fact.named_after:
        number = _number(placed.block, argument)
        if number and number not in name:
            yield Finding(
                placed,
                f"Another {argument} would need a second resource of the same name",
                f"It replaces the resource, and the new one is created first. Put {number} into the name.",
            )


def _number(block: Block, argument: str) -> str:
    value = block.attributes.get(argument)
    found = None if isinstance(value, Expr) else re.search(r"\d+", str(value))
    return found[0] if found else ""
