"""The rendered files, read back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain
from pathlib import PurePosixPath
from typing import Any, TypeVar

from msgspec import Struct

from hclpress.hcl.expression import Expr
from hclpress.hcl.references import references
from hclpress.hcl.structure import Block, Document, HclValue, within
from hclpress.model.generated_file import GeneratedFile
from hclpress.model.stack import Stack

Derived = TypeVar("Derived")


class ParsedFile(Struct, frozen=True):
    """One rendered file and its structure."""

    source: GeneratedFile
    document: Document


class PlacedBlock(Struct, frozen=True):
    """A block and its place.

    Attributes:
        block: the block.
        path: its file, relative to the environment's folder.
        instance: the module instance it belongs to, None in the root module.
    """

    block: Block
    path: PurePosixPath
    instance: str | None

    @property
    def address(self) -> str:
        """The address inside its module, such as `aws_vpc.this` or `data.aws_region.here`."""
        return self.block.address

    def __str__(self) -> str:
        return f"{self.address} ({self.path}:{self.block.line})"


class ParsedStack(Struct, frozen=True, dict=True):
    """The parsed files of a stack.

    Attributes:
        stack: the stack that was rendered.
        files: in order of path.
    """

    stack: Stack
    files: tuple[ParsedFile, ...]

    @cached_property
    def blocks(self) -> tuple[PlacedBlock, ...]:
        """Every top-level block, in order of file and line."""
        return tuple(
            PlacedBlock(block, file.source.path, file.source.instance)
            for file in self.files
            for block in file.document.blocks
        )

    @cached_property
    def modules(self) -> dict[str | None, tuple[PlacedBlock, ...]]:
        """The blocks of each instance's module; those of the root module under None."""
        grouped: dict[str | None, list[PlacedBlock]] = {None: []}
        for placed in self.blocks:
            grouped.setdefault(placed.instance, []).append(placed)
        return {instance: tuple(blocks) for instance, blocks in grouped.items()}

    @cached_property
    def _positions(self) -> Mapping[tuple[str, str], list[int]]:
        """The positions of the resources and data sources of each type among the blocks."""
        found: dict[tuple[str, str], list[int]] = defaultdict(list)
        for position, placed in enumerate(self.blocks):
            if placed.block.type in {"resource", "data"}:
                found[placed.block.type, placed.block.labels[0]].append(position)
        return found

    @cached_property
    def _at(self) -> Mapping[tuple[str | None, str], PlacedBlock]:
        """Each resource and data source by its instance and its address."""
        return {(one.instance, one.address): one for one in self.blocks if one.block.type in {"resource", "data"}}

    @cached_property
    def _referring(self) -> dict[tuple[str, str, tuple[str, ...]], dict[tuple[str | None, str], list[PlacedBlock]]]:
        """The resources of a type by what an argument of them refers to, filled at the first question."""
        return {}

    @cached_property
    def _derived(self) -> dict[Callable[[ParsedStack], Any], Any]:
        """The answers of functions that several checks ask, each filled at the first question."""
        return {}

    def once(self, derive: Callable[[ParsedStack], Derived]) -> Derived:
        """Return what a function derives from this stack. It is called at the first question only."""
        found: Derived
        if derive in self._derived:
            found = self._derived[derive]
        else:
            found = self._derived[derive] = derive(self)
        return found

    def referred_to(self, placed: PlacedBlock, argument: str) -> Iterator[PlacedBlock]:
        """Yield the resources and data sources of the same module that an argument of a block refers to."""
        for address in _addresses(placed.block.attributes.get(argument)):
            found = self._at.get((placed.instance, address))
            if found is not None:
                yield found

    def referring_to(self, placed: PlacedBlock, kind: str, argument: str, *path: str) -> Sequence[PlacedBlock]:
        """Return the resources of a type in the same module that refer to a block.

        All references are collected at the first question, so that many questions take a time that grows with the
        number of blocks, and not with its square.

        Args:
            placed: the block.
            kind: the type.
            argument: the argument that refers to it.
            path: the types of the nested blocks that hold the argument, outermost first.
        """
        index = self._referring.get((kind, argument, path))
        if index is None:
            index = self._referring[kind, argument, path] = {}
            for other in self.resources(kind):
                values = (one.attributes.get(argument) for one in within(other.block, *path))
                for address in dict.fromkeys(address for value in values for address in _addresses(value)):
                    index.setdefault((other.instance, address), []).append(other)
        return index.get((placed.instance, placed.address), ())

    def resources(self, *kinds: str) -> Iterator[PlacedBlock]:
        """Yield every managed resource of the types named, in order of file and line; of all types if none is named."""
        return self._of("resource", kinds)

    def data(self, *kinds: str) -> Iterator[PlacedBlock]:
        """Yield every data source of the types named, in order of file and line; of all types if none is named."""
        return self._of("data", kinds)

    def _of(self, block_type: str, kinds: tuple[str, ...]) -> Iterator[PlacedBlock]:
        if not kinds:
            return (placed for placed in self.blocks if placed.block.type == block_type)
        positions = chain.from_iterable(self._positions.get((block_type, kind), ()) for kind in kinds)
        return (self.blocks[position] for position in sorted(positions))


def _addresses(value: HclValue) -> Iterator[str]:
    if isinstance(value, Expr):
        yield from (one.address for one in references(value))
