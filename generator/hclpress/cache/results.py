"""What is known already of environments: which need not be pressed again, because nothing they rest on has changed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from datetime import date
from functools import cache, partial
from pathlib import Path

from msgspec.structs import replace

from hclpress.cache.fingerprint import Fingerprint, digest_of, fingerprint_of, state_of
from hclpress.cache.index import Index, Result
from hclpress.cache.toolchain import toolchain_digest
from hclpress.model.summary import Summary
from hclpress.spec.environment_file import ENDING, EnvironmentFile


class Results:
    """The verdicts of earlier runs on the environments of a project, each looked at before it is believed."""

    def __init__(self, specs: Path, own_modules: Iterable[Path], today: date) -> None:
        """Open what is known of a project.

        Args:
            specs: the folder of the specs.
            own_modules: folders with the user's own modules.
            today: the day that verdicts have to hold on.
        """
        self._root, self._specs = specs.absolute().parent, specs.absolute().name
        self._today = today
        # Most environments are made from the same files: each is looked at once.
        self._look = cache(partial(state_of, now=time.time_ns()))
        self._relative = cache(lambda path: os.path.relpath(path, self._root))
        self._known: dict[EnvironmentFile, tuple[Result, Fingerprint] | None] = {}
        self._index = Index(self._root, toolchain_digest(own_modules))

    def has_same_inputs(self, where: EnvironmentFile) -> bool:
        """Whether there is a verdict on an environment that holds today, and nothing it was made from has changed."""
        if where not in self._known:
            result = self._index.result(self._spec(where))
            holds = result is not None and result.holds_on(self._today)
            inputs = result.inputs.renewed(str(self._root), self._look) if result and holds else None
            self._known[where] = (result, inputs) if result and inputs else None
        return self._known[where] is not None

    def current(self, where: EnvironmentFile, out: Path) -> Result | None:
        """The verdict on an environment, if pressing and writing it now would change nothing."""
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
        """The verdict on an environment that was pressed just now; None if it is not certain what it rests on.

        Args:
            summary: the environment.
            out: the folder below which it is to stand. What lies there gets its stamp when it is next looked at:
                somebody else may have been there since.
            begun: nanoseconds since the epoch at which the first of its inputs was read.
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
        """Remember the verdict on an environment, which is now as it says."""
        self._index.note(self._spec(where), result)

    def save(self) -> None:
        """Keep what is new for the next run."""
        self._index.save()

    def _spec(self, where: EnvironmentFile) -> str:
        return f"{self._specs}/{where.address}{ENDING}"
