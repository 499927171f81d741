"""reconcile: a parsed stack and the recorded history → the moves, the removals, and whether they are allowed.

Terraform identifies a resource by its address. Renaming an instance or a key changes the address, and an apply would
destroy the old resource and create a new one. So certain moves get a `moved` block; if a move is uncertain, the render
stops and asks; and resources with data are not removed unless the spec says so (`removed`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath

from msgspec import Struct

from hclpress.cache.cached_hcl import accept, layout
from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.hcl.comment import comment
from hclpress.history.applied import continued
from hclpress.history.baseline import Baseline
from hclpress.history.changes import NO_CHANGES, Changes
from hclpress.history.foreseen import Foreseen, with_counts
from hclpress.history.history import History
from hclpress.history.moves import Move
from hclpress.history.resources import resources_of
from hclpress.model.generated_file import GeneratedFile
from hclpress.model.parsed_stack import ParsedStack
from hclpress.spec.permitted_removal import address_of

MOVED, REMOVED = PurePosixPath("moved.tf"), PurePosixPath("removed.tf")


class Reconciled(Struct, frozen=True):
    """The reconciled history.

    Attributes:
        history: the new history, which the manifest records.
        files: the `moved` and `removed` blocks, where there are any.
        warnings: the resources that Terraform will replace, removals without effect, and history that was mended.
        is_settled: whether the next render, over the files of this one, gives the same.
        changes: the changes that an apply will make; none if there is nothing to compare with.
    """

    history: History
    files: tuple[GeneratedFile, ...]
    warnings: tuple[Diagnostic, ...]
    is_settled: bool = True
    changes: Changes = NO_CHANGES


def reconcile(parsed: ParsedStack, baseline: Baseline | None, today: date, adopted: Collection[str] = ()) -> Reconciled:
    """Compare the rendered resources with the baseline.

    Args:
        parsed: the stack with its files, read back.
        baseline: the environment before the render; None if there is none, so that everything is new.
        today: the day on which acceptances are checked.
        adopted: the addresses of what exists in AWS already, and so is not created.

    Raises:
        Diagnosed: for resources with data that would be destroyed, for instances that may have been renamed, for moves
            and removals that contradict the rendered files, and for changes that AWS would refuse or that interrupt
            production.
    """
    facts = parsed.stack.resource_facts
    if baseline is None:
        return Reconciled(History(resources_of(parsed.modules, facts)), (), ())
    foreseen = Foreseen.of(parsed, baseline, today, adopted)
    if foreseen.problems:
        raise Diagnosed(foreseen.problems)
    comparison, new = foreseen.comparison, foreseen.comparison.new
    history = History(new, comparison.moves, (), comparison.removed)
    files = (*_moved_file(parsed, history.moves), *_removed_file(parsed, history.removed))
    for file in files:
        accept(file.text, f"{parsed.stack.spec.address}/{file.path}")
    is_told_again = not foreseen.notes and (not foreseen.by_version or baseline.applied is not None)
    again = with_counts(continued(history, baseline.applied, new, facts), new).history
    is_settled = not foreseen.warnings or (is_told_again and again == foreseen.before.history)
    return Reconciled(history, files, foreseen.warnings, is_settled, foreseen.changes)


def _moved_file(parsed: ParsedStack, moves: tuple[Move, ...]) -> Iterator[GeneratedFile]:
    if not moves:
        return
    text: str = comment(
        "What stood at another address before. Terraform takes it along instead of destroying it and making it anew. "
        f"When every state has been applied, `hclpress mv {parsed.stack.spec.address} --forget` takes this away."
    )
    for move in moves:
        text += f"\n\n{comment(move.reason)}\nmoved {{\n  from = {move.source}\n  to   = {move.target}\n}}"
    yield GeneratedFile.of_text(MOVED, layout(f"{text}\n"))


def _removed_file(parsed: ParsedStack, removed: Mapping[str, str]) -> Iterator[GeneratedFile]:
    removals = {address_of(key): one for key, one in parsed.stack.environment.removed.items()}
    let_go = [(address, whole) for address, whole in sorted(removed.items()) if not removals[whole].destroy]
    if not let_go:
        return
    text: str = comment(
        "What Terraform lets go of and leaves in AWS as it is, because the spec says so under `removed`."
    )
    for address, whole in let_go:
        note = comment(removals[whole].note if address == whole else f"It belongs to {whole}.")
        text += f"\n\n{note}\nremoved {{\n  from = {address}\n\n  lifecycle {{\n    destroy = false\n  }}\n}}"
    yield GeneratedFile.of_text(REMOVED, layout(f"{text}\n"))
