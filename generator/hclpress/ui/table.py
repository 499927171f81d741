"""Tables: drawn on a terminal, aligned in a pipe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TextIO

from hclpress.ui.terminal_text import columns_of


def aligned(cells: Sequence[Sequence[str]]) -> str:
    """Return rows as lines of aligned columns; nothing is cut off."""
    widths = [max(map(columns_of, column)) for column in zip(*cells, strict=True)]
    return "".join(f"{_line(row, widths)}\n" for row in cells)


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(cell + " " * (width - columns_of(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()


def draw(cells: Sequence[Sequence[str]], stream: TextIO, environ: Mapping[str, str]) -> None:
    """Draw rows as a table on a terminal; the first row is the header."""
    from rich.console import Console as RichConsole
    from rich.table import Table
    from rich.text import Text

    header, *rows = cells
    drawn = Table()
    for name in header:
        drawn.add_column(Text(name), overflow="fold")
    for row in rows:
        drawn.add_row(*map(Text, row))
    RichConsole(file=stream, _environ=environ).print(drawn)
