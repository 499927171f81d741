"""Moves: the resources whose address has changed, and how several of them become one list."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from hclpress.hcl.address import covers


class Move(Struct, frozen=True, order=True):
    """The move of a module, a resource or an instance of a resource to another address.

    Attributes:
        source: the address before, as Terraform writes it.
        target: the address now.
        reason: the evidence for the move, as a sentence.
    """

    source: str
    target: str
    reason: str = ""

    def __eq__(self, other: object) -> bool:
        # Moves that differ only in the reason are equal.
        return isinstance(other, Move) and (self.source, self.target) == (other.source, other.target)

    def __hash__(self) -> int:
        return hash((self.source, self.target))

    def __str__(self) -> str:
        return f"{self.source} → {self.target}"

    def apply_moves(self, address: str) -> str:
        """Return the new address if the move covers it, or else the address itself."""
        if covers(self.source, address):
            return self.target + address[len(self.source) :]
        return address


def apply_moves(moves: Iterable[Move], address: str) -> str:
    """Return the address after all of the moves, one after another."""
    for move in moves:
        address = move.apply_moves(address)
    return address


def with_move(moves: Iterable[Move], new: Move) -> tuple[Move, ...]:
    """Return the list with one more move at its end, in the form Terraform accepts.

    A chain is stored link by link, because state may stand at any of them: `a → b` followed by a move to `c` becomes `a
    → b` and `b → c`. A resource that returns to an earlier address is no longer moved: the move away from there is
    dropped, or Terraform would find a circle.
    """
    kept = tuple(one for one in moves if one.source != new.target and one != new)
    return (*kept, new)
