"""What program this is: a verdict of another one is worth nothing."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import hclpress
from hclpress.cache.fingerprint import digest_of, digests_of, stamp_of
from hclpress.cache.store import Store
from hclpress.system.installed_packages import installed_packages

_OF_THE_PROGRAM = (".py", ".j2")
_ELSEWHERE = {"__pycache__", "examples", "emulator", "rehearsal"}
"""Folders of ours that have no part in pressing."""


def toolchain_digest(own_modules: Iterable[Path]) -> str:
    """The digest of everything that decides what a spec becomes, the spec and its sources aside.

    That is our code, the shipped modules and the user's own, the Python that runs them with all its libraries, and the
    folder it is started in, which diagnostics name files relative to.
    """
    facts = {"python": sys.version, "folder": os.getcwd(), **installed_packages()}  # noqa: PTH109
    package = Path(hclpress.__file__).parent
    folders = [package, (package / "modules").resolve(), *own_modules]
    return digest_of(facts | {str(number): _digest(str(folder)) for number, folder in enumerate(folders)})


def _digest(folder: str) -> str:
    """The digest of what of the program lies in a folder.

    Three hundred files are read once. As long as the file system says the same of each, their digest is kept.
    """
    files = tuple(_files(folder))
    stamp = stamp_of(folder, files)
    if stamp is None:
        return digest_of(digests_of(folder, files))
    fingerprint = digest_of({"files": "\n".join(files), "stamp": stamp})
    kept, key = Store("programs", b""), digest_of({"folder": folder})
    then, _, digest = (kept.find(key) or b"").decode().partition(" ")
    if then != fingerprint:
        digest = digest_of(digests_of(folder, files))
        kept.keep(key, f"{fingerprint} {digest}".encode())
    return digest


def _files(folder: str) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(set(folders) - _ELSEWHERE)
        inside = os.path.relpath(here, folder)
        yield from (f"{inside}/{name}" for name in sorted(files) if name.endswith(_OF_THE_PROGRAM))
