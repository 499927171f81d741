"""What a write did to the output folder of one environment."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct


class WriteReport(Struct, frozen=True):
    """What a write changed, or would change. Paths are relative to `folder`, sorted.

    Attributes:
        folder: the environment's output folder.
        created: files that were not there.
        changed: files that were there with other content.
        removed: files of ours that are no longer rendered.
        unchanged: how many files were right already.
    """

    folder: Path
    created: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int

    @property
    def is_current(self) -> bool:
        """Whether there was nothing to do."""
        return not (self.created or self.changed or self.removed)
