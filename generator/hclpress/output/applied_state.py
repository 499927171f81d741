"""The state of the applied output, for the cache of results.

A file of its own, since a run that generates nothing needs no more of Git than its stamp.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from hclpress.system.repository_stamp import repository_stamp

if TYPE_CHECKING:
    from hclpress.output.committed_output import CommittedOutput


class AppliedState:
    """The answers of Git about an output folder."""

    def __init__(self, out: Path, branch: str) -> None:
        """Name the folder; nothing is read yet.

        Args:
            out: the output folder.
            branch: the deploy branch.
        """
        self._out, self._branch = out, branch

    @cached_property
    def stamp(self) -> str | None:
        """The stamp of the repository, see `hclpress.system.repository_stamp`."""
        return repository_stamp(self._out, self._branch)

    def key(self, address: str) -> str:
        """Return a text that changes whenever Git has another answer about an environment; empty without one."""
        return self._committed.key(address)

    @cached_property
    def _committed(self) -> CommittedOutput:
        from hclpress.output.committed_output import CommittedOutput

        return CommittedOutput(self._out, self._branch)
