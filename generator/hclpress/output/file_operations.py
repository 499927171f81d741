"""Single steps on generated files."""

from __future__ import annotations

import hashlib
from pathlib import Path


def write_file(path: Path | str, content: bytes) -> None:
    """Write a file that does not exist yet."""
    with open(path, "xb") as file:  # noqa: PTH123  (tens of thousands in a run, and a Path each is too dear)
        file.write(content)


def link(file: Path, second: Path) -> bool:
    """Link a file under a second name, which costs less than a copy; return False if the file system has no links."""
    try:
        second.hardlink_to(file)
    except OSError:
        return False
    return True


def digest_at(path: Path) -> str | None:
    """Return the SHA-256 of a file in hex; None if there is no file."""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None


def remove_empty_parents(folder: Path, path: Path) -> None:
    """Remove the empty folders between a folder and a path below it, the innermost first."""
    for parent in path.parents:
        if parent == Path():
            return
        try:
            (folder / parent).rmdir()
        except OSError:
            return
