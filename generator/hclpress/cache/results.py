"""The results of earlier runs: environments whose inputs have not changed need not be generated again."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from datetime import date
from functools import cache, partial
from pathlib import Path
from typing import Protocol

from msgspec.structs import replace

from hclpress.cache.fingerprint import Fingerprint, digest_of, fingerprint_of, state_of
from hclpress.cache.results_file import Index, Result
from hclpress.cache.toolchain import toolchain_digest
from hclpress.model.environment_summary import Summary
from hclpress.spec.environment_file import ENDING, EnvironmentFile
from hclpress.system.repository_stamp import NO_REPOSITORY


class AppliedOutput(Protocol):
    """The answers of Git about the applied output."""

    @property
    def stamp(self) -> str | None:
        """A text that stays the same only if all answers do; None if they must be asked for."""

    def key(self, address: str) -> str:
        """Return a text that stays the same only if the answer about an environment does."""


class Results:
    """The results of earlier runs on the environments of a project. Each is checked before it is reused."""

    def __init__(
        self,
        specs: Path,
        own_modules: Iterable[Path],
        today: date,
        project_file: Path | None = None,
        applied: AppliedOutput | None = None,
    ) -> None:
        """Open the results of a project.

        Args:
            specs: the folder of the specs.
            own_modules: folders with the user's own modules.
            today: the day on which results have to hold.
            project_file: the project file, which decides too what a spec becomes.
            applied: the applied output, which decides too what is said about a change; None if nobody knows it.
        """
        self._root, self._specs = specs.absolute().parent, specs.absolute().name
        self._today, self._applied = today, applied
        # Read now: what Git says later may differ from what a result was made with.
        self._stamp = "" if applied is None else applied.stamp
        # Most environments are made from the same files: read the metadata of each once.
        self._look = cache(partial(state_of, now=time.time_ns()))
        self._relative = cache(lambda path: os.path.relpath(path, self._root))
        self._known: dict[EnvironmentFile, tuple[Result, Fingerprint] | None] = {}
        self._index = Index(self._root, toolchain_digest(self._root, own_modules, project_file))

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
        applied = self._applied_as(result.applied, where.address)
        if outputs is None or applied is None:
            return None
        if inputs is not result.inputs or outputs is not before or applied != result.applied:
            result = replace(result, inputs=inputs, outputs={**result.outputs, folder: outputs}, applied=applied)
            self._index.note(self._spec(where), result)
        return result

    def is_rendered(self, where: EnvironmentFile, out: Path) -> bool:
        """Return whether the output of an environment is what an earlier run rendered of the same inputs.

        Another answer of Git, which decides about moves and warnings, does not count.
        """
        known = self._known[where] if self.has_same_inputs(where) else None
        before = None if known is None else known[0].outputs.get(self._relative(out))
        return before is not None and before.renewed(f"{out}/{where.address}") is not None

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
        paths = tuple(map(sys.intern, sorted(summary.digests)))
        outputs = {self._relative(out): Fingerprint(paths, digest_of(summary.digests))}
        return Result(
            inputs,
            outputs,
            summary.warnings,
            summary.resources,
            summary.modules,
            since=self._today,
            until=summary.until,
            applied=self._applied_now(summary.applied),
        )

    def _applied_as(self, before: tuple[str, str], address: str) -> tuple[str, str] | None:
        """Return what Git says now, if it says the same as before about an environment."""
        if self._applied is None or (self._stamp is not None and before[0] == self._stamp):
            return before
        key = self._applied.key(address)
        return self._applied_now(key) if key == before[1] else None

    def _applied_now(self, key: str) -> tuple[str, str]:
        is_certain = bool(key) or self._stamp == NO_REPOSITORY
        return (self._stamp or "" if is_certain else "", key)

    def keep(self, where: EnvironmentFile, result: Result) -> None:
        """Store the result of an environment."""
        self._index.note(self._spec(where), result)

    def save(self) -> None:
        """Write new results for the next run."""
        self._index.save()

    def _spec(self, where: EnvironmentFile) -> str:
        return f"{self._specs}/{where.address}{ENDING}"
