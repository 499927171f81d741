"""The structure of an HCL file: its blocks, their attributes and their places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cached_property
from typing import TypeAlias

from msgspec import Struct

from hclpress.hcl.expression import Expr
from hclpress.hcl.references import Reference, references

HclValue: TypeAlias = "str | int | float | Decimal | bool | tuple[HclValue, ...] | dict[str, HclValue] | None"
"""A literal as a Python value, or an `Expr`, which is a `str`: test for it first.

A number with a point is a float, or a Decimal if a float would lose digits. A mapping's key is an `Expr` if it has to
be evaluated.
"""


class Block(Struct, frozen=True, dict=True):
    """One block, such as a resource. Derived values are memoized, since many environments may share it.

    Attributes:
        type: the first word, such as `resource`.
        labels: the labels without quotes, such as `("aws_vpc", "this")`.
        attributes: values by name, in the order of the file.
        blocks: the nested blocks, in the order of the file.
        line: 1-based line of the first word.
        end_line: 1-based line of the closing brace.
        lines: 1-based line of each attribute's name.
        references: all references in it and its nested blocks.
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
        """The address in its module, such as `aws_vpc.this` or `data.aws_region.here`."""
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
        """Return the top-level blocks of a type with these labels: `find("resource", "aws_vpc")`."""
        return tuple(
            block for block in self.blocks if block.type == block_type and block.labels[: len(labels)] == labels
        )


def referred_to(attributes: Mapping[str, HclValue], blocks: Iterable[Block]) -> frozenset[Reference]:
    """Return all references in the attributes and nested blocks of a block."""
    own = map(references, expressions(tuple(attributes.values())))
    return frozenset[Reference]().union(*own, *(block.references for block in blocks))


def expressions(whole: HclValue | Block) -> Iterator[Expr]:
    """Yield every expression in a value, its mapping keys included, or in a block with its nested ones."""
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


def within(block: Block, *path: str) -> Iterator[Block]:
    """Yield the blocks at a path of block types below a block: `within(listener, "default_action", "redirect")`."""
    if not path:
        yield block
        return
    for inner in block.blocks:
        if inner.type == path[0]:
            yield from within(inner, *path[1:])
