"""What a file of HCL says: its blocks, their attributes and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import TypeAlias

from msgspec import Struct

from hclpress.hcl.references import Reference, references
from hclpress.hcl.values import Expr

HclValue: TypeAlias = "str | int | float | Decimal | bool | tuple[HclValue, ...] | dict[str, HclValue] | None"
"""A literal as Python has it, or an `Expr`, which is a `str`: ask for it first.

A number with a point is a float, or a Decimal where a float would lose digits. A mapping's key is an `Expr`
where it has to be evaluated.
"""


class Block(Struct, frozen=True, dict=True):
    """One block, such as a resource. What follows from it is worked out once: many environments may share it.

    Attributes:
        type: the first word, such as `resource`.
        labels: the labels without quotes, such as `("aws_vpc", "this")`.
        attributes: values by name, in the order of the file.
        blocks: the nested blocks, in the order of the file.
        line: 1-based line of the first word.
        end_line: 1-based line of the closing brace.
        lines: 1-based line of each attribute's name.
        references: everything it and the blocks in it refer to.
    """

    type: str
    labels: tuple[str, ...]
    attributes: Mapping[str, HclValue]
    blocks: tuple[Block, ...]
    line: int
    end_line: int
    lines: Mapping[str, int]
    references: frozenset[Reference]

    @cached_property
    def address(self) -> str:
        """What it is known by in its module, such as `aws_vpc.this` or `data.aws_region.here`."""
        labels = ".".join(self.labels)
        return labels if self.type == "resource" else f"{self.type}.{labels}"


class Document(Struct, frozen=True):
    """One file.

    Attributes:
        file: the path given to `read`.
        attributes: attributes outside every block, as in a `.tfvars` file.
        blocks: the top-level blocks, in the order of the file.
        lines: 1-based line of each attribute's name.
    """

    file: str
    attributes: Mapping[str, HclValue]
    blocks: tuple[Block, ...]
    lines: Mapping[str, int]

    def find(self, block_type: str, *labels: str) -> tuple[Block, ...]:
        """The top-level blocks of a type, and of those labels: `find("resource", "aws_vpc")`."""
        return tuple(
            block for block in self.blocks if block.type == block_type and block.labels[: len(labels)] == labels
        )


def referred_to(attributes: Mapping[str, HclValue], blocks: Iterable[Block]) -> frozenset[Reference]:
    """Everything that the attributes and nested blocks of a block refer to."""
    own = map(references, expressions(tuple(attributes.values())))
    return frozenset[Reference]().union(*own, *(block.references for block in blocks))


def expressions(whole: HclValue | Block) -> Iterator[Expr]:
    """Every expression in a value, or in a block and those nested in it, in no order; keys of mappings included."""
    left = [whole]
    while left:
        one = left.pop()
        if isinstance(one, Expr):
            yield one
        elif isinstance(one, tuple):
            left += one
        elif isinstance(one, dict):
            left += (*one, *one.values())
        elif isinstance(one, Block):
            left += (*one.attributes.values(), *one.blocks)
