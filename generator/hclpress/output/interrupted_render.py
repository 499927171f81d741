"""Detects an interrupted render. A file of its own, since every run checks and few have to finish one."""

from __future__ import annotations

from pathlib import Path

PENDING = ".hclpress"
"""The folder below the output in which a render is prepared; removed when it is done."""

JOURNAL = "journal.jsonl"
"""The journal in it. Once it exists, the render is committed and must be finished."""


def is_pending(out: Path) -> bool:
    """Return whether a render was committed and is not finished."""
    return (out / PENDING / JOURNAL).exists()
