"""Signatures of cached content: only what this user's hclpress has written on this machine is believed.

A cache may come with a checkout, where anybody who may propose a change can write it, with any digest. So each entry
begins with a signature made with a key of the user. The key lies outside of every repository, and it is bound to the
inode and to the time of the last change of its file, which nobody can know before the file is there. A key that came
with a checkout too therefore signs nothing.
"""

from __future__ import annotations

import fcntl
import hashlib
import hmac
import os
import secrets
import stat
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

from hclpress.system.user_cache import user_cache

VARIABLE = "HCLPRESS_CACHE_KEY"
"""The environment variable with a secret that is used in place of the user's key, for machines that share a cache."""

_SIZE = 32
_FILE = "key"
_ONLY_THE_USER = 0o600


def signed(content: bytes, name: str) -> bytes | None:
    """Return content with a signature in front of it; None if there is no key.

    Args:
        content: the content of an entry.
        name: everything that the entry is found by, so that none can be put in place of another.
    """
    signature = _signature(content, name)
    return None if signature is None else signature + content


def content_signed_as(content: bytes, name: str) -> bytes | None:
    """Return the content that was signed under a name; None if the signature is missing, wrong or of another key."""
    kept = content[_SIZE:]
    signature = _signature(kept, name)
    return kept if signature is not None and hmac.compare_digest(signature, content[:_SIZE]) else None


def _signature(content: bytes, name: str) -> bytes | None:
    shared = os.environ.get(VARIABLE)
    key = hashlib.sha256(shared.encode(errors="surrogateescape")).digest() if shared else _key(_place())
    if key is None:
        return None
    made = hashlib.blake2b(name.encode(errors="surrogateescape") + b"\0", key=key, digest_size=_SIZE)
    made.update(content)
    return made.digest()


def _place() -> Path | None:
    try:
        return user_cache() / _FILE
    except OSError:
        return None


@lru_cache(maxsize=16)
def _key(file: Path | None) -> bytes | None:
    """Return the key of the user, made at the first use; None if there can be none, and then nothing is cached."""
    if file is None:
        return None
    for _ in range(2):
        with suppress(OSError):
            return _read_or_make(file)
        # A link, a pipe or a file of somebody else stands there. A cache may be deleted at any time.
        with suppress(OSError):
            file.unlink()
    return None


def _read_or_make(file: Path) -> bytes:
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_NOCTTY, _ONLY_THE_USER)
    try:
        # Of several first processes, one makes the key, and the others wait for it.
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode) or found.st_uid != os.geteuid() or found.st_nlink != 1:
            raise PermissionError(f"{file} is no file of this user alone")
        if found.st_size != _SIZE or stat.S_IMODE(found.st_mode) != _ONLY_THE_USER:
            os.fchmod(descriptor, _ONLY_THE_USER)
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, secrets.token_bytes(_SIZE), 0)
            found = os.fstat(descriptor)
        content = os.pread(descriptor, _SIZE, 0)
        return hashlib.sha256(content + f"{found.st_ino} {found.st_ctime_ns}".encode()).digest()
    finally:
        os.close(descriptor)
