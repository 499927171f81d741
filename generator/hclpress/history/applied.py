"""Continues what is applied: the history at the applied commit, with what the work since then has recorded.

What is applied decides which resources exist. The manifest in the folder, which the last render wrote, only adds the
moves since then. Whatever it has lost comes back from the applied one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct, structs

from hclpress.aws.resource_facts import KNOWN, ResourceFacts
from hclpress.hcl.address import ResourceAddress, covers
from hclpress.history.history import History
from hclpress.history.identity import Identity
from hclpress.history.matching import match
from hclpress.history.moves import Move, apply_moves, with_move


class Applied(Struct, frozen=True):
    """The history at the applied commit.

    Attributes:
        history: the history that its manifest records.
        is_deployed: whether the work since then may be applied too, as on the deploy branch itself.
        lost: moves that a later commit has undone without recording a move back, such as a revert.
        vanished: the resources that the newest commit has dropped without a removal in the spec.
    """

    history: History
    is_deployed: bool = False
    lost: tuple[Move, ...] = ()
    vanished: Mapping[str, Identity] = {}


class Continued(Struct, frozen=True):
    """The history before a render.

    Attributes:
        history: the history; its addresses are those after `moved`.
        moved: the moves since the applied files were rendered.
        put_back: lost moves that are recorded again.
    """

    history: History
    moved: tuple[Move, ...] = ()
    put_back: tuple[Move, ...] = ()


def continued(lying: History, applied: Applied | None, new: Iterable[str], facts: ResourceFacts = KNOWN) -> Continued:
    """Return the history before a render.

    Args:
        lying: the history in the folder.
        applied: the applied one; None if it is not known, so that the last render counts as applied.
        new: the addresses of the rendered resources.
        facts: about types of resources.
    """
    if applied is None:
        return Continued(lying)
    present = frozenset(new)
    resources = dict(applied.history.resources)
    since: list[Move] = []
    for move in lying.moves:
        if move in applied.history.moves:
            continue
        moves_something = any(covers(move.source, one) for one in resources)
        if applied.is_deployed or (moves_something and not _is_undone(move, present)):
            since.append(move)
            resources = _moved(resources, move)
    kept = tuple(one for one in lying.moves if one in applied.history.moves)
    # A move that the folder lacks was forgotten there on purpose, unless the folder is older than the move.
    older = [one for one in applied.history.moves if one not in kept and _is_undone(one, frozenset(lying.resources))]
    put_back = older + [
        one
        for one in applied.lost
        if one not in applied.history.moves
        and not _holds(present, one.source)
        and (_holds(applied.history.resources, one.target) or any(one.target == other.source for other in applied.lost))
    ]
    for move in put_back:
        kept = with_move(kept, move)
    moves = (*kept, *(one for one in since if one not in kept))
    if applied.is_deployed and _continues(resources, lying, facts):
        resources |= {address: one for address, one in lying.resources.items() if address not in resources}
    return Continued(
        structs.replace(lying, resources=resources, moves=moves),
        tuple(since),
        tuple(one for one in put_back if one not in lying.moves),
    )


def lost_moves(versions: Sequence[History]) -> tuple[Move, ...]:
    """Return the moves back that undo recorded moves and that no version has recorded, the oldest first.

    A revert brings a manifest of before the move, and the state stands where the move has led.

    Args:
        versions: committed versions, the newest first.
    """
    lost: list[Move] = []
    known: set[Move] = set()
    for newer, older in pairwise(versions):
        known.update(newer.moves)
        dropped = [one for one in older.moves if one not in newer.moves]
        present = frozenset(newer.resources)
        if any(_is_undone(one, present) for one in dropped):
            back = [
                Move(one.target, one.source, "A commit has undone the move away from there.")
                for one in reversed(dropped)
                if not _holds(present, one.target)
            ]
            lost = [*(one for one in back if one not in known and one not in lost), *lost]
    return tuple(lost)


def vanished(newer: History, older: History) -> Mapping[str, Identity]:
    """Return the resources that one version has and the next has neither moved nor been told to remove."""
    told = [one for one in newer.moves if one not in older.moves]
    moves = match(older.resources, newer.resources, told).moves
    after = {apply_moves(moves, address): one for address, one in older.resources.items()}
    return {
        address: one
        for address, one in after.items()
        if address not in newer.resources and not any(covers(whole, address) for whole in newer.removed.values())
    }


def _is_undone(move: Move, present: frozenset[str]) -> bool:
    """Return whether what has moved is rendered at its old address again."""
    return _holds(present, move.source) and not _holds(present, move.target)


def _holds(addresses: Iterable[str], whole: str) -> bool:
    return any(covers(whole, one) for one in addresses)


def _moved(resources: Mapping[str, Identity], move: Move) -> dict[str, Identity]:
    return {move.apply_moves(address): one.after((move,)) for address, one in resources.items()}


def _continues(resources: Mapping[str, Identity], lying: History, facts: ResourceFacts) -> bool:
    """Return whether a history may be that of these resources: it has each of those with data, or their removal."""
    for address, was in resources.items():
        kind = ResourceAddress.of(address).kind
        if facts.holds(kind, was.names) is None or any(covers(whole, address) for whole in lying.removed.values()):
            continue
        now = lying.resources.get(address)
        if now is None or was.differences(now, kind, facts):
            return False
    return True
