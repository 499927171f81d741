"""What is known already of environments: which need not be pressed again, because nothing they rest on has changed."""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from msgspec.structs import replace

from generator.model.address import EnvironmentFile
from generator.model.sound import Sound
from generator.verdicts.ledger import Ledger, Verdict
from generator.verdicts.program import program_digest
from generator.verdicts.seal import Seal, digest_of, sealed


class Verdicts:
    """The verdicts of earlier runs on the environments of a project, each looked at before it is believed."""

    def __init__(self, specs: Path, own_modules: Iterable[Path], today: date) -> None:
        """Open what is known of a project.

        Args:
            specs: the folder of the specs.
            own_modules: folders with the user's own modules.
            today: the day that verdicts have to hold on.
        """
        self._root = specs.absolute().parent
        self._today = today
        self._ledger = Ledger(self._root, program_digest(own_modules))

    def current(self, where: EnvironmentFile, out: Path) -> Verdict | None:
        """The verdict on an environment, if pressing and writing it now would change nothing."""
        verdict = self._ledger.verdict(self._spec(where))
        if verdict is None or not verdict.holds_on(self._today) or self._folder(out) not in verdict.outputs:
            return None
        inputs = verdict.inputs.renewed(str(self._root))
        outputs = verdict.outputs[self._folder(out)].renewed(str(out / where.address))
        if inputs is None or outputs is None:
            return None
        renewed = replace(verdict, inputs=inputs, outputs={**verdict.outputs, self._folder(out): outputs})
        if renewed != verdict:
            self._ledger.note(self._spec(where), renewed)
        return renewed

    def verdict(self, sound: Sound, out: Path, begun: int) -> Verdict | None:
        """The verdict on an environment that was pressed just now; None if it is not certain what it rests on.

        Args:
            sound: the environment.
            out: the folder below which it is to stand. What lies there gets its stamp when it is next looked at:
                somebody else may have been there since.
            begun: nanoseconds since the epoch at which the first of its inputs was read.
        """
        inputs = sealed(str(self._root), sorted(os.path.relpath(path, self._root) for path in sound.inputs), begun)
        if inputs is None or not sound.is_settled:
            return None
        outputs = {self._folder(out): Seal(tuple(sorted(sound.digests)), digest_of(sound.digests))}
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
        return os.path.relpath(where.path, self._root)

    def _folder(self, out: Path) -> str:
        return os.path.relpath(out, self._root)
