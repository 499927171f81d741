"""Previews one environment after another, in any process."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hclpress.catalog import find_checks, find_modules
from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.fleet.own_names import own_names
from hclpress.history.foreseen import Foreseen
from hclpress.history.resource_previews import moved_from, resource_previews
from hclpress.model.environment_preview import EnvironmentPreview
from hclpress.output.committed_output import CommittedOutput
from hclpress.pipeline import foresee
from hclpress.producers import Producers
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.zip_files import Packer


class EnvironmentPreviewer:
    """The work on one environment: its preview, or the problems of its spec."""

    def __init__(self, own_modules: tuple[Path, ...], today: date, out: Path, committed: CommittedOutput) -> None:
        """Prepare for the environments of one run.

        Args:
            own_modules: folders with the user's own modules.
            today: the day on which specs are judged.
            out: the output folder of earlier runs.
            committed: the same folder in Git, which says what is applied.
        """
        self._catalog, self._checks = find_modules(own_modules), find_checks()
        self._packer, self._producers = Packer(out), Producers(self._catalog, today)
        self._today, self._out, self._committed = today, out, committed

    def __call__(self, where: EnvironmentFile) -> tuple[EnvironmentPreview | None, tuple[Diagnostic, ...]]:
        """Preview it."""
        try:
            foreseen, adopted = foresee(
                where,
                self._catalog,
                self._checks,
                self._today,
                out=self._out,
                packer=self._packer,
                committed=self._committed,
                producers=self._producers,
            )
        except Diagnosed as found:
            return None, found.diagnostics
        return preview_of(where.address, foreseen, adopted), ()


def preview_of(address: str, foreseen: Foreseen, adopted: tuple[str, ...] = ()) -> EnvironmentPreview:
    """Return the preview of what is foreseen.

    Args:
        address: the environment.
        foreseen: what is foreseen.
        adopted: the addresses of the resources that the spec adopts.
    """
    facts, prediction = foreseen.comparison.facts, foreseen.prediction
    return EnvironmentPreview(
        address,
        resource_previews(foreseen.changes, moved_from(foreseen.applied, prediction.moves), facts),
        tuple(one.address for one in prediction.changes.unpredicted),
        tuple(sorted(one for one in adopted if one not in foreseen.applied)),
        (*foreseen.problems, *foreseen.warnings),
        own_names(address, foreseen.spec.document),
    )
