"""The rendered files, read back."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import chain
from pathlib import PurePosixPath

from msgspec import Struct

from hclpress.hcl.structure import Block, Document
from hclpress.model.generated_file import GeneratedFile
from hclpress.model.stack import Stack


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
