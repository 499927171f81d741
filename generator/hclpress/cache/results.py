"""The results of earlier runs: environments whose inputs have not changed need not be generated again."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from datetime import date
from functools import cache, partial
from pathlib import Path

from msgspec.structs import replace

from hclpress.cache.fingerprint import Fingerprint, digest_of, fingerprint_of, state_of
from hclpress.cache.results_file import Index, Result
from hclpress.cache.toolchain import toolchain_digest
from hclpress.model.environment_summary import Summary
from hclpress.spec.environment_file import ENDING, EnvironmentFile


class Results:
    """The results of earlier runs on the environments of a project. Each is checked before it is reused."""

    def __init__(self, specs: Path, own_modules: Iterable[Path], today: date, project_file: Path | None = None) -> None:
        """Open the results of a project.

        Args:
            specs: the folder of the specs.
            own_modules: folders with the user's own modules.
            today: the day on which results have to hold.
            project_file: the project file, which decides too what a spec becomes.
        """
        self._root, self._specs = specs.absolute().parent, specs.absolute().name
        self._today = today
        # Most environments are made from the same files: read the metadata of each once.
        self._look = cache(partial(state_of, now=time.time_ns()))
        self._relative = cache(lambda path: os.path.relpath(path, self._root))
        self._known: dict[EnvironmentFile, tuple[Result, Fingerprint] | None] = {}
        self._index = Index(self._root, toolchain_digest(own_modules, project_file))

    def has_same_inputs(self, where: EnvironmentFile) -> bool:
        """Return whether a result of the environment holds today and its inputs are unchanged."""
        if where not in self._known:
            result = self._index.result(self._spec(where))
            holds = result is not None and result.holds_on(self._today)
            inputs = result.inputs.renewed(str(self._root), self._look) if result and holds else None
            self._known[where] = (result, inputs) if result and inputs else None
        return self._known[where] is not None

    def current(self, where: EnvironmentFile, out: Path) -> Result | None:
        """Return the result of an environment, if generating and writing it now would change nothing."""
        folder = self._relative(out)
        known = self._known[where] if self.has_same_inputs(where) else None
        if known is None or folder not in known[0].outputs:
            return None
        result, inputs = known
        before = result.outputs[folder]
        outputs = before.renewed(f"{out}/{where.address}")
        if outputs is None:
            return None
        if inputs is not result.inputs or outputs is not before:
            result = replace(result, inputs=inputs, outputs={**result.outputs, folder: outputs})
            self._index.note(self._spec(where), result)
        return result

    def result(self, summary: Summary, out: Path, begun: int) -> Result | None:
        """Return the result of an environment that was just generated; None if its inputs are uncertain.

        Args:
            summary: the environment.
            out: the output folder. The files in it get their stamp in the next run, since another process may have
                written them meanwhile.
            begun: the time at which the first of its inputs was read, in nanoseconds since the epoch.
        """
        inputs = fingerprint_of(str(self._root), sorted(self._relative(path) for path in summary.inputs), begun)
        if inputs is None or not summary.is_settled:
            return None
        outputs = {self._relative(out): Fingerprint(tuple(sorted(summary.digests)), digest_of(summary.digests))}
        return Result(
            inputs,
            outputs,
            summary.warnings,
            summary.resources,
            summary.modules,
            since=self._today,
            until=summary.until,
        )

    def keep(self, where: EnvironmentFile, result: Result) -> None:
        """Store the result of an environment."""
        self._index.note(self._spec(where), result)

    def save(self) -> None:
        """Write new results for the next run."""
        self._index.save()

    def _spec(self, where: EnvironmentFile) -> str:
        return f"{self._specs}/{where.address}{ENDING}"
