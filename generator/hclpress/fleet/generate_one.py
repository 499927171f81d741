"""Generates one environment after another, in any process."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hclpress.catalog import find_checks, find_modules
from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.model.environment_summary import Summary
from hclpress.output.committed_output import CommittedOutput
from hclpress.output.environment_output import EnvironmentOutput
from hclpress.pipeline import Generated, generate
from hclpress.producers import Producers
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.zip_files import Packer


class EnvironmentGenerator:
    """The work on one environment: its output or its problems."""

    def __init__(
        self, own_modules: tuple[Path, ...], today: date, out: Path | None, committed: CommittedOutput | None = None
    ) -> None:
        """Prepare for the environments of one run.

        Args:
            own_modules: folders with the user's own modules.
            today: the day on which specs are judged and waivers checked for expiry.
            out: the output folder of earlier runs; None if there is none.
            committed: the same folder in Git; None if Git is not asked.
        """
        self._catalog = find_modules(own_modules)
        self._checks = find_checks()
        self._packer = Packer(out)
        self._producers = Producers(self._catalog, today)
        self._today = today
        self._out, self._committed = out, committed

    def __call__(
        self, where: EnvironmentFile
    ) -> tuple[tuple[Summary, EnvironmentOutput] | None, tuple[Diagnostic, ...]]:
        """Generate it."""
        try:
            generated = generate(
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
            # Returned, not raised: the problems of all environments are reported together.
            return None, found.diagnostics
        key = "" if self._committed is None else self._committed.key(where.address)
        return (_summary_of(where, generated, key), generated.output), ()


def _summary_of(where: EnvironmentFile, generated: Generated, applied: str) -> Summary:
    stack = generated.parsed.stack
    return Summary(
        where,
        generated.inputs,
        generated.output.digests,
        generated.warnings,
        resources=sum(1 for _ in generated.parsed.resources()),
        modules=len(stack.instances),
        until=min(
            (*(waiver.last_day for waiver in stack.environment.waivers), *stack.spec.turning_points),
            default=None,
        ),
        is_settled=generated.is_settled,
        applied=applied,
    )
