"""hclpress verify: compare a committed output with the rendered specs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import structs

from hclpress.diagnostics import Diagnostic, Span
from hclpress.fleet.generate import generating
from hclpress.output.line_endings import ADVICE
from hclpress.project.project import Project
from hclpress.stages.verify import Difference, Verified, without_spec
from hclpress.stages.verify import verify as compare
from hclpress.ui.console import Console
from hclpress.ui.json_report import Json

if TYPE_CHECKING:
    from hclpress.model.environment_summary import Summary
    from hclpress.output.environment_output import EnvironmentOutput

_DETAILS = {
    Difference.EDITED: "It matches neither the spec nor the manifest of the last render. Move the edit "
    "into the spec, then restore the file from version control or delete it.",
    Difference.STALE: "It matches the manifest, but not the spec. Either the spec or hclpress has "
    "changed since, and `hclpress render` brings it up to date; or somebody has changed file and manifest together.",
    Difference.MISSING: "The spec renders it. `hclpress render` restores it.",
    Difference.LEFT_OVER: "The spec renders it no longer. `hclpress render` removes it.",
    Difference.LINE_ENDINGS: f"Nothing but its line endings differs from what the spec renders. {ADVICE}",
    Difference.FOREIGN: "hclpress did not write it, but Terraform reads it, and may do something else because of it. "
    "Move it away: configuration into a module of your own, values into a file that you name with `-var-file`.",
    Difference.COMMITTED: "`terraform init` makes this folder. Terraform runs the providers in it and reads the "
    "modules it lists, whatever the configuration says. Take it out of Git with `git rm -r --cached`, and name it in "
    "`.gitignore`.",
    Difference.NO_FILE: "A file or folder of the output belongs there. Move the obstacle away.",
}
_SUMMARIES = {
    Difference.NO_FILE: "{file} is not a generated file",
    Difference.LINE_ENDINGS: "{file} has other line endings",
}


_ABOUT_HISTORY = frozenset({"state/moved-back", "state/dropped-in-git", "state/taken-from-git", "state/merged"})
"""Warnings that say why the output does not continue what is applied."""


def verify(console: Console, project: Project, wanted: Iterable[str], out: Path) -> int:
    """Render again in memory, and compare every file of the output byte for byte.

    Returns:
        0, or 3 if anything differs, each file named.
    """
    wanted = tuple(wanted)
    environments = project.environments(wanted)
    warnings: list[Diagnostic] = []
    with generating(console, project, environments, date.today(), out) as work:
        found = compare(_noting(work.generated, warnings), out)
    everything = structs.replace(project, shard=None)
    orphans = () if wanted else without_spec(out, (one.address for one in everything.environments(())))
    for one in found:
        console.say(f"{one.address}: {_summary(one)}")
    for orphan in orphans:
        console.say(f"{orphan}: has no spec")
    console.report(
        [
            *warnings,
            *(difference for one in found for difference in _diagnostics(one)),
            *(_orphan(one, out) for one in orphans),
        ],
        {"environments": [_as_json(one) for one in found], "without_spec": list(orphans)},
    )
    return 3 if orphans or any(one.differences for one in found) else 0


def _noting(
    generated: Iterable[tuple[Summary, EnvironmentOutput]], warnings: list[Diagnostic]
) -> Iterator[EnvironmentOutput]:
    """Yield the outputs, and note the warnings about their history as they come."""
    for summary, output in generated:
        warnings += (one for one in summary.warnings if one.code in _ABOUT_HISTORY)
        yield output


def _summary(one: Verified) -> str:
    if not one.differences:
        return f"verified, {one.files} files"
    return f"{len(one.differences)} of {one.files} files differ"


def _diagnostics(one: Verified) -> Iterator[Diagnostic]:
    for path, difference in one.differences.items():
        file = (one.folder / path).as_posix()
        yield Diagnostic(
            f"verify/{difference.replace(' ', '-')}",
            _SUMMARIES.get(difference, "{file} is {difference}").format(file=file, difference=difference),
            _DETAILS[difference],
            None if difference is Difference.MISSING else Span.start_of(file),
        )


def _orphan(address: str, out: Path) -> Diagnostic:
    return Diagnostic(
        "verify/without-spec",
        f"{out / address} has no spec",
        "It was rendered earlier. If its resources still exist, destroy them with it first; then remove the folder.",
        Span.start_of((out / address).as_posix()),
    )


def _as_json(one: Verified) -> dict[str, Json]:
    return {
        "environment": one.address,
        "folder": one.folder.as_posix(),
        "files": one.files,
        "differences": [{"path": path, "what": str(difference)} for path, difference in one.differences.items()],
    }
