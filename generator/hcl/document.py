"""What a file of HCL says: its blocks, their attributes and where they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct

from generator.hcl.values import Expr

Value: TypeAlias = "str | int | float | Decimal | bool | tuple[Value, ...] | Mapping[str, Value] | None"
"""A literal as Python has it, or an `Expr`, which is a `str`: ask for it first.

A number with a point is a float, or a Decimal where a float would lose digits. A mapping's key is an `Expr`
where it has to be evaluated.
"""


class Block(Struct, frozen=True):
    """One block, such as a resource.

    Attributes:
        type: the first word, such as `resource`.
        labels: the labels without quotes, such as `("aws_vpc", "this")`.
        attributes: values by name, in the order of the file.
        blocks: the nested blocks, in the order of the file.
        line: 1-based line of the first word.
        end_line: 1-based line of the closing brace.
        lines: 1-based line of each attribute's name.
    """

    type: str
    labels: tuple[str, ...]
    attributes: Mapping[str, Value]
    blocks: tuple[Block, ...]
    line: int
    end_line: int
    lines: Mapping[str, int]

    def expressions(self) -> Iterator[tuple[int, Expr]]:
        """Every expression in the block and those nested in it, each with its attribute's line."""
        for name, value in self.attributes.items():
            for expression in expressions(value):
                yield self.lines[name], expression
        for block in self.blocks:
            yield from block.expressions()


class Document(Struct, frozen=True):
    """One file.

    Attributes:
        file: the path given to `read`.
        attributes: attributes outside every block, as in a `.tfvars` file.
        blocks: the top-level blocks, in the order of the file.
        lines: 1-based line of each attribute's name.
    """

    file: str
    attributes: Mapping[str, Value]
    blocks: tuple[Block, ...]
    lines: Mapping[str, int]

    def find(self, block_type: str, *labels: str) -> tuple[Block, ...]:
        """The top-level blocks of a type, and of those labels: `find("resource", "aws_vpc")`."""
        return tuple(
            block for block in self.blocks if block.type == block_type and block.labels[: len(labels)] == labels
        )


def expressions(value: Value) -> Iterator[Expr]:
    """Every expression in a value, keys of mappings included."""
    if isinstance(value, Expr):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from expressions(item)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            yield from expressions(key)
            yield from expressions(item)
