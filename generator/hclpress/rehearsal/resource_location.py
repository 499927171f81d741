"""Finds the place of a resource in the rendered output."""

from __future__ import annotations

import re
from pathlib import Path

from hclpress.diagnostics import Span

_MODULE = r'^module "{name}" \{{.*?^  source\s*=\s*"\./(?P<source>[^"]+)"'
_INDEX = re.compile(r"\[[^\]]*\]")


def place_of(address: str, folder: Path) -> Span | None:
    """Return the line that begins the block of a resource.

    Args:
        address: absolute, with or without the key of an instance, such as `module.db.aws_rds_cluster.this`.
        folder: the rendered environment.

    Returns:
        The span of `resource "type" "name"`; None if there is none.
    """
    *modules, kind, name = _INDEX.sub("", address).split(".")
    here = folder
    for module in modules[1::2]:
        found = _search(here, re.compile(_MODULE.format(name=re.escape(module)), re.MULTILINE | re.DOTALL))
        if found is None:
            return None
        here = folder / found[1]["source"]
    found = _search(here, re.compile(rf'^resource "{re.escape(kind)}" "{re.escape(name)}"', re.MULTILINE))
    if found is None:
        return None
    file, match = found
    line = match.string.count("\n", 0, match.start()) + 1
    return Span(_as_written(file), line, 1, line, len(match[0]) + 1)


def _search(folder: Path, pattern: re.Pattern[str]) -> tuple[Path, re.Match[str]] | None:
    for file in sorted(folder.glob("*.tf")):
        if match := pattern.search(file.read_text("utf-8")):
            return file, match
    return None


def _as_written(file: Path) -> str:
    whole, here = file.resolve(), Path.cwd()
    return (whole.relative_to(here) if whole.is_relative_to(here) else whole).as_posix()
