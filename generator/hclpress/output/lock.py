"""One writer at a time below an output folder."""

from __future__ import annotations

import contextlib
import errno
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

_NO_LOCKS = frozenset({errno.ENOLCK, errno.ENOTSUP, errno.EBADF, errno.EINVAL})


@contextlib.contextmanager
def locked(out: Path, *, alone: bool) -> Iterator[None]:
    """Hold the folder for as long as the block runs; who comes second waits.

    The folder itself is locked (flock(2)), so nothing has to be left in it, and a process that dies lets go. Where a
    file system has no locks, such as some of those on a network, nobody waits: one person, one render.

    Args:
        out: the folder; it must exist.
        alone: whether to write. Readers hold it together.
    """
    handle = os.open(out, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX if alone else fcntl.LOCK_SH)
        except OSError as error:
            if error.errno not in _NO_LOCKS:
                raise
        yield
    finally:
        os.close(handle)
