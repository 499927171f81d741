"""Fingerprints: detect whether files have changed, at the price of one `stat` call each.

A fingerprint holds a digest of the contents and, if it could be taken safely, a stamp of the metadata. An equal stamp
means equal files, and nothing is read. A different stamp decides nothing, since a checkout changes every time. Then the
files are read, and the digest decides.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import struct
import time
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache, partial
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from hclpress.system.regular_file import opened_regular

Look: TypeAlias = Callable[[str], bytes]
"""A function from a path to its metadata, such as `state_of`."""

TICK = 2_000_000_000
"""The coarsest tick of any file system's clock, FAT's two seconds, in nanoseconds. A file may change twice within one
tick and look as if it had changed once. Younger files get no stamp."""
_FINE_TICK = 20_000_000
"""The tick of clocks with fractions of a millisecond, in nanoseconds: two of the kernel's slowest, ten milliseconds
each."""

_STATE = struct.Struct("=QQIqq")
_PIECE = 1024 * 1024
_LARGEST = 1024 * 1024 * 1024
"""The largest file to read, in bytes. A spec, a source and an output are far smaller, or refused."""


class Fingerprint(Struct, frozen=True):
    """The state of some files at one time.

    Attributes:
        paths: the files and folders, relative to a folder that callers name.
        digest: the digest of the contents: the bytes of a file, the names in a folder.
        stamp: the digest of the metadata; None if it could not be taken safely.
    """

    paths: tuple[str, ...]
    digest: str
    stamp: str | None = None

    def renewed(self, folder: str, look: Look | None = None) -> Fingerprint | None:
        """Return the fingerprint with its present stamp, or None if any file has changed."""
        stamp = stamp_of(folder, self.paths, look=look)
        if stamp is not None and stamp == self.stamp:
            return self
        if digest_of(digests_of(folder, self.paths)) != self.digest:
            return None
        return replace(self, stamp=stamp)


def fingerprint_of(folder: str, paths: Iterable[str], before: int) -> Fingerprint | None:
    """Take the fingerprint of files in a folder, if none of them has changed since a time.

    Args:
        folder: the folder that the paths are relative to.
        paths: files and folders.
        before: the time at which the first file was read, in nanoseconds since the epoch.

    Returns:
        None when a file is missing or may have changed since, so that its reader may have seen other contents.
    """
    wanted = tuple(paths)
    stamp = stamp_of(folder, wanted, before)
    return None if stamp is None else Fingerprint(wanted, digest_of(digests_of(folder, wanted)), stamp)


def stamp_of(folder: str, paths: Iterable[str], now: int | None = None, look: Look | None = None) -> str | None:
    """Digest the metadata of files; None if one is missing, is a link or was changed just before `now`.

    Args:
        folder: the folder that the paths are relative to.
        paths: files and folders.
        now: nanoseconds since the epoch; by default, this moment.
        look: the function that reads the metadata of a path; by default `state_of` at that time.
    """
    if look is None:
        look = partial(state_of, now=time.time_ns() if now is None else now)
    states = [look(f"{folder}/{path}") for path in paths]
    return hashlib.blake2b(b"".join(states), digest_size=16).hexdigest() if all(states) else None


def state_of(path: str, now: int) -> bytes:
    """Return the metadata of a path; empty if it is missing, a link, or was changed just before `now`."""
    try:
        found = os.lstat(path)
    except (OSError, ValueError):
        return b""
    mode, modified, changed = found.st_mode, found.st_mtime_ns, found.st_ctime_ns
    last = max(modified, changed)
    if last > now - TICK and last > now - (_FINE_TICK if last % 1_000_000 else TICK):
        return b""
    return b"" if stat.S_ISLNK(mode) else _STATE.pack(found.st_ino, found.st_size, mode, modified, changed)


def digests_of(folder: str, paths: Iterable[str]) -> dict[str, str]:
    """Return the digest of each readable file by its path; for a folder, the digest of its entries' names."""
    return {path: _digest(f"{folder}/{path}") for path in paths}


def digest_of(digests: Mapping[str, str]) -> str:
    """Return one digest for many."""
    return hashlib.sha256(json.dumps(sorted(digests.items())).encode()).hexdigest()


def _digest(path: str) -> str:
    """Return the digest of a path. Many environments share a base, and one run reads it once."""
    try:
        found = os.lstat(path)
    except (OSError, ValueError) as error:
        return f"nothing {type(error).__name__}"
    return _digest_of_state(path, found.st_ino, found.st_size, found.st_mtime_ns, found.st_ctime_ns)


@lru_cache(maxsize=4096)
def _digest_of_state(path: str, *_state: int) -> str:
    try:
        if os.path.islink(path):  # noqa: PTH114  (a hundred thousand of them, and a Path each is too dear)
            return f"link {os.readlink(path)}"  # noqa: PTH115
        with opened_regular(path, _LARGEST) as stream:
            digest = hashlib.sha256()
            while piece := stream.read(_PIECE):
                digest.update(piece)
            return digest.hexdigest()
    except IsADirectoryError:
        return f"folder {sorted(os.listdir(path))}"  # noqa: PTH208
    except (OSError, ValueError) as error:
        return f"nothing {type(error).__name__}"
