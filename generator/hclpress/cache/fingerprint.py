"""Seals: whether files are still what they were, at the price of one look at each.

A seal holds a digest of what the files contain and, if it could be taken safely, a stamp of what the file system says
of them. The same stamp means the same files, and nothing is read. Another stamp means nothing yet: after a checkout
every time is new. Then the files are read, and the digest decides.
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

Look: TypeAlias = Callable[[str], bytes]
"""What tells of a path what the file system says of it, as `state_of` does."""

TICK = 2_000_000_000
"""Nanoseconds. A file may change twice within one tick of its file system's clock, and look as if it had changed once:
what is younger than the coarsest tick there is (FAT's two seconds) gets no stamp."""
_FINE_TICK = 20_000_000
"""The tick of one that counts in fractions of a millisecond: two of the kernel's slowest, ten milliseconds each."""

_STATE = struct.Struct("=QQIqq")


class Fingerprint(Struct, frozen=True):
    """What files were at one time.

    Attributes:
        paths: the files and folders, relative to the folder they are looked for in.
        digest: of their contents: the bytes of a file, the names in a folder.
        stamp: of what the file system said of them; None where it was not safe to take.
    """

    paths: tuple[str, ...]
    digest: str
    stamp: str | None = None

    def renewed(self, folder: str, look: Look | None = None) -> Fingerprint | None:
        """The seal with its stamp as it is now, if nothing has changed; None if anything has."""
        stamp = stamp_of(folder, self.paths, look=look)
        if stamp is not None and stamp == self.stamp:
            return self
        if digest_of(digests_of(folder, self.paths)) != self.digest:
            return None
        return replace(self, stamp=stamp)


def fingerprint_of(folder: str, paths: Iterable[str], before: int) -> Fingerprint | None:
    """Seal what lies in a folder, if nothing of it has changed since a time.

    Args:
        folder: what the paths are relative to.
        paths: files and folders.
        before: nanoseconds since the epoch: when somebody began to read the files.

    Returns:
        None when a file is missing or may have changed since: then what was read may be something else.
    """
    wanted = tuple(paths)
    stamp = stamp_of(folder, wanted, before)
    return None if stamp is None else Fingerprint(wanted, digest_of(digests_of(folder, wanted)), stamp)


def stamp_of(folder: str, paths: Iterable[str], now: int | None = None, look: Look | None = None) -> str | None:
    """What the file system says of files; None where one is missing, is a link or was changed just before `now`.

    Args:
        folder: what the paths are relative to.
        paths: files and folders.
        now: nanoseconds since the epoch; left out, this moment.
        look: what looks at each of them; left out, `state_of` at that time.
    """
    if look is None:
        look = partial(state_of, now=time.time_ns() if now is None else now)
    states = [look(f"{folder}/{path}") for path in paths]
    return hashlib.blake2b(b"".join(states), digest_size=16).hexdigest() if all(states) else None


def state_of(path: str, now: int) -> bytes:
    """What the file system says of one path; nothing where it is missing, a link, or was changed just before `now`."""
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
    """The digest of each file by its path, of a folder that of its entries' names; what cannot be read has none."""
    return {path: _digest(f"{folder}/{path}") for path in paths}


def digest_of(digests: Mapping[str, str]) -> str:
    """One digest for many."""
    return hashlib.sha256(json.dumps(sorted(digests.items())).encode()).hexdigest()


def _digest(path: str) -> str:
    """The digest of what stands at a path. Many environments share a base, which one run reads once."""
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
        with open(path, "rb") as stream:  # noqa: PTH123
            return hashlib.sha256(stream.read()).hexdigest()
    except IsADirectoryError:
        return f"folder {sorted(os.listdir(path))}"  # noqa: PTH208
    except (OSError, ValueError) as error:
        return f"nothing {type(error).__name__}"
