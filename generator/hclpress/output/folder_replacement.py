"""One folder whose files are replaced: by a swap, or one by one behind a guard file if somebody uses the folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from msgspec import Struct

from hclpress.diagnostics import Diagnostic
from hclpress.history.manifest import MANIFEST
from hclpress.output.atomic_swap import exchange
from hclpress.output.file_operations import digest_at, link, remove_empty_parents, write_file
from hclpress.output.folder_content import FileKind, Tree, look
from hclpress.output.write_refusals import edited, foreign, in_the_way

GUARD = "hclpress_interrupted.tf"
"""A file that stops Terraform in a folder whose files are being replaced one by one."""

GUARD_TEXT = b"""\
# hclpress was interrupted while it replaced the files of this folder: some are old and some are new.
# `hclpress render` finishes it and takes this file away.
terraform {
  required_version = "= 0.0.0" # No such version: run `hclpress render` before anything else.
}
"""


class Folder(Struct, frozen=True):
    """A folder under replacement.

    Attributes:
        target: its path.
        staged: the path of its prepared content.
        address: `target` relative to the output.
        after: the digests of all new generated files by path.
        before: the digests of the generated files at the time of the comparison.
    """

    target: Path
    staged: Path
    address: str
    after: Mapping[str, str]
    before: Mapping[str, str]

    @property
    def written(self) -> list[str]:
        """The paths of new and changed files."""
        return sorted(path for path, digest in self.after.items() if self.before.get(path) != digest)

    @property
    def removed(self) -> list[str]:
        """The paths of files to remove."""
        return sorted(self.before.keys() - self.after.keys())

    @property
    def parts(self) -> Path:
        """The name of the prepared folder while its files are moved into place one by one."""
        return self.staged.with_suffix(".parts")

    @property
    def is_done(self) -> bool:
        """Whether the new content is in place. One changed file decides, since either all or none are in place."""
        if self.parts.exists():
            return False
        for path in self.written:
            return digest_at(self.target / path) == self.after[path]
        return not any((self.target / path).exists() for path in self.removed[:1])

    def look(self, folder: Path) -> Tree:
        """Inspect the target or the prepared folder."""
        return look(folder, [*self.after, *self.before, GUARD])


def edits(folder: Folder) -> Iterator[Diagnostic]:
    """Yield the edits made since the comparison (or since the death of an interrupted render) that would be lost."""
    if not os.path.lexists(folder.target) or folder.is_done:
        return
    for path in sorted(folder.before.keys() | set(folder.written)):
        target = folder.target / path
        if target.is_symlink() or (target.exists() and not target.is_file()):
            yield in_the_way(target, FileKind.LINK if target.is_symlink() else FileKind.OTHER, FileKind.FILE)
        elif target.exists() and digest_at(target) not in {folder.before.get(path), folder.after.get(path)}:
            yield edited(target) if path in folder.before else foreign(target)


def may_be_swapped(folder: Folder, occupied: frozenset[Path]) -> bool:
    """Return whether nobody uses the folder: no state, no folder such as `.terraform`, and no process works in it."""
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
    """Put the new content into place, unless it is there. May be repeated after a crash at any step.

    Raises:
        OSError: when the system refuses; `put_back` reports whether anything has changed.
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
    """Link every foreign file into the prepared folder too; return False if the file system has no links."""
    for path in folder.look(folder.target).foreign:
        second = folder.staged / path
        second.parent.mkdir(parents=True, exist_ok=True)
        second.unlink(missing_ok=True)
        if not link(folder.target / path, second):
            return False
    return True


def _save_latecomers(folder: Folder) -> None:
    """Move files that somebody added or replaced in the old folder during the swap."""
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
    """Undo `put`.

    Returns:
        False if that is no longer possible.

    Raises:
        OSError: when the system refuses.
    """
    if folder.parts.exists():
        moved = [path for path in folder.written if not (folder.parts / path).exists()]
        moved += [path for path in folder.removed if not (folder.target / path).exists()]
        # A read-only disk refuses even to remove a missing file.
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
