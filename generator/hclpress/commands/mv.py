"""hclpress mv: record a rename of a resource or an instance in the spec."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import structs

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.hcl.address import ResourceAddress, covers
from hclpress.history.history import History
from hclpress.history.moves import Move
from hclpress.output.committed_output import CommittedOutput
from hclpress.output.recorded_history import change_history
from hclpress.project.project import Project
from hclpress.source.nearest import nearest
from hclpress.spec.permitted_removal import address_of, is_thing
from hclpress.ui.console import Console
from hclpress.ui.json_report import Json

TOLD = "A user recorded it with `hclpress mv`."
"""The reason of a recorded move."""


def mv(console: Console, project: Project, wanted: str, out: Path, source: str, target: str) -> int:
    """Record a move from one address to another; the next render writes the `moved` block.

    Args:
        console: the console to print to.
        project: the project of the environment.
        wanted: the environment.
        out: the output folder.
        source: the old instance or address.
        target: the new one.

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

    _remember(out, address, told, project.file.deploy_branch)
    console.say(
        f"{address}: {move.source} moves to {move.target}. `hclpress render {address}` writes the `moved` block."
    )
    console.report((), {"environment": address, "from": move.source, "to": move.target})
    return 0


def forget(console: Console, project: Project, wanted: str, out: Path, sources: Iterable[str]) -> int:
    """Discard moves after every affected state has been applied; the next render omits their blocks.

    Args:
        console: the console to print to.
        project: the project of the environment.
        wanted: the environment.
        out: the output folder.
        sources: the old instances or addresses; none for all.

    Returns:
        0.

    Raises:
        Diagnosed: when there is no move from one of them.
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

    _remember(out, address, told, project.file.deploy_branch)
    console.table(("From", "To"), ((one.source, one.target) for one in forgotten))
    console.say(f"{address}: {len(forgotten)} moves discarded. `hclpress render {address}` removes their blocks.")
    result: list[Json] = [{"from": one.source, "to": one.target} for one in forgotten]
    console.report((), {"environment": address, "forgotten": result})
    return 0


def _remember(out: Path, address: str, told: Callable[[History], History], branch: str) -> None:
    """Change the history in the manifest of an environment."""
    if not change_history(out, address, told, CommittedOutput(out, branch)):
        detail = "A move needs an earlier render. Render first, or name another folder with --out."
        raise Diagnosed([Diagnostic("mv/never-rendered", f"Nothing was rendered to {out / address} yet", detail)])


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
                    f"The manifest of {environment} lists the addresses of its last render.{meant}",
                )
            ]
        )
    if any(covers(move.target, one) for one in history.resources):
        raise Diagnosed(
            [
                Diagnostic(
                    "mv/address-taken",
                    f"Something was rendered at {move.target} already",
                    "Two resources cannot share the address. If the old one may be removed, render without it first.",
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
    """Return the type of an address and whether it has a key; for an instance an empty type."""
    try:
        place = ResourceAddress.of(address)
    except ValueError:
        return "", False
    return place.kind, bool(place.key)


def _nothing_moved(source: str, known: list[str]) -> Diagnostic:
    return Diagnostic(
        "mv/nothing-moved",
        f"There is no move from {source}",
        f"Moves are recorded from {', '.join(known)}." if known else "There are no moves at all.",
    )
