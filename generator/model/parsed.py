"""What was rendered, read back."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import PurePosixPath

from msgspec import Struct

from generator.hcl.document import Block, Document
from generator.model.source_file import SourceFile
from generator.model.stack import Stack


class ParsedFile(Struct, frozen=True):
    """One rendered file and its structure."""

    source: SourceFile
    document: Document


class Placed(Struct, frozen=True):
    """A block and where it stands.

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
        labels = ".".join(self.block.labels)
        return labels if self.block.type == "resource" else f"{self.block.type}.{labels}"

    def __str__(self) -> str:
        return f"{self.address} ({self.path}:{self.block.line})"


class ParsedStack(Struct, frozen=True, dict=True):
    """Everything a stack was rendered to.

    Attributes:
        stack: what it was rendered from.
        files: in order of path.
    """

    stack: Stack
    files: tuple[ParsedFile, ...]

    @cached_property
    def blocks(self) -> tuple[Placed, ...]:
        """Every top-level block, in order of file and line."""
        return tuple(
            Placed(block, file.source.path, file.source.instance)
            for file in self.files
            for block in file.document.blocks
        )

    @cached_property
    def modules(self) -> dict[str | None, tuple[Placed, ...]]:
        """The blocks of each instance's module; those of the root module under None."""
        grouped: dict[str | None, list[Placed]] = {None: []}
        for placed in self.blocks:
            grouped.setdefault(placed.instance, []).append(placed)
        return {instance: tuple(blocks) for instance, blocks in grouped.items()}

    def resources(self, *kinds: str) -> Iterator[Placed]:
        """Every managed resource of the types named; of all types when none is."""
        for placed in self.blocks:
            if placed.block.type == "resource" and (not kinds or placed.block.labels[0] in kinds):
                yield placed
