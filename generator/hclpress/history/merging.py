"""Merging: the manifests of two branches → one history that has the moves of both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from hclpress.history.history import EMPTY, History
from hclpress.history.identity import Identity
from hclpress.history.manifest import Manifest, NotAManifest
from hclpress.history.moves import Move, apply_moves, with_move

_OURS, _ANCESTOR, _MIDDLE, _THEIRS = "<<<<<<<", "|||||||", "=======", ">>>>>>>"
Value = TypeVar("Value")


def united(ours: History, theirs: History, ancestor: History | None = None) -> History:
    """Return the history of a merge.

    Args:
        ours: the history of one side.
        theirs: the history of the other.
        ancestor: the history that both began with. What one side has dropped since then stays dropped; if it is not
            known, everything of both sides is kept.
    """
    before = EMPTY if ancestor is None else ancestor
    of_ours = [one for one in ours.moves if one not in before.moves]
    of_theirs = [one for one in theirs.moves if one not in before.moves and one not in of_ours]
    return History(
        _united(
            _moved(ours.resources, of_theirs),
            _moved(theirs.resources, of_ours),
            _moved(before.resources, [*of_ours, *of_theirs]),
        ),
        _in_a_row(_united_moves(ours.moves, theirs.moves, before.moves)),
        tuple(_united_moves(ours.recorded, theirs.recorded, before.recorded)),
        _united(ours.removed, theirs.removed, before.removed),
    )


def has_markers(text: str) -> bool:
    """Return whether git has left the markers of a conflict in a text."""
    lines = [line[:7] for line in text.splitlines()]
    return _OURS in lines and _MIDDLE in lines and _THEIRS in lines


def sides_of(text: str) -> tuple[str, str]:
    """Return the two texts whose merge has left markers in one: ours and theirs."""
    ours: list[str] = []
    theirs: list[str] = []
    into: tuple[list[str], ...] = (ours, theirs)
    for line in text.splitlines(keepends=True):
        match line[:7]:
            case "<<<<<<<":
                into = (ours,)
            case "|||||||":
                into = ()
            case "=======":
                into = (theirs,)
            case ">>>>>>>":
                into = (ours, theirs)
            case _:
                for side in into:
                    side.append(line)
    return "".join(ours), "".join(theirs)


def united_manifests(ours: str | None, theirs: str | None, ancestor: str | None = None) -> Manifest | None:
    """Return the manifest of a merge, with the history of both sides and the digests of ours.

    Args:
        ours: the text of one manifest; None if that side has none.
        theirs: the text of the other.
        ancestor: the text of the one that both began with.

    Returns:
        None if neither side has a manifest with a history.
    """
    sides = [one for one in map(_read, (ours, theirs)) if one is not None and one.history is not None]
    if not sides:
        return None
    before = _read(ancestor)
    history = sides[0].history or EMPTY
    if len(sides) > 1:
        history = united(history, sides[1].history or EMPTY, None if before is None else before.history)
    return Manifest(sides[0].files, history)


def _read(text: str | None) -> Manifest | None:
    if text is None:
        return None
    try:
        return Manifest.from_text(text)
    except NotAManifest:
        return None


def _moved(resources: Mapping[str, Identity], moves: Iterable[Move]) -> dict[str, Identity]:
    moves = tuple(moves)
    return {apply_moves(moves, address): one.after(moves) for address, one in resources.items()}


def _united(ours: Mapping[str, Value], theirs: Mapping[str, Value], before: Mapping[str, Value]) -> dict[str, Value]:
    found: dict[str, Value] = {}
    for key in (*ours, *(one for one in theirs if one not in ours)):
        if key in ours and key in theirs:
            found[key] = theirs[key] if ours[key] == before.get(key) else ours[key]
        elif key not in before:
            found[key] = ours[key] if key in ours else theirs[key]
    return found


def _united_moves(ours: Iterable[Move], theirs: Iterable[Move], before: Iterable[Move]) -> list[Move]:
    ours, theirs, before = tuple(ours), tuple(theirs), tuple(before)
    kept = [one for one in before if one in ours and one in theirs]
    kept += [one for one in ours if one not in before]
    return [*kept, *(one for one in theirs if one not in before and one not in kept)]


def _in_a_row(moves: Iterable[Move]) -> tuple[Move, ...]:
    found: tuple[Move, ...] = ()
    for move in moves:
        found = with_move(found, move)
    return found
