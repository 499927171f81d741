"""hclpress mv."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import structs

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.hcl.address import ResourceAddress, covers
from hclpress.history.history import History
from hclpress.history.moves import Move
from hclpress.output.recorded_history import change_history
from hclpress.project import Project
from hclpress.source.nearest import nearest
from hclpress.spec.removal import address_of, is_thing
from hclpress.ui.console import Console, Json

TOLD = "`hclpress mv` was told so."
"""The reason of a move that somebody has told us."""


def mv(console: Console, project: Project, wanted: str, out: Path, source: str, target: str) -> int:
    """Remember that what stood at one address stands at another; the next render writes the `moved` block.

    Args:
        console: where it is said.
        project: what the environment belongs to.
        wanted: the environment.
        out: where its output lies.
        source: the instance or address it had.
        target: the one it has.

    Returns:
        0.

    Raises:
        Diagnosed: when nothing was rendered at `source`, when something was at `target`, or when one of the two is an
            instance and the other a resource, or they are resources of different types.
    """
    address = project.environment(wanted).address
    _refuse_no_addresses((source, target))
    move = Move(address_of(source), address_of(target), TOLD)

    def told(history: History) -> History:
        _refuse(move, history, address)
        recorded = tuple(one for one in history.recorded if one.source != move.source)
        return structs.replace(history, recorded=(*recorded, move))

    _remember(out / address, out, told)
    console.say(f"{address}: {move.source} moves to {move.target}. `hclpress render {address}` writes it down.")
    console.report((), {"environment": address, "from": move.source, "to": move.target})
    return 0


def forget(console: Console, project: Project, wanted: str, out: Path, sources: Iterable[str]) -> int:
    """Forget moves, once every state they are about has been applied; the next render leaves their blocks out.

    Args:
        console: where it is said.
        project: what the environment belongs to.
        wanted: the environment.
        out: where its output lies.
        sources: the instances or addresses things were moved from; none for all.

    Returns:
        0.

    Raises:
        Diagnosed: when nothing was moved from one of them.
    """
    address = project.environment(wanted).address
    named = [address_of(one) for one in sources]
    forgotten: list[Move] = []

    def told(history: History) -> History:
        moves = (*history.moves, *history.recorded)
        known = [one.source for one in moves]
        if unknown := [one for one in named if one not in known]:
            raise Diagnosed(_nothing_moved(one, known) for one in unknown)
        forgotten.extend(one for one in moves if not named or one.source in named)
        return structs.replace(
            history,
            moves=tuple(one for one in history.moves if one not in forgotten),
            recorded=tuple(one for one in history.recorded if one not in forgotten),
        )

    _remember(out / address, out, told)
    console.table(("From", "To"), ((one.source, one.target) for one in forgotten))
    console.say(f"{address}: {len(forgotten)} forgotten. `hclpress render {address}` takes their blocks away.")
    result: list[Json] = [{"from": one.source, "to": one.target} for one in forgotten]
    console.report((), {"environment": address, "forgotten": result})
    return 0


def _remember(folder: Path, out: Path, told: Callable[[History], History]) -> None:
    """Change what the manifest of a folder remembers."""
    if not change_history(folder, out, told):
        detail = "What was never there cannot have moved. Render first, or name another folder with --out."
        raise Diagnosed([Diagnostic("mv/never-rendered", f"Nothing was rendered to {folder} yet", detail)])


def _refuse_no_addresses(texts: Iterable[str]) -> None:
    detail = (
        "Write the name of an instance, such as `archive`, or an address, such as `module.archive.aws_kms_key.data`."
    )
    problems = [
        Diagnostic("mv/not-an-address", f"{text!r} is neither an instance nor an address", detail)
        for text in texts
        if not is_thing(text)
    ]
    if problems:
        raise Diagnosed(problems)


def _refuse(move: Move, history: History, environment: str) -> None:
    known = [
        *history.resources,
        *(ResourceAddress.of(one).module[:-1] for one in history.resources if ResourceAddress.of(one).module),
    ]
    if not any(covers(move.source, one) for one in history.resources):
        guess = nearest(move.source, known)
        meant = f" Did you mean {guess}?" if guess else ""
        raise Diagnosed(
            [
                Diagnostic(
                    "mv/no-such-address",
                    f"Nothing was rendered at {move.source}",
                    f"The manifest of {environment} knows what stood where when it was rendered last.{meant}",
                )
            ]
        )
    if any(covers(move.target, one) for one in history.resources):
        raise Diagnosed(
            [
                Diagnostic(
                    "mv/address-taken",
                    f"Something stood at {move.target} already",
                    "It cannot be what moves there now. If it is to go, render without it first.",
                )
            ]
        )
    if _kind(move.source) != _kind(move.target):
        raise Diagnosed(
            [
                Diagnostic(
                    "mv/of-another-kind",
                    f"{move.source} cannot become {move.target}",
                    "An instance moves to an instance, a resource to a resource of the same type, and one with a key "
                    "to one with a key.",
                )
            ]
        )


def _kind(address: str) -> tuple[str, bool]:
    """What an address is about: a type, and whether it is one of several; of an instance, nothing."""
    try:
        place = ResourceAddress.of(address)
    except ValueError:
        return "", False
    return place.kind, bool(place.key)


def _nothing_moved(source: str, known: list[str]) -> Diagnostic:
    return Diagnostic(
        "mv/nothing-moved",
        f"Nothing was moved from {source}",
        f"There is: {', '.join(known)}." if known else "Nothing was moved at all.",
    )
