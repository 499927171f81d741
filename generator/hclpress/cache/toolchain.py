"""The identity of the toolchain: a result of another toolchain is discarded."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import hclpress
from hclpress.cache.fingerprint import digest_of, digests_of, stamp_of
from hclpress.cache.store import Store
from hclpress.system.installed_packages import installed_packages

_OF_THE_PROGRAM = (".py", ".j2", ".entries")
_ELSEWHERE = {"__pycache__", "examples", "emulator", "rehearsal"}
"""Folders of the package that have no part in rendering."""


def toolchain_digest(root: Path, own_modules: Iterable[Path], project_file: Path | None = None) -> str:
    """Return the digest of everything, besides the spec and its sources, that decides the output of a spec.

    That is the package's code, the shipped modules and the user's own, the Python that runs them with all its
    libraries, and the place of the project as seen from the working directory, since diagnostics show file names
    relative to it.

    Args:
        root: the folder of the project.
        own_modules: folders with the user's own modules.
        project_file: the project file, if there is one.
    """
    own_modules = tuple(own_modules)
    facts = {"python": sys.version, "folder": _place(root, own_modules), **installed_packages()}
    if project_file is not None:
        facts["project file"] = digest_of(digests_of(str(project_file.parent), [project_file.name]))
    package = Path(hclpress.__file__).parent
    folders = [package, (package / "modules").resolve(), *own_modules]
    return digest_of(facts | {str(number): _digest(str(folder)) for number, folder in enumerate(folders)})


def _place(root: Path, own_modules: Iterable[Path]) -> str:
    """Return the project's folder relative to the working directory, or that directory if it shows absolute names.

    The same project is checked out in another folder on another machine.
    """
    here = Path.cwd()
    places = [Path(os.path.normpath(here / path)) for path in (root, *own_modules)]
    are_below = all(place.is_relative_to(here) for place in places)
    return places[0].relative_to(here).as_posix() if are_below else here.as_posix()


def _digest(folder: str) -> str:
    """Return the digest of all files of a folder that belong to the toolchain.

    Three hundred files are read once. While their metadata is the same, the stored digest is used.
    """
    files = tuple(_files(folder))
    stamp = stamp_of(folder, files)
    if stamp is None:
        return digest_of(digests_of(folder, files))
    fingerprint = digest_of({"files": "\n".join(files), "stamp": stamp})
    kept, key = Store("programs", b""), digest_of({"folder": folder})
    then, _, digest = (kept.find(key) or b"").decode(errors="replace").partition(" ")
    if then != fingerprint:
        digest = digest_of(digests_of(folder, files))
        kept.keep(key, f"{fingerprint} {digest}".encode())
    return digest


def _files(folder: str) -> Iterator[str]:
    for here, folders, files in os.walk(folder):
        folders[:] = sorted(set(folders) - _ELSEWHERE)
        inside = os.path.relpath(here, folder)
        yield from (f"{inside}/{name}" for name in sorted(files) if name.endswith(_OF_THE_PROGRAM))
