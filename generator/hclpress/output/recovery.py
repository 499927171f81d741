"""Before an output folder is read that is to be written: what an interrupted render has left is finished."""

from __future__ import annotations

from pathlib import Path

from hclpress.diagnostics import Diagnosed
from hclpress.output import refusals
from hclpress.output.lock import locked
from hclpress.output.pending import is_pending
from hclpress.output.transaction import finish


def recover(out: Path) -> None:
    """Finish a render that was decided and died.

    Raises:
        Diagnosed: when somebody has edited meanwhile what it would replace, or the system refuses.
    """
    if not is_pending(out):
        return
    try:
        with locked(out, alone=True):
            finish(out)
    except OSError as error:
        raise Diagnosed([refusals.refused(out, error)]) from error
