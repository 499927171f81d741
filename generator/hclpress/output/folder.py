"""One folder whose files are replaced: by a swap where nobody works in it, and one by one under guard elsewhere."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from hclpress.diagnostics import Diagnostic
from hclpress.history.manifest import MANIFEST
from hclpress.output.atomic_swap import exchange
from hclpress.output.files import digest_at, link, remove_empty_parents, write_file
from hclpress.output.refusals import edited, foreign, in_the_way
from hclpress.output.tree import FileKind, Tree, look

GUARD = "hclpress_interrupted.tf"
"""Keeps Terraform from a folder whose files are being replaced one by one."""

GUARD_TEXT = b"""\
# hclpress was interrupted while it replaced the files of this folder: some are old and some are new.
# `hclpress render` finishes it and takes this file away.
terraform {
  required_version = "= 0.0.0" # No such version: run `hclpress render` before anything else.
}
"""


class Folder(Struct, frozen=True):
    """A folder under way.

    Attributes:
        target: where it stands.
        staged: where its new content is prepared.
        address: `target` relative to the output.
        after: the digests of all files of ours by path, as they shall be.
        before: those of the files of ours that stood there when they were compared.
    """

    target: Path
    staged: Path
    address: str
    after: Mapping[str, str]
    before: Mapping[str, str]

    @property
    def written(self) -> list[str]:
        """What is new or other than before."""
        return sorted(path for path, digest in self.after.items() if self.before.get(path) != digest)

    @property
    def removed(self) -> list[str]:
        """What goes."""
        return sorted(self.before.keys() - self.after.keys())

    @property
    def parts(self) -> Path:
        """What the prepared folder is called from when on its files are moved into place one by one."""
        return self.staged.with_suffix(".parts")

    @property
    def is_done(self) -> bool:
        """Whether its new content stands in its place. One difference tells, since either all stand there or none."""
        if self.parts.exists():
            return False
        for path in self.written:
            return digest_at(self.target / path) == self.after[path]
        return not any((self.target / path).exists() for path in self.removed[:1])

    def look(self, folder: Path) -> Tree:
        """What stands in the target or in the prepared folder."""
        return look(folder, [*self.after, *self.before, GUARD])


def edits(folder: Folder) -> Iterator[Diagnostic]:
    """What somebody has edited since the comparison (of one that is finished late: since it died) and would go."""
    if not os.path.lexists(folder.target) or folder.is_done:
        return
    for path in sorted(folder.before.keys() | set(folder.written)):
        target = folder.target / path
        if target.is_symlink() or (target.exists() and not target.is_file()):
            yield in_the_way(target, FileKind.LINK if target.is_symlink() else FileKind.OTHER, FileKind.FILE)
        elif target.exists() and digest_at(target) not in {folder.before.get(path), folder.after.get(path)}:
            yield edited(target) if path in folder.before else foreign(target)


def may_be_swapped(folder: Folder, occupied: frozenset[Path]) -> bool:
    """Whether nobody works in the folder: no state, no folder such as `.terraform`, and no process stands in it."""
    if folder.parts.exists():
        return False
    if not folder.target.exists():
        return True
    found = folder.look(folder.target).foreign
    place = folder.target.resolve()
    return all(kind is FileKind.FILE and ".tfstate" not in path for path, kind in found.items()) and not any(
        place == one or place in one.parents for one in occupied
    )


def put(folder: Folder, *, swap: bool) -> None:
    """Put the new content into its place, unless it stands there. May be repeated after a death at any step.

    Raises:
        OSError: when the system refuses; `put_back` says whether anything has changed.
    """
    if not folder.is_done:
        if not folder.target.exists():
            folder.target.parent.mkdir(parents=True, exist_ok=True)
            folder.staged.rename(folder.target)
        elif not (swap and _linked(folder) and exchange(folder.staged, folder.target)):
            _put_one_by_one(folder)
    if folder.staged.exists():
        _save_latecomers(folder)


def _linked(folder: Folder) -> bool:
    """Whether all that is not ours now stands in the prepared folder too, as the same file under a second name."""
    for path in folder.look(folder.target).foreign:
        second = folder.staged / path
        second.parent.mkdir(parents=True, exist_ok=True)
        second.unlink(missing_ok=True)
        if not link(folder.target / path, second):
            return False
    return True


def _save_latecomers(folder: Folder) -> None:
    """Take along what somebody has put into the old folder, or replaced in it, while it was swapped."""
    for path in folder.look(folder.staged).foreign:
        late, target = folder.staged / path, folder.target / path
        if not (target.exists() and target.samefile(late)):
            target.parent.mkdir(parents=True, exist_ok=True)
            late.replace(target)


def _put_one_by_one(folder: Folder) -> None:
    """Replace the files. Every step may be repeated, so it can be interrupted anywhere; the manifest comes last."""
    if not folder.parts.exists():
        folder.staged.rename(folder.parts)
    written = sorted(folder.written, key=lambda path: (path == MANIFEST, path))
    removed = [path for path in folder.removed if path != GUARD]
    if len(written) + len(removed) > 1:
        guard = folder.staged.with_suffix(".guard")
        guard.unlink(missing_ok=True)
        write_file(guard, GUARD_TEXT)
        guard.replace(folder.target / GUARD)
    for path in written[:-1]:
        _move(folder, path)
    for path in removed:
        (folder.target / path).unlink(missing_ok=True)
        remove_empty_parents(folder.target, Path(path))
    for path in written[-1:]:
        _move(folder, path)
    (folder.target / GUARD).unlink(missing_ok=True)
    shutil.rmtree(folder.parts)


def _move(folder: Folder, path: str) -> None:
    part, target = folder.parts / path, folder.target / path
    if part.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        part.replace(target)


def put_back(folder: Folder, out: Path) -> bool:
    """Undo what `put` has done.

    Returns:
        False when that is no longer possible.

    Raises:
        OSError: when the system refuses.
    """
    if folder.parts.exists():
        moved = [path for path in folder.written if not (folder.parts / path).exists()]
        moved += [path for path in folder.removed if not (folder.target / path).exists()]
        # A disk that is not to be written refuses to remove even what is not there.
        if not moved and (folder.target / GUARD).exists():
            (folder.target / GUARD).unlink()
        return not moved
    if not folder.is_done:
        remove_empty_parents(out, Path(folder.address))
        return True
    if not folder.before and not folder.staged.exists():
        folder.target.rename(folder.staged)
        remove_empty_parents(out, Path(folder.address))
        return True
    if folder.staged.exists() and exchange(folder.staged, folder.target):
        _save_latecomers(folder)
        return True
    return False
