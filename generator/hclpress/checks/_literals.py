"""The texts that an argument is known to have, whatever form it is written in.

Followed are lists, quoted text, locals, `each`, variables with the value that the root module passes, and the texts in
the parentheses of a function such as `concat`. What only AWS knows stays as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from hclpress.checks._blocks import repeated
from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import Block, HclValue
from hclpress.model.parsed_stack import ParsedStack

_NAMED = re.compile(r"(local|var)\.[\w-]+|module\.[\w-]+\.[\w-]+")
_CALL = re.compile(r"[a-z_]\w*\(")
_TEXT = re.compile(r'"((?:[^"\\$]|\\.)*)"')
_DEPTH = 4
"""Steps from one name to another; it ends a circle that Terraform would refuse."""


def texts(value: HclValue, parsed: ParsedStack, instance: str | None, block: Block | None = None) -> Iterator[str]:
    """Yield the texts of a value, quoted ones without their quotes.

    Args:
        value: the value of an argument.
        parsed: the stack that it is written in.
        instance: the instance that it is written in.
        block: the resource or data source whose `for_each` the value may refer to.
    """
    for one in known_values(value, parsed, instance, block):
        if isinstance(one, Expr) and one.startswith('"'):
            yield one[1:-1]
        elif isinstance(one, str):
            yield one
            if isinstance(one, Expr) and _CALL.match(one):
                yield from _TEXT.findall(one)


def known_values(
    value: HclValue, parsed: ParsedStack, instance: str | None, block: Block | None = None
) -> Iterator[HclValue]:
    """Yield a value, or each of a list, with the names replaced that stand for a known value."""
    return (one for one, _ in origins(value, parsed, instance, block))


def origins(
    value: HclValue, parsed: ParsedStack, instance: str | None, block: Block | None = None, depth: int = _DEPTH
) -> Iterator[tuple[HclValue, str | None]]:
    """Yield the known values of a value, each with the instance in which it is written."""
    if isinstance(value, tuple):
        for one in value:
            yield from origins(one, parsed, instance, block, depth)
    elif isinstance(value, Expr) and depth and _NAMED.fullmatch(value):
        told = parsed.once(_named).get((instance, str(value)))
        if told is None:
            yield value, instance
        else:
            yield from origins(told[0], parsed, told[1], None, depth - 1)
    elif isinstance(value, Expr) and depth and block is not None and value.startswith("each."):
        for items, written in _items(block, parsed, instance):
            for one in repeated(items, value):
                yield from origins(one, parsed, written, None, depth - 1)
    elif value is not None:
        yield value, instance


def _items(block: Block, parsed: ParsedStack, instance: str | None) -> Iterator[tuple[HclValue, str | None]]:
    """Yield the value of `for_each`, followed by its name or by the name in `toset(…)`, and the instance it is from."""
    items = block.attributes.get("for_each")
    if isinstance(items, Expr):
        name = items.removeprefix("toset(").removesuffix(")")
        yield parsed.once(_named).get((instance, name), (items, instance))
    else:
        yield items, instance


def _named(parsed: ParsedStack) -> dict[tuple[str | None, str], tuple[HclValue, str | None]]:
    """The value of each local, variable and output by its name, with the instance in which it is written."""
    found: dict[tuple[str | None, str], tuple[HclValue, str | None]] = {}
    labels = {one.name: one.label for one in parsed.stack.instances}
    for placed in parsed.blocks:
        block = placed.block
        if block.type == "locals":
            for name, value in block.attributes.items():
                found[placed.instance, f"local.{name}"] = (value, placed.instance)
        elif block.type == "variable" and "default" in block.attributes:
            found.setdefault(
                (placed.instance, f"var.{block.labels[0]}"), (block.attributes["default"], placed.instance)
            )
        elif block.type == "output" and placed.instance in labels:
            name = f"module.{labels[placed.instance]}.{block.labels[0]}"
            found[None, name] = (block.attributes.get("value"), placed.instance)
        elif block.type == "module" and placed.instance is None:
            called = str(block.attributes.get("source")).rpartition("/")[2]
            for name, value in block.attributes.items():
                found[called, f"var.{name}"] = (value, None)
    return found
