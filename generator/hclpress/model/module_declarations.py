"""The declarations of a module, and the keys of a `for_each` in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import HclValue
from hclpress.model.parsed_stack import PlacedBlock

EACH_VALUE = re.compile(r"each\.value(?:\.(?P<field>\w+))?")
_TEXTS = re.compile(r"toset\(\[(?P<items>.*)\]\)", re.DOTALL)


class Scope(Struct, frozen=True):
    """The names that expressions inside one module can use.

    Attributes:
        blocks: its blocks by address.
        values: the values of its locals, by `local.<name>`.
    """

    blocks: Mapping[str, PlacedBlock]
    values: Mapping[str, HclValue]

    @classmethod
    def of(cls, module: Iterable[PlacedBlock]) -> Scope:
        """Return the scope of a module that consists of these blocks."""
        blocks: dict[str, PlacedBlock] = {}
        values: dict[str, HclValue] = {}
        for placed in module:
            blocks[placed.block.address] = placed
            if placed.block.type == "locals":
                values |= {f"local.{name}": value for name, value in placed.block.attributes.items()}
        return cls(blocks, values)

    def keys_of(self, placed: PlacedBlock) -> tuple[str, ...] | None:
        """Return the keys of a block's `for_each`, followed to the resource or local it comes from.

        Returns:
            None for a block without one, and for one whose keys only Terraform can evaluate.
        """
        repeated = placed.block.attributes.get("for_each")
        if repeated is None:
            return None
        if isinstance(repeated, Expr):
            repeated = self.values.get(str(repeated), repeated)
        if isinstance(repeated, Expr):
            origin = self.blocks.get(str(repeated))
            return literal_set(repeated) if origin is None else self.keys_of(origin)
        return tuple(map(str, repeated)) if isinstance(repeated, dict) else None

    def told_by_each(self, placed: PlacedBlock, argument: str) -> tuple[HclValue, ...]:
        """Return the values of an argument, one for each key where it is `each.value.<field>` of a map written here."""
        value = placed.block.attributes.get(argument)
        field = EACH_VALUE.fullmatch(value) if isinstance(value, Expr) else None
        repeated = placed.block.attributes.get("for_each")
        if isinstance(repeated, Expr):
            repeated = self.values.get(str(repeated), repeated)
        if field is None or not isinstance(repeated, dict):
            return (value,)
        entries = repeated.values()
        return tuple(entry.get(field["field"], value) if isinstance(entry, dict) else value for entry in entries)


def literal_set(expression: Expr) -> tuple[str, ...] | None:
    """Return the texts of `toset([…])`; None for any other expression."""
    match = _TEXTS.fullmatch(expression)
    try:
        items = json.loads(f"[{match['items'].strip().rstrip(',')}]") if match else None
    except ValueError:
        return None
    return tuple(items) if items is not None and all(isinstance(item, str) for item in items) else None
