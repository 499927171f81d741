"""A stamp of a Git repository: as long as it stays the same, so does what git answers about its commits.

It is read from git's own files, since a run over unchanged environments asks git nothing.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

NO_REPOSITORY = "none"
_BETWEEN = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
_LARGEST = 4096


def repository_stamp(folder: Path, branch: str) -> str | None:
    """Return the stamp of the repository around a folder.

    Args:
        folder: a folder, which need not exist.
        branch: the branch that counts beside the present one.

    Returns:
        `NO_REPOSITORY` if there is none; None if the repository must be asked, for example in the middle of a merge.
    """
    place = Path(os.path.realpath(folder))
    top = next((one for one in (place, *place.parents) if os.path.lexists(one / ".git")), None)
    if top is None:
        return NO_REPOSITORY
    try:
        own = top / ".git"
        if own.is_file():
            own = top / _text(own).removeprefix("gitdir:").strip()
        common = own
        if (own / "commondir").is_file():
            common = own / _text(own / "commondir").strip()
        head = _text(own / "HEAD").strip()
    except (OSError, UnicodeDecodeError):
        return None
    if any(os.path.lexists(own / name) for name in _BETWEEN) or (common / "reftable").exists():
        return None
    names = [f"refs/remotes/origin/{branch}", f"refs/heads/{branch}"]
    if head.startswith("ref:"):
        names.append(head.removeprefix("ref:").strip())
    facts = [str(top), head, *(_written(common / name) for name in names)]
    facts += [_changed(common / name) for name in ("packed-refs", "shallow", "info/grafts")]
    return hashlib.sha256("\0".join(facts).encode(errors="surrogateescape")).hexdigest()


def _text(path: Path) -> str:
    with path.open("rb") as stream:
        return stream.read(_LARGEST).decode()


def _written(path: Path) -> str:
    try:
        return _text(path)
    except (OSError, UnicodeDecodeError):
        return ""


def _changed(path: Path) -> str:
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_mtime_ns} {found.st_size} {found.st_ino}"
