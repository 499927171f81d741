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
from collections.abc import Iterable, Iterator, Mapping
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

_DRAFT = f"{JOURNAL}.new"
"""The journal before the commit."""


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
    try:
        number = 0
        for number, one in enumerate(replacements, start=1):
            pending.mkdir(exist_ok=True)
            folder = _stage(out, number - 1, one)
            with (pending / _DRAFT).open("a", encoding="utf-8") as draft:
                draft.write(f"{json.dumps(_as_json(folder))}\n")
        if number == 0:
            return
        with (pending / _DRAFT).open("a", encoding="utf-8") as draft:
            draft.write(f"{number}\n")
        write_back(out)
        # The commit. From here on, the transaction only goes forward.
        (pending / _DRAFT).rename(pending / JOURNAL)
    except BaseException:
        _discard(pending)
        raise
    _finish(_Journal(out))


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
        journal = _Journal(out)
        journal.refuse_foreign()
        _finish(journal)
    elif pending.is_dir():
        _discard(pending)


class _Journal(Struct, frozen=True):
    """The committed replacements: a line of JSON for each, and their number in the last one.

    They are read each time, and never all kept in memory.

    Attributes:
        out: the output folder.
    """

    out: Path

    def __iter__(self) -> Iterator[Folder]:
        """Yield each replacement.

        Raises:
            ValueError: when lines are missing.
        """
        with (self.out / PENDING / JOURNAL).open(encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                entry = json.loads(line)
                if entry == number > 0:
                    return
                yield _from_json(self.out, number, entry)
        raise ValueError("it ends too early")

    def refuse_foreign(self) -> None:
        """Validate a journal that another process has written, since it decides which files are overwritten.

        Raises:
            Diagnosed: when it is not a journal of this version.
        """
        try:
            if all(is_safe(path) for one in self for path in (one.address, *one.after, *one.before)):
                return
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
            pass
        raise Diagnosed([bad_journal(self.out / PENDING / JOURNAL)])


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


def _finish(journal: _Journal) -> None:
    """Put everything into place, skipping finished folders. On a refusal, take all of it back."""
    out = journal.out
    try:
        _refuse_edited(journal)
        occupied = working_directories()
        by_itself = {one.address for one in journal if may_be_swapped(one, occupied)}
        # First the folders that can be taken back.
        for swap in (True, False):
            for folder in journal:
                if (folder.address in by_itself) is swap:
                    put(folder, swap=swap)
    except (OSError, Diagnosed) as error:
        if not _taken_back(journal):
            if isinstance(error, OSError):
                raise Diagnosed([stuck(out, error)]) from error
            raise
        _discard(out / PENDING)
        raise
    _discard(out / PENDING)


def _refuse_edited(journal: _Journal) -> None:
    if found := [edit for one in journal for edit in edits(one)]:
        raise Diagnosed(found)


def _taken_back(journal: _Journal) -> bool:
    """Swap the swapped folders back; return whether every folder is as it was before."""
    with contextlib.suppress(OSError):
        return all(put_back(folder, journal.out) for folder in journal)
    return False


def _discard(pending: Path) -> None:
    """Remove the prepared files; first the journal, so that nobody finishes half of it."""
    with contextlib.suppress(OSError):
        (pending / JOURNAL).unlink(missing_ok=True)
    shutil.rmtree(pending, ignore_errors=True)
