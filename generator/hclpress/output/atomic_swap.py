"""Swaps two folders, flushes a file system and finds working directories by system calls that Python lacks.

All of them are optional: where the kernel has none, the callers have a fallback.
"""

from __future__ import annotations

import ctypes
import errno
import os
import sys
from pathlib import Path

_CANNOT = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EXDEV, errno.EBUSY})
_HERE = -100  # AT_FDCWD: paths are relative to the working directory
_EXCHANGE = 2  # RENAME_EXCHANGE


def exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step: every reader sees both as before, or both swapped (renameat2(2), RENAME_EXCHANGE).

    Returns:
        False if the kernel or the file system cannot do that; then nothing has happened.

    Raises:
        OSError: when it can and refuses, for example for want of permission.
    """
    call = _function("renameat2")
    if call is None:
        return False
    if call(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in _CANNOT:
        return False
    raise OSError(code, os.strerror(code), str(other))


def write_back(folder: Path) -> None:
    """Flush everything written so far to the file system of `folder`, as far as the kernel promises it.

    Raises:
        OSError: when it cannot be written, for example to a full disk.
    """
    call = _function("syncfs")
    if call is None:
        os.sync()
        return
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        if call(handle) != 0:
            code = ctypes.get_errno()
            raise OSError(code, os.strerror(code), str(folder))
    finally:
        os.close(handle)


def working_directories() -> frozenset[Path]:
    """Return the working directories of this machine's processes, as far as we may read them; none without /proc."""
    found = set()
    try:
        processes = [name for name in os.listdir("/proc") if name.isdigit()]  # noqa: PTH208  (names, not paths)
    except OSError:
        return frozenset()
    for process in processes:
        try:
            found.add(Path(os.readlink(f"/proc/{process}/cwd")))  # noqa: PTH115  (the text of the link is the path)
        except OSError:
            continue
    return frozenset(found)


def _function(name: str) -> ctypes._NamedFuncPointer | None:
    if sys.platform != "linux":
        return None
    return getattr(ctypes.CDLL(None, use_errno=True), name, None)
