"""A progress bar on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import TextIO

from hclpress.ui.terminal_text import visible


@contextmanager
def progress_bar(label: str, total: int, stream: TextIO, environ: Mapping[str, str]) -> Iterator[Callable[[], None]]:
    """Show a bar while the block runs; the block calls the given function once per finished step.

    Silent if the stream is not a terminal or `CI` is set.
    """
    if not stream.isatty() or environ.get("CI"):
        yield lambda: None
        return
    from rich.console import Console as RichConsole
    from rich.markup import escape
    from rich.progress import Progress

    terminal = RichConsole(file=stream, _environ=environ)
    with Progress(console=terminal, transient=True) as bar:
        task = bar.add_task(escape(visible(label)), total=total)
        yield lambda: bar.advance(task)
