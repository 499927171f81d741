"""Replaces the generated files of several folders: all or nothing, whenever the process dies.

All new files are first written beside the output, complete, to `<out>/.hclpress`. One rename there commits: a process
that dies before it has changed nothing, and `finish`, which every writer calls first, completes one that dies after it.
Then each folder is replaced:

* A new folder is renamed into its place.
* A folder that nobody uses is swapped for the new one in one step of the kernel, so that not even `ls` can see it half
  done. Foreign files in it (a lock file, variables) are linked into the new one first.
* In a folder in use, which holds state, `.terraform` or a working process, the files are replaced one by one, since a
  swap would pull it from under a running Terraform. Meanwhile a guard file makes Terraform stop there.

If the system refuses on the way, the swapped folders are swapped back. docs/decisions/0009 gives the reasons.
"""

from __future__ import annotations

import contextlib
import json
import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from hclpress.diagnostics import Diagnosed
from hclpress.history.manifest import is_safe
from hclpress.output.atomic_swap import working_directories, write_back
from hclpress.output.file_operations import link, write_file
from hclpress.output.folder_content import folders_of
from hclpress.output.folder_replacement import Folder, edits, may_be_swapped, put, put_back
from hclpress.output.interrupted_render import JOURNAL, PENDING, is_pending
from hclpress.output.write_refusals import bad_journal, stuck


class Replacement(Struct, frozen=True):
    """The new content of one folder.

    Attributes:
        address: the folder, relative to the output.
        files: all generated files, by path relative to the folder.
        after: their digests.
        before: the digests of the present generated files.
    """

    address: str
    files: Mapping[str, bytes]
    after: Mapping[str, str]
    before: Mapping[str, str]


def replace(out: Path, replacements: Iterable[Replacement]) -> None:
    """Replace the files of every folder or of none. The caller holds the lock.

    Each replacement is staged as it comes and then released, so that a thousand of them need no more memory than one.
    An error while they come, such as a refusal of a later one, ends the transaction before the commit.

    Raises:
        Diagnosed: when somebody edits a generated file meanwhile; everything is as it was. When the system stops us
            halfway in a folder that cannot be swapped (`write/stuck`).
        OSError: when the system refuses; everything is as it was.
    """
    pending = out / PENDING
    _discard(pending)
    folders: list[Folder] = []
    try:
        for one in replacements:
            pending.mkdir(exist_ok=True)
            folders.append(_stage(out, len(folders), one))
        if not folders:
            return
        journal = json.dumps([_as_json(one) for one in folders])
        write_file(pending / f"{JOURNAL}.new", journal.encode())
        write_back(out)
        # The commit. From here on, the transaction only goes forward.
        (pending / f"{JOURNAL}.new").rename(pending / JOURNAL)
    except BaseException:
        _discard(pending)
        raise
    _finish(out, folders)


def replace_file(out: Path, target: Path, content: bytes) -> None:
    """Replace one generated file in one step. The caller holds the lock.

    Raises:
        OSError: when the system refuses; the file is as it was.
    """
    pending = out / PENDING
    _discard(pending)
    try:
        pending.mkdir()
        write_file(pending / target.name, content)
        write_back(out)
        (pending / target.name).replace(target)
    finally:
        _discard(pending)


def finish(out: Path) -> None:
    """Finish a committed transaction of a process that died, and discard an uncommitted one.

    The caller holds the lock. Raises as `replace` does.
    """
    pending = out / PENDING
    if is_pending(out):
        _finish(out, _read_journal(out))
    elif pending.is_dir():
        _discard(pending)


def _read_journal(out: Path) -> list[Folder]:
    """Return the committed replacements. A journal decides which files are overwritten, so its content is validated.

    Raises:
        Diagnosed: when it is not a journal of this version.
    """
    journal = out / PENDING / JOURNAL
    try:
        entries = json.loads(journal.read_text(encoding="utf-8"))
        folders = [_from_json(out, number, entry) for number, entry in enumerate(entries)]
        paths = [path for one in folders for path in (one.address, *one.after, *one.before)]
        if all(map(is_safe, paths)):
            return folders
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pass
    raise Diagnosed([bad_journal(journal)])


def _as_json(folder: Folder) -> dict[str, object]:
    return {"address": folder.address, "after": dict(folder.after), "before": dict(folder.before)}


def _from_json(out: Path, number: int, entry: Mapping[str, Mapping[str, str]]) -> Folder:
    address = str(entry["address"])
    return Folder(out / address, out / PENDING / str(number), address, entry["after"], entry["before"])


def _stage(out: Path, number: int, one: Replacement) -> Folder:
    folder = Folder(out / one.address, out / PENDING / str(number), one.address, one.after, one.before)
    staged = str(folder.staged)
    folder.staged.mkdir()
    for parent in sorted(folders_of(one.files)):
        (folder.staged / parent).mkdir()
    for path, content in one.files.items():
        if one.before.get(path) != one.after[path] or not link(folder.target / path, folder.staged / path):
            write_file(f"{staged}/{path}", content)
    return folder


def _finish(out: Path, folders: list[Folder]) -> None:
    """Put everything into place, skipping finished folders. On a refusal, take all of it back."""
    try:
        _refuse_edited(folders)
        occupied = working_directories()
        by_itself = {one.address: may_be_swapped(one, occupied) for one in folders}
        # First the folders that can be taken back.
        for folder in sorted(folders, key=lambda one: not by_itself[one.address]):
            put(folder, swap=by_itself[folder.address])
    except (OSError, Diagnosed) as error:
        if not _taken_back(out, folders):
            if isinstance(error, OSError):
                raise Diagnosed([stuck(out, error)]) from error
            raise
        _discard(out / PENDING)
        raise
    _discard(out / PENDING)


def _refuse_edited(folders: list[Folder]) -> None:
    if found := [edit for one in folders for edit in edits(one)]:
        raise Diagnosed(found)


def _taken_back(out: Path, folders: list[Folder]) -> bool:
    """Swap the swapped folders back; return whether every folder is as it was before."""
    with contextlib.suppress(OSError):
        return all(put_back(folder, out) for folder in folders)
    return False


def _discard(pending: Path) -> None:
    """Remove the prepared files; first the journal, so that nobody finishes half of it."""
    with contextlib.suppress(OSError):
        (pending / JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(pending, ignore_errors=True)
