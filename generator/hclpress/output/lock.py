"""A lock: one writer at a time below an output folder."""

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
    """Lock the folder as long as the block runs; a second writer waits.

    The folder itself is locked (flock(2)), so no lock file is left, and a dying process releases the lock. On a file
    system without locks, such as some network file systems, nobody waits.

    Args:
        out: the folder; it must exist.
        alone: whether to write. Readers share the lock.
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
