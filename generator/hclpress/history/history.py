"""The history of an environment: the addresses of its last render, its moves and its removals."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from hclpress.history.identity import Identity
from hclpress.history.moves import Move


class History(Struct, frozen=True):
    """The history that the manifest records beside the files.

    Attributes:
        resources: the identity (`hclpress.history.identity`) of every managed resource, by its address in Terraform's
            state.
        moves: all moves, in order, until a user discards them.
        recorded: moves that a user recorded with `hclpress mv` and no render has written yet.
        removed: by the address of each resource that the spec removed, the address of the spec's removal that covers
            it.
    """

    resources: Mapping[str, Identity] = field(default_factory=dict)
    moves: tuple[Move, ...] = ()
    recorded: tuple[Move, ...] = ()
    removed: Mapping[str, str] = field(default_factory=dict)


EMPTY = History()
"""The history of an environment without resources."""
