"""What an environment remembers of its last render: what had which address, what has moved, and what may go."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from hclpress.history.identity import Identity
from hclpress.history.moves import Move


class History(Struct, frozen=True):
    """What the manifest keeps beside the files.

    Attributes:
        resources: by the address of every managed resource, as Terraform's state has it, what certainly tells it from
            every other: its identity (`hclpress.history.identity`).
        moves: what has moved, in the order it did, until somebody has it forgotten.
        answers: moves somebody has told us of and no render has made yet.
        removed: by the address of what is gone by the will of the spec, the address the spec has for it, or for what it
            hangs on.
    """

    resources: Mapping[str, Identity] = field(default_factory=dict)
    moves: tuple[Move, ...] = ()
    recorded: tuple[Move, ...] = ()
    removed: Mapping[str, str] = field(default_factory=dict)


EMPTY = History()
"""What an environment without a resource remembers."""
