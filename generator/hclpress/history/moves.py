"""Moves: the resources whose address has changed, and how several of them become one list."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable

from msgspec import Struct

from hclpress.hcl.address import covers, wholes_of

_FIRST = "[0]"


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


def mover(moves: Iterable[Move]) -> Callable[[str], str]:
    """Return the function from an address to the one after all of the moves, one after another.

    It finds the moves that cover an address by their source, so that thousands of addresses and moves take no time that
    grows with the product of their numbers.
    """
    steps = tuple(moves)
    by_source: dict[str, list[int]] = {}
    for number, move in enumerate(steps):
        by_source.setdefault(move.source, []).append(number)

    def moved(address: str) -> str:
        after = -1
        while by_source:
            lists = [numbers for whole in wholes_of(address) if (numbers := by_source.get(whole))]
            nexts = [numbers[place] for numbers in lists if (place := bisect_right(numbers, after)) < len(numbers)]
            if not nexts:
                break
            after = min(nexts)
            address = steps[after].apply_moves(address)
        return address

    return moved


def with_moves(moves: Iterable[Move], new: Iterable[Move]) -> tuple[Move, ...]:
    """Return the list with more moves at its end, each added as `with_move` does."""
    kept = {(one.source, one.target): one for one in moves}
    targets: dict[str, set[str]] = {}
    for source, target in kept:
        targets.setdefault(source, set()).add(target)
    for move in new:
        for target in targets.pop(move.target, ()):
            del kept[move.target, target]
        kept.pop((move.source, move.target), None)
        kept[move.source, move.target] = move
        targets.setdefault(move.source, set()).add(move.target)
    return tuple(kept.values())


def with_move(moves: Iterable[Move], new: Move) -> tuple[Move, ...]:
    """Return the list with one more move at its end, in the form Terraform accepts.

    A chain is stored link by link, because state may stand at any of them: `a → b` followed by a move to `c` becomes `a
    → b` and `b → c`. A resource that returns to an earlier address is no longer moved: the move away from there is
    dropped, or Terraform would find a circle.
    """
    kept = tuple(one for one in moves if one.source != new.target and one != new)
    return (*kept, new)


def implied_moves(before: Iterable[str], after: Collection[str]) -> tuple[Move, ...]:
    """Return the moves that Terraform makes unasked: a resource that gets a `count` is its first instance, and back.

    Args:
        before: the addresses before.
        after: the addresses afterwards.
    """
    found = []
    for address in before:
        if address in after:
            continue
        other = address.removesuffix(_FIRST) if address.endswith(_FIRST) else f"{address}{_FIRST}"
        if other in after:
            found.append(Move(address, other, "Terraform moves it itself."))
    return tuple(found)
