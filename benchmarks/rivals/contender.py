"""One side of a comparison: a command, and the preparation of its folder."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from benchmarks.measuring import Cost, cost_of


class Contender(Struct, frozen=True):
    """A measured command.

    Attributes:
        command: the command and its arguments.
        folder: the working directory.
        made: its output in that folder, which is removed before each run.
        environ: variables to set besides those of this process.
    """

    command: tuple[str, ...]
    folder: Path
    made: tuple[str, ...] = ()
    environ: Mapping[str, str] = field(default_factory=dict)

    def cost(self) -> Cost:
        """Return the cost of one run from nothing."""
        return cost_of(self.command, self.folder, before=self._clear, environ=self.environ)

    def _clear(self) -> None:
        for name in self.made:
            shutil.rmtree(self.folder / name, ignore_errors=True)
