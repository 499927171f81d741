"""The declarations of a module, and the keys of a `for_each` in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import TypeAlias

from msgspec import Struct

from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import HclValue
from hclpress.model.parsed_stack import PlacedBlock

COUNT, FOR_EACH = "count", "for_each"
Key: TypeAlias = str | int
"""The key of one instance of a resource: of a `for_each`, or the index of a `count`."""
EACH_VALUE = re.compile(r"each\.value(?:\.(?P<field>\w+))?")
_TEXTS = re.compile(r"toset\(\[(?P<items>.*)\]\)", re.DOTALL)
_NAMED = re.compile(r"(?:local|var)\.[\w-]+")
_CHOICE = re.compile(r"(?P<condition>[^?]+?)\s*\?\s*(?P<yes>[^?:]+?)\s*:\s*(?P<no>[^?:]+)")
_COMPARED = re.compile(r"(?P<left>[\w.-]+)\s*(?P<sign>[=!]=)\s*(?P<right>[\w.-]+|\"[^\"$%\\]*\")")
_LENGTH = re.compile(r"length\((?P<list>(?:local|var)\.[\w-]+)\)")
_WORDS: Mapping[str, HclValue] = {"true": True, "false": False, "null": None}
_DEEPEST = 16
"""The number of names that are followed one after another."""
_MOST = 1_000
"""The most instances of a `count` that are told one by one."""


class Scope(Struct, frozen=True):
    """The names that expressions inside one module can use.

    Attributes:
        blocks: its blocks by address.
        values: the values of its locals, by `local.<name>`, and those of its variables that are known, by `var.<name>`.
    """

    blocks: Mapping[str, PlacedBlock]
    values: Mapping[str, HclValue]

    @classmethod
    def of(cls, module: Iterable[PlacedBlock], given: Mapping[str, HclValue] | None = None) -> Scope:
        """Return the scope of a module that consists of these blocks.

        Args:
            module: the blocks.
            given: the arguments of its call.
        """
        blocks: dict[str, PlacedBlock] = {}
        values: dict[str, HclValue] = {}
        for placed in module:
            blocks[placed.block.address] = placed
            if placed.block.type == "locals":
                values |= {f"local.{name}": value for name, value in placed.block.attributes.items()}
            elif placed.block.type == "variable" and "default" in placed.block.attributes:
                values.setdefault(f"var.{placed.block.labels[0]}", placed.block.attributes["default"])
        for name, value in (given or {}).items():
            values[f"var.{name}"] = value
        return cls(blocks, values)

    def keys_of(self, placed: PlacedBlock) -> tuple[Key, ...] | None:
        """Return the keys of a block's `for_each`, followed to the resource or local it comes from, or of its `count`.

        Returns:
            None for a block without either, and for one whose keys only Terraform can evaluate.
        """
        if COUNT in placed.block.attributes:
            number = self._evaluated(placed.block.attributes[COUNT])
            is_number = isinstance(number, int) and not isinstance(number, bool) and 0 <= number <= _MOST
            return tuple(range(number)) if is_number and isinstance(number, int) else None
        repeated = placed.block.attributes.get(FOR_EACH)
        if repeated is None:
            return None
        if isinstance(repeated, Expr):
            repeated = self.values.get(str(repeated), repeated)
        if isinstance(repeated, Expr):
            origin = self.blocks.get(str(repeated))
            return literal_set(repeated) if origin is None else self.keys_of(origin)
        return tuple(map(str, repeated)) if isinstance(repeated, dict) else None

    def has_unknown_keys(self, placed: PlacedBlock) -> bool:
        """Return whether a block is repeated, and only Terraform can evaluate its keys."""
        return any(name in placed.block.attributes for name in (COUNT, FOR_EACH)) and self.keys_of(placed) is None

    def _evaluated(self, value: HclValue, depth: int = 0) -> HclValue:
        """Return the value of a number or condition; the expression itself if only Terraform can evaluate it."""
        if not isinstance(value, Expr) or depth > _DEEPEST:
            return value
        text = str(value).strip()
        while text.startswith("(") and text.endswith(")") and ")" not in text[1:-1]:
            text = text[1:-1].strip()
        if text in _WORDS:
            return _WORDS[text]
        if text.isdecimal():
            return int(text)
        if _NAMED.fullmatch(text):
            return self._evaluated(self.values[text], depth + 1) if text in self.values else value
        if match := _CHOICE.fullmatch(text):
            condition = self._evaluated(Expr(match["condition"].strip()), depth + 1)
            if isinstance(condition, bool):
                return self._evaluated(Expr(match["yes" if condition else "no"].strip()), depth + 1)
        elif text.startswith("!"):
            negated = self._evaluated(Expr(text[1:]), depth + 1)
            return not negated if isinstance(negated, bool) else value
        elif match := _COMPARED.fullmatch(text):
            return self._compared(match, depth, value)
        elif match := _LENGTH.fullmatch(text):
            listed = self._evaluated(Expr(match["list"]), depth + 1)
            return len(listed) if isinstance(listed, tuple | dict) else value
        return value

    def _compared(self, match: re.Match[str], depth: int, otherwise: HclValue) -> HclValue:
        sides = [
            side[1:-1] if side.startswith('"') else self._evaluated(Expr(side), depth + 1)
            for side in (match["left"], match["right"])
        ]
        if any(isinstance(side, Expr | tuple | dict) for side in sides):
            return otherwise
        is_equal = type(sides[0]) is type(sides[1]) and sides[0] == sides[1]
        return is_equal if match["sign"] == "==" else not is_equal

    def told_by_each(self, placed: PlacedBlock, argument: str) -> tuple[HclValue, ...]:
        """Return the values of an argument, one for each key where it is `each.value.<field>` of a map written here."""
        value = placed.block.attributes.get(argument)
        field = EACH_VALUE.fullmatch(value) if isinstance(value, Expr) else None
        repeated = placed.block.attributes.get(FOR_EACH)
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


def literals_of(call: Mapping[str, HclValue]) -> dict[str, HclValue]:
    """Return the arguments of a module's call that are written out."""
    return {name: value for name, value in call.items() if not isinstance(value, Expr) and name != "providers"}
