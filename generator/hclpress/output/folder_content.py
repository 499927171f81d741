"""The content of an environment's output folder: generated files, foreign files, and obstacles."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from msgspec import Struct


class FileKind(StrEnum):
    """The kind of a file, in words for people."""

    FILE = "a file"
    FOLDER = "a folder"
    LINK = "a link"
    OTHER = "no ordinary file"


class Tree(Struct, frozen=True):
    """The content of a folder. Paths are relative to it, with `/`.

    Attributes:
        ours: the kinds of files at the paths of generated files.
        blocked: the files at the paths of generated folders.
        foreign: everything else; of a foreign folder only the folder itself.
        alike: by foreign path, the generated path from which it differs only in capitals.
    """

    ours: dict[str, FileKind]
    blocked: dict[str, FileKind]
    foreign: dict[str, FileKind]
    alike: dict[str, str]


def look(folder: Path, paths: Iterable[str]) -> Tree:
    """Inspect a folder without following links and without entering foreign folders.

    Args:
        folder: its path; a missing one counts as empty.
        paths: the paths of generated files, present or future.

    Raises:
        OSError: when the folder cannot be read.
    """
    files = frozenset(paths)
    folders = folders_of(files)
    tree = Tree({}, {}, {}, {})
    folded = {path.casefold(): path for path in (*folders, *files)}
    for path, kind in _entries(folder, folders):
        if path in files:
            tree.ours[path] = kind
        elif path in folders:
            tree.blocked[path] = kind
        else:
            tree.foreign[path] = kind
            if path.casefold() in folded:
                tree.alike[path] = folded[path.casefold()]
    return tree


def folders_of(paths: Iterable[str]) -> frozenset[str]:
    """Return the folders that hold the paths, relative like them, without the top itself."""
    found: set[str] = set()
    for path in paths:
        folder = path.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return frozenset(found)


def kind_of(mode: int) -> FileKind:
    """Return the kind of file that a mode of lstat(2) describes."""
    if stat.S_ISREG(mode):
        return FileKind.FILE
    if stat.S_ISDIR(mode):
        return FileKind.FOLDER
    return FileKind.LINK if stat.S_ISLNK(mode) else FileKind.OTHER


def _entries(folder: Path, folders: frozenset[str], below: str = "") -> Iterator[tuple[str, FileKind]]:
    """Yield everything but the generated folders, which are entered."""
    try:
        found = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except (FileNotFoundError, NotADirectoryError):
        return
    for entry in found:
        path = f"{below}{entry.name}"
        kind = kind_of(entry.stat(follow_symlinks=False).st_mode)
        if kind is FileKind.FOLDER and path in folders:
            yield from _entries(folder / entry.name, folders, f"{path}/")
        else:
            yield path, kind
