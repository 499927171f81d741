"""Finishes an interrupted render before the output folder is read for writing."""

from __future__ import annotations

from pathlib import Path

from hclpress.diagnostics import Diagnosed
from hclpress.output import write_refusals
from hclpress.output.interrupted_render import is_pending
from hclpress.output.lock import locked
from hclpress.output.transaction import finish


def recover(out: Path) -> None:
    """Finish a render that was committed and interrupted.

    Raises:
        Diagnosed: when somebody has edited a file that it would replace, or the system refuses.
    """
    if not is_pending(out):
        return
    try:
        with locked(out, alone=True):
            finish(out)
    except OSError as error:
        raise Diagnosed([write_refusals.refused(out, error)]) from error
