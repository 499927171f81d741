"""Reads the bytes of a specification: a regular file, and no more of it than is ever used."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from hclpress.diagnostics import Diagnosed
from hclpress.source.text import MAX_BYTES, too_large


def contents(path: Path, file: str) -> bytes:
    """Return the content of a file. Links are followed; a pipe, a socket or a device never blocks.

    Args:
        path: the path of the file.
        file: its path as diagnostics show it.

    Raises:
        OSError: when the file is missing, unreadable or no regular file.
        Diagnosed: `yaml/too-large` above `MAX_BYTES`, before any of it is read.
    """
    if "\0" in os.fspath(path):
        raise OSError(errno.EINVAL, "a path cannot hold the character NUL")
    # Without O_NONBLOCK, opening a named pipe would block until somebody writes into it.
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOCTTY)
    with open(descriptor, "rb") as stream:  # noqa: PTH123  (a descriptor is no path)
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            what = "it is a folder" if stat.S_ISDIR(status.st_mode) else "it is a pipe or a device, and no regular file"
            raise OSError(errno.EINVAL, what)
        if status.st_size > MAX_BYTES:
            raise Diagnosed([too_large(status.st_size, file)])
        found = stream.read(status.st_size + 1)
        # The rest of the reader checks a file that grows while it is read.
        return found if len(found) <= status.st_size else found + stream.read(MAX_BYTES - status.st_size)
