"""The faults of a file. Which of its blocks can have any is computed once for all files of one skeleton."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from msgspec import Struct

from hclpress.aws.provider_schema import ProviderSchema, schemas_for
from hclpress.cache.cached_hcl import marked_structure, parts_of
from hclpress.hcl.skeleton import Skeleton
from hclpress.hcl.structure import Block, Document
from hclpress.provider.schema_fault import SchemaFault
from hclpress.provider.schema_faults import faults_of

_SKELETONS = 8192


class VersionedFault(Struct, frozen=True):
    """A fault, and the schemas in which it is one.

    Attributes:
        fault: the fault.
        versions: the schemas that it is a fault in.
        others: the schemas that hold as well, in which it is none.
    """

    fault: SchemaFault
    versions: tuple[ProviderSchema, ...]
    others: tuple[ProviderSchema, ...]


def document_faults(text: str, document: Document, constraint: str) -> tuple[VersionedFault, ...]:
    """Return the faults of a file in any version of the provider that a constraint allows.

    Args:
        text: the text of the file.
        document: its structure.
        constraint: the constraint of the provider's version.
    """
    doubtful = _doubtful(parts_of(text)[0], constraint)
    blocks = document.blocks if doubtful is None else tuple(document.blocks[position] for position in doubtful)
    return faults_in(blocks, schemas_for(constraint)) if blocks else ()


def faults_in(blocks: Iterable[Block], schemas: tuple[ProviderSchema, ...]) -> tuple[VersionedFault, ...]:
    """Return the faults of a file's blocks in any of these schemas, in order of line."""
    blocks = tuple(blocks)
    found: dict[SchemaFault, list[ProviderSchema]] = {}
    for schema in schemas:
        for block in blocks:
            for fault in faults_of(block, schema):
                found.setdefault(fault, []).append(schema)
    merged: dict[tuple[object, ...], tuple[SchemaFault, list[ProviderSchema]]] = {}
    for fault, versions in found.items():
        # The names that could be meant differ between versions, and make no other fault of it.
        key = (fault.kind, fault.address, fault.path, fault.line, fault.wanted, fault.given)
        merged.setdefault(key, (fault, []))[1].extend(versions)
    return tuple(
        VersionedFault(fault, tuple(versions), tuple(schema for schema in schemas if schema not in versions))
        for fault, versions in sorted(merged.values(), key=lambda pair: pair[0].line)
    )


@lru_cache(maxsize=_SKELETONS)
def _doubtful(skeleton: Skeleton, constraint: str) -> tuple[int, ...] | None:
    """Return the positions of the blocks that may have a fault in some text of a skeleton; None if all may.

    The text in a gap decides only whether it is a number, a truth value or a word of a list. A mark is none of them, so
    that a block with a gap in such a place has a fault here.
    """
    form = marked_structure(skeleton)
    if form is None:
        return None
    return tuple(
        position
        for position, block in enumerate(form.blocks)
        if any(True for schema in schemas_for(constraint) for _ in faults_of(block, schema))
    )
