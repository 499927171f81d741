"""The schema of hashicorp/aws as data: each type of block with its arguments, their types and its nested blocks.

The tables are made by the scripts in `generator/provider_tables/`, which no run needs. Each is of one version of the
provider. One comes from the provider itself and is complete. The other comes from typed bindings, which do not tell
everything: `ProviderSchema.not_known` names the facts that it lacks, and nothing may be concluded from their absence.

Types are written as Terraform writes them in JSON: `"string"`, `["list", "number"]`, `["object", {"port": "number"}]`.
A type of bindings that is not known is `"dynamic"`, which every value fits. So is, in place of a nested block, an
argument that may be written as an argument or as a block.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeAlias

from msgspec import Struct

from hclpress.aws.packed_entries import PackedEntries
from hclpress.aws.version_constraint import Version, allows_line, version_of

TypeForm: TypeAlias = Any
"""A type as Terraform writes it in JSON."""

ANY_TYPE = "dynamic"
"""The type that every value fits."""

REQUIRED, OPTIONAL, COMPUTED, DEPRECATED, SENSITIVE, WRITE_ONLY = (1 << bit for bit in range(6))
"""The facts of an argument, of which `ArgumentSchema.flags` is the sum."""

TABLES = Path(__file__).parent / "schema"
"""The folder of the tables, one file a version."""


class ArgumentSchema(Struct, array_like=True, frozen=True):
    """An argument, or an attribute that the provider computes.

    Attributes:
        type: its type.
        flags: the sum of its facts.
    """

    type: TypeForm
    flags: int

    @property
    def is_required(self) -> bool:
        """Whether the block must set it."""
        return bool(self.flags & REQUIRED)

    @property
    def is_settable(self) -> bool:
        """Whether the block may set it; if not, only the provider does."""
        return bool(self.flags & (REQUIRED | OPTIONAL))

    @property
    def is_computed(self) -> bool:
        """Whether the provider sets it if the block does not. Bindings tell this only of what cannot be set."""
        return bool(self.flags & COMPUTED)

    @property
    def is_deprecated(self) -> bool:
        """Whether the provider warns of it."""
        return bool(self.flags & DEPRECATED)

    @property
    def is_sensitive(self) -> bool:
        """Whether its value is hidden in plans."""
        return bool(self.flags & SENSITIVE)

    @property
    def is_write_only(self) -> bool:
        """Whether its value is never stored."""
        return bool(self.flags & WRITE_ONLY)

    @property
    def may_be_blocks(self) -> bool:
        """Whether Terraform accepts blocks of its name instead: lists and sets of objects were blocks once."""
        form = self.type
        return form == ANY_TYPE or (form[0] in {"list", "set"} and form[1][0] == "object")


class NestedBlock(Struct, frozen=True):
    """A kind of nested block.

    Attributes:
        nesting: `single`, `group`, `list`, `set` or `map`.
        minimum: the number of blocks that there must be.
        maximum: the number of blocks that there may be; None if any number may be, or if it is not known.
        schema: the content of each.
    """

    nesting: str
    minimum: int
    maximum: int | None
    schema: BlockSchema


class BlockSchema(Struct, frozen=True):
    """The content of a block.

    Attributes:
        arguments: its arguments by name.
        blocks: its kinds of nested blocks by name.
        is_deprecated: whether the provider warns of the whole block.
    """

    arguments: Mapping[str, ArgumentSchema]
    blocks: Mapping[str, NestedBlock]
    is_deprecated: bool = False


class StoredNested(Struct, array_like=True, frozen=True):
    """The stored form of a kind of nested block.

    Attributes:
        nesting: see `NestedBlock`.
        minimum: see `NestedBlock`.
        maximum: see `NestedBlock`; 0 stands for None.
        body: the position of its content among the bodies of the type.
    """

    nesting: str
    minimum: int
    maximum: int
    body: int


class StoredBody(Struct, array_like=True, frozen=True):
    """The stored form of a block's content."""

    arguments: dict[str, ArgumentSchema]
    blocks: dict[str, StoredNested]
    is_deprecated: bool


StoredType: TypeAlias = tuple[StoredBody, ...]
"""The stored form of a type: the different contents in it, those within others first and its own last.

Equal contents are stored once: the statements of a firewall's rules hold the same blocks dozens of times.
"""


class ProviderSchema(Struct, frozen=True, dict=True):
    """The schema of one version of hashicorp/aws; its types are read when they are first asked for.

    Attributes:
        version: the version of the provider.
        entries: the table: `resource.<type>`, `data.<type>`, `ephemeral.<type>` and `provider.aws`.
        not_known: the facts that the table does not tell of any argument or block, such as `deprecated`.
    """

    version: Version
    entries: PackedEntries[StoredType]
    not_known: frozenset[str] = frozenset()

    @property
    def name(self) -> str:
        """The version as people write it, such as `5.100.0`."""
        return ".".join(map(str, self.version))

    def find(self, kind: str, name: str) -> BlockSchema | None:
        """Return the content of a block; None if the provider has no such type.

        Args:
            kind: `resource`, `data`, `ephemeral` or `provider`.
            name: the type, such as `aws_sqs_queue`; `aws` for the provider itself.
        """
        key = f"{kind}.{name}"
        try:
            return self._found[key]
        except KeyError:
            stored = self.entries.find(key)
            found = self._found[key] = None if stored is None else _linked(stored)
            return found

    def types(self, kind: str) -> Iterator[str]:
        """Yield the names of all types of a kind."""
        prefix = f"{kind}."
        return (name.removeprefix(prefix) for name in self.entries.names if name.startswith(prefix))

    @cached_property
    def _found(self) -> dict[str, BlockSchema | None]:
        return {}


def provider_schemas() -> tuple[ProviderSchema, ...]:
    """Return the schemas that hclpress has, the oldest version first."""
    return tuple(map(_opened, _versions()))


@lru_cache(maxsize=64)
def schemas_for(constraint: str) -> tuple[ProviderSchema, ...]:
    """Return the schemas that hold for a constraint of the provider's version, the oldest version first.

    A schema holds for all versions with its first number: a later version of them adds, and takes nothing away. So a
    constraint to `6.25.0` has the schema of 6.62, which may have arguments that 6.25 lacks.

    Args:
        constraint: as in `required_providers`, such as `~> 5.100`.
    """
    return tuple(_opened(version) for version in _versions() if allows_line(constraint, version))


@lru_cache(maxsize=1)
def _versions() -> tuple[Version, ...]:
    names = (path.stem.removeprefix("aws-") for path in TABLES.glob("aws-*.entries"))
    return tuple(sorted(map(version_of, names)))


@lru_cache(maxsize=8)
def _opened(version: Version) -> ProviderSchema:
    path = TABLES / f"aws-{'.'.join(map(str, version))}.entries"
    entries = PackedEntries.open(path, StoredType)
    return ProviderSchema(version, entries, frozenset(entries.about["not_known"].split()))


def _linked(stored: StoredType) -> BlockSchema:
    bodies: list[BlockSchema] = []
    for body in stored:
        blocks = {
            name: NestedBlock(nested.nesting, nested.minimum, nested.maximum or None, bodies[nested.body])
            for name, nested in body.blocks.items()
        }
        bodies.append(BlockSchema(body.arguments, blocks, body.is_deprecated))
    return bodies[-1]
