"""Single steps on files of ours."""

from __future__ import annotations

import hashlib
from pathlib import Path


def write_file(path: Path | str, content: bytes) -> None:
    """Write a file that is not there yet."""
    with open(path, "xb") as file:  # noqa: PTH123  (tens of thousands in a run, and a Path each is too dear)
        file.write(content)


def link(file: Path, second: Path) -> bool:
    """Give a file a second name, which costs less than a second file; False where the file system has none."""
    try:
        second.hardlink_to(file)
    except OSError:
        return False
    return True


def digest_at(path: Path) -> str | None:
    """The SHA-256 of a file in hex; None where there is no file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def remove_empty_parents(folder: Path, path: Path) -> None:
    """Remove the folders between a folder and a path below it, the innermost first, as long as they are empty."""
    for parent in path.parents:
        if parent == Path():
            return
        try:
            (folder / parent).rmdir()
        except OSError:
            return
