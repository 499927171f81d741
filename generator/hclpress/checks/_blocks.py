"""Queries on blocks that several checks share."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.cache.cached_hcl import accept_and_read
from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import Block, HclValue


def beneath(block: Block) -> Iterator[Block]:
    """Yield the block itself and every block in it, at any depth."""
    yield block
    for inner in block.blocks:
        yield from beneath(inner)


def repeated(items: HclValue, value: Expr) -> tuple[HclValue, ...]:
    """Return all values of an expression with `each`, from the value of `for_each`.

    Only literals are followed: `toset([…])` and a map, for `each.key`, `each.value` and `each.value.<name>`.
    """
    if isinstance(items, Expr) and items.startswith("toset("):
        items = literal(Expr(items.removeprefix("toset(").removesuffix(")")))
    if isinstance(items, tuple):
        return items
    if not isinstance(items, dict):
        return (value,)
    if value == "each.key":
        return tuple(items)
    _, _, attribute = value.removeprefix("each.").partition(".")
    return tuple(one.get(attribute) if attribute and isinstance(one, dict) else one for one in items.values())


def literal(expression: Expr) -> HclValue:
    """Return the value in the parentheses of a call such as `jsonencode(…)`."""
    return accept_and_read(f"value = {expression}\n", "an argument").attributes["value"]


def containers(block: Block) -> list[dict[str, HclValue]]:
    """Return the containers of an ECS task definition; none for any other block."""
    written = block.attributes.get("container_definitions")
    if not (isinstance(written, Expr) and written.startswith("jsonencode(")):
        return []
    found = literal(Expr(written.removeprefix("jsonencode(").removesuffix(")")))
    return [one for one in found if isinstance(one, dict)] if isinstance(found, tuple) else []
