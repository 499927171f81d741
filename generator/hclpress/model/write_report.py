"""The changes of a write to the output folder of one environment."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct


class WriteReport(Struct, frozen=True):
    """The changes that a write made, or would make. Paths are relative to `folder`, sorted.

    Attributes:
        folder: the environment's output folder.
        created: new files.
        changed: files with changed content.
        removed: generated files that are no longer rendered.
        unchanged: the number of unchanged files.
    """

    folder: Path
    created: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int

    @property
    def is_current(self) -> bool:
        """Whether nothing has changed."""
        return not (self.created or self.changed or self.removed)
