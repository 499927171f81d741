"""Everything below a folder, found without following links."""

from __future__ import annotations

import os
from collections.abc import Callable

from msgspec import Struct


class FolderContent(Struct, frozen=True):
    """Everything below a folder, by the path in it, without what is left out.

    Attributes:
        files: the sizes of the regular files.
        folders: the folders.
        links: the links.
        others: pipes, sockets and devices.
        unreadable: the folders that could not be read, each with the reason.
        is_whole: whether this is everything; not if there is more than was asked for.
    """

    files: dict[str, int]
    folders: list[str]
    links: list[str]
    others: list[str]
    unreadable: dict[str, str]
    is_whole: bool


def content_of(folder: str, is_left_out: Callable[[str], bool], most: int) -> FolderContent:
    """Look through a folder without following links.

    Args:
        folder: the folder; a missing one is empty.
        is_left_out: whether a file or folder of a name, and all below it, is passed over.
        most: the number of files, folders and others after which the search stops.
    """
    files: dict[str, int] = {}
    folders: list[str] = []
    links: list[str] = []
    others: list[str] = []
    unreadable: dict[str, str] = {}
    pending = [""]
    is_whole = True
    while pending and is_whole:
        here = pending.pop()
        try:
            with os.scandir(f"{folder}/{here}") as entries:
                for entry in entries:
                    name = f"{here}{entry.name}"
                    if is_left_out(entry.name):
                        continue
                    if entry.is_symlink():
                        links.append(name)
                    elif entry.is_dir(follow_symlinks=False):
                        folders.append(name)
                        pending.append(f"{name}/")
                    elif entry.is_file(follow_symlinks=False):
                        files[name] = entry.stat(follow_symlinks=False).st_size
                    else:
                        others.append(name)
                    if len(files) + len(folders) + len(links) + len(others) > most:
                        is_whole = False
                        break
        except NotADirectoryError:
            if here:
                raise
        except FileNotFoundError:
            pass
        except OSError as error:
            unreadable[here.rstrip("/")] = error.strerror or type(error).__name__
    return FolderContent(files, sorted(folders), sorted(links), sorted(others), unreadable, is_whole)
