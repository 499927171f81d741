"""Reads regular files only: a pipe, a socket or a device never blocks, and a huge file is not read."""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO

_PIECE = 1024 * 1024


@contextmanager
def opened_regular(path: str | os.PathLike[str], most: int | None = None) -> Iterator[BinaryIO]:
    """Open a regular file to read it. Links are followed.

    Args:
        path: its path.
        most: the largest size in bytes; by default there is none.

    Raises:
        OSError: when it is missing, unreadable, no regular file, or larger than that.
    """
    # Without O_NONBLOCK, opening a named pipe would block until somebody writes into it.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    with open(descriptor, "rb", buffering=0) as stream:  # noqa: PTH123  (a descriptor is no path)
        found = os.fstat(descriptor)
        if stat.S_ISDIR(found.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), os.fspath(path))
        if not stat.S_ISREG(found.st_mode):
            raise OSError(errno.EINVAL, "it is no regular file", os.fspath(path))
        if most is not None and found.st_size > most:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), os.fspath(path))
        yield stream


def read_regular(path: str | os.PathLike[str], most: int) -> bytes:
    """Return the content of a regular file of limited size.

    Raises:
        OSError: as `opened_regular` does; a file that grows meanwhile counts as too large.
    """
    with opened_regular(path, most) as stream:
        pieces = []
        left = most + 1
        while left and (piece := stream.read(min(left, _PIECE))):
            pieces.append(piece)
            left -= len(piece)
        if not left:
            raise OSError(errno.EFBIG, os.strerror(errno.EFBIG), os.fspath(path))
        return b"".join(pieces)
