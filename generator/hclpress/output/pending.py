"""Whether a render waits to be finished. Apart, for every run asks and few have to finish one."""

from __future__ import annotations

from pathlib import Path

PENDING = ".hclpress"
"""The folder below the output in which a render is prepared; gone once it is done."""

JOURNAL = "journal.json"
"""The file in it whose name is the decision: where it stands, the render is finished."""


def is_pending(out: Path) -> bool:
    """Whether a render was decided and is not finished."""
    return (out / PENDING / JOURNAL).exists()
