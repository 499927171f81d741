"""Moves: the resources whose address has changed, and how several of them become one list."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from hclpress.hcl.address import covers


class Move(Struct, frozen=True, order=True):
    """What had one address has another: a module, a resource, or one of the instances of a resource.

    Attributes:
        source: the address before, as Terraform writes it.
        target: the address now.
        reason: how that is known, as a sentence.
    """

    source: str
    target: str
    reason: str = ""

    def __eq__(self, other: object) -> bool:
        # How it is known makes it no other move.
        return isinstance(other, Move) and (self.source, self.target) == (other.source, other.target)

    def __hash__(self) -> int:
        return hash((self.source, self.target))

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"

    def apply_moves(self, address: str) -> str:
        """Where an address has gone by this move; itself, when the move is about something else."""
        if covers(self.source, address):
            return self.target + address[len(self.source) :]
        return address


def apply_moves(moves: Iterable[Move], address: str) -> str:
    """Where an address has gone by all of the moves, one after another."""
    for move in moves:
        address = move.apply_moves(address)
    return address


def with_move(moves: Iterable[Move], new: Move) -> tuple[Move, ...]:
    """The list with one more move at its end, as Terraform takes it.

    A chain is kept link by link, because state may stand at any of them: who has `a → b` and moves on to `c` has
    `a → b` and `b → c`. What comes back to where it began is moved no longer: the move away from there is dropped, or
    Terraform would find a circle.
    """
    kept = tuple(one for one in moves if one.source != new.target and one != new)
    return (*kept, new)
