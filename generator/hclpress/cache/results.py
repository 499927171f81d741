"""What is known already of environments: which need not be pressed again, because nothing they rest on has changed."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from datetime import date
from functools import cache, partial
from pathlib import Path

from msgspec.structs import replace

from hclpress.cache.fingerprint import Seal, digest_of, sealed, state_of
from hclpress.cache.index import Ledger, Verdict
from hclpress.cache.toolchain import program_digest
from hclpress.model.summary import Sound
from hclpress.spec.address import ENDING, EnvironmentFile


class Verdicts:
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
        self._known: dict[EnvironmentFile, tuple[Verdict, Seal] | None] = {}
        self._ledger = Ledger(self._root, program_digest(own_modules))

    def is_standing(self, where: EnvironmentFile) -> bool:
        """Whether there is a verdict on an environment that holds today, and nothing it was made from has changed."""
        if where not in self._known:
            verdict = self._ledger.verdict(self._spec(where))
            holds = verdict is not None and verdict.holds_on(self._today)
            inputs = verdict.inputs.renewed(str(self._root), self._look) if verdict and holds else None
            self._known[where] = (verdict, inputs) if verdict and inputs else None
        return self._known[where] is not None

    def current(self, where: EnvironmentFile, out: Path) -> Verdict | None:
        """The verdict on an environment, if pressing and writing it now would change nothing."""
        folder = self._relative(out)
        known = self._known[where] if self.is_standing(where) else None
        if known is None or folder not in known[0].outputs:
            return None
        verdict, inputs = known
        before = verdict.outputs[folder]
        outputs = before.renewed(f"{out}/{where.address}")
        if outputs is None:
            return None
        if inputs is not verdict.inputs or outputs is not before:
            verdict = replace(verdict, inputs=inputs, outputs={**verdict.outputs, folder: outputs})
            self._ledger.note(self._spec(where), verdict)
        return verdict

    def verdict(self, sound: Sound, out: Path, begun: int) -> Verdict | None:
        """The verdict on an environment that was pressed just now; None if it is not certain what it rests on.

        Args:
            sound: the environment.
            out: the folder below which it is to stand. What lies there gets its stamp when it is next looked at:
                somebody else may have been there since.
            begun: nanoseconds since the epoch at which the first of its inputs was read.
        """
        inputs = sealed(str(self._root), sorted(self._relative(path) for path in sound.inputs), begun)
        if inputs is None or not sound.is_settled:
            return None
        outputs = {self._relative(out): Seal(tuple(sorted(sound.digests)), digest_of(sound.digests))}
        return Verdict(
            inputs, outputs, sound.warnings, sound.resources, sound.modules, since=self._today, until=sound.until
        )

    def keep(self, where: EnvironmentFile, verdict: Verdict) -> None:
        """Remember the verdict on an environment, which is now as it says."""
        self._ledger.note(self._spec(where), verdict)

    def save(self) -> None:
        """Keep what is new for the next run."""
        self._ledger.save()

    def _spec(self, where: EnvironmentFile) -> str:
        return f"{self._specs}/{where.address}{ENDING}"
