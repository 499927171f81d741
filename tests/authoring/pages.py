"""The page docs/modules.md, taken apart: files to be written, commands to be run, and what a slip answers."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from examples import PROJECT

PAGE = PROJECT / "docs" / "modules.md"
_FENCE = re.compile(r"^```(?P<language>\w+)(?: (?P<path>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(NamedTuple):
    """One fenced block."""

    language: str
    path: str | None
    text: str


def blocks() -> list[Block]:
    """Every fenced block of the page in order."""
    return [
        Block(found["language"], found["path"], found["text"]) for found in _FENCE.finditer(PAGE.read_text("utf-8"))
    ]


def write(folder: Path, *, ending: str = "") -> None:
    """Write the files of the page, those with an ending only."""
    for block in blocks():
        if block.path and block.path.endswith(ending):
            target = folder / block.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, encoding="utf-8")


def commands(block: Block) -> Iterator[list[str]]:
    """The arguments of each `hclpress` command of a block."""
    for line in block.text.splitlines():
        words = shlex.split(line)
        assert words[0] == "hclpress", line
        yield words[1:]
