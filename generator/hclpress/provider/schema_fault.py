"""A fault of a block: it does not fit the schema of the provider."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from msgspec import Struct

FaultPath: TypeAlias = tuple[str | int, ...]
"""The path of a value in its block: names of arguments and nested blocks, keys and 0-based positions."""


class FaultKind(StrEnum):
    """The kind of a fault; the second half of its diagnostic's code."""

    UNKNOWN_TYPE = "unknown-type"
    UNKNOWN_ARGUMENT = "unknown-argument"
    UNKNOWN_BLOCK = "unknown-block"
    BLOCK_AS_ARGUMENT = "block-as-argument"
    ARGUMENT_AS_BLOCK = "argument-as-block"
    MISSING_ARGUMENT = "missing-argument"
    MISSING_BLOCK = "missing-block"
    TOO_MANY_BLOCKS = "too-many-blocks"
    WRONG_TYPE = "wrong-type"
    COMPUTED_ONLY = "computed-only"
    UNKNOWN_VALUE = "unknown-value"
    IGNORED_ATTRIBUTE = "ignored-attribute"
    DEPRECATED = "deprecated"


WARNINGS = frozenset({FaultKind.IGNORED_ATTRIBUTE, FaultKind.DEPRECATED})
"""The kinds that Terraform accepts."""


class SchemaFault(Struct, frozen=True):
    """A fault of one block.

    Attributes:
        kind: its kind.
        address: the address of the block in its module; the type of one that the provider lacks.
        path: the path in the block; empty for the block itself. The last name is the one at fault.
        line: the 1-based line in the file.
        headers: the lines of the blocks around it, the outermost first.
        wanted: the type that a value must have, or the number of blocks, in words.
        given: the value or the number that is there, as people write it.
        known: the names that could be meant.
    """

    kind: FaultKind
    address: str
    path: FaultPath
    line: int
    headers: tuple[int, ...] = ()
    wanted: str = ""
    given: str = ""
    known: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name at fault: the last one of its path, or the type."""
        return next((part for part in reversed(self.path) if isinstance(part, str)), self.address)

    @property
    def type(self) -> tuple[str, str]:
        """The kind and the type of its block, such as `("data", "aws_region")`."""
        first, _, rest = self.address.partition(".")
        return (first, rest.partition(".")[0]) if first in {"data", "ephemeral", "provider"} else ("resource", first)
