"""Reading an output folder while nobody writes to it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

from hclpress.diagnostics import Diagnosed
from hclpress.output import write_refusals
from hclpress.output.interrupted_render import is_pending
from hclpress.output.lock import locked


@contextlib.contextmanager
def reading(out: Path) -> Iterator[None]:
    """Make writers wait as long as the block runs. A missing folder counts as an empty one.

    Raises:
        Diagnosed: when there is an unfinished render (`write/interrupted`), and for unreadable files.
    """
    try:
        if not out.is_dir():
            yield
            return
        with locked(out, alone=False):
            if is_pending(out):
                raise Diagnosed([write_refusals.interrupted(out)])
            yield
    except OSError as error:
        raise Diagnosed([write_refusals.refused_to_read(out, error)]) from error
