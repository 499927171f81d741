"""write: rendered files → the output folder, atomically, and only over files that are ours.

Everything is first written to a staging folder beside the files it will replace. Only when that is complete is it
committed by one rename of the staging folder; then the files are moved into place. A process that dies before the
commit has changed nothing; one that dies after it is completed by the next write of any environment.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import Diagnosed, Diagnostic, Span
from generator.model.manifest import MANIFEST, Manifest, NotAManifest, digest_of
from generator.model.source_file import SourceFile

STAGING = ".hclpress.staging"
COMMITTED = ".hclpress.committed"
FINISHED = ".hclpress.finished"


@dataclass(frozen=True, slots=True)
class WriteReport:
    """What a write changed, or would change. Paths are relative to `folder`, sorted.

    Attributes:
        folder: the environment's output folder.
        created: files that were not there.
        changed: files that were there with other content.
        removed: files of ours that are no longer rendered.
        unchanged: how many files were right already.
    """

    folder: Path
    created: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    unchanged: int

    @property
    def is_current(self) -> bool:
        """Whether there was nothing to do."""
        return not (self.created or self.changed or self.removed)


def write(files: tuple[SourceFile, ...], folder: Path, *, pretend: bool = False) -> WriteReport:
    """Make `folder` hold exactly `files`, beside whatever is not ours.

    Args:
        files: everything the environment consists of.
        folder: the environment's output folder; made when it is not there.
        pretend: only say what would change.

    Raises:
        Diagnosed: when a file in the way is not ours or was edited by hand, when a link or something that is no file
            stands where a file belongs, or when the system refuses. Then nothing has been changed.
    """
    wanted = {file.path.as_posix(): file.content for file in files}
    try:
        if pretend:
            return _plan(wanted, folder)
        with _locked(folder):
            _complete(folder)
            report = _plan(wanted, folder)
            if not report.is_current:
                _stage(wanted, report, folder)
                _complete(folder)
            return report
    except OSError as error:
        shown = error.filename if isinstance(error.filename, str) else folder
        raise Diagnosed(
            [
                Diagnostic(
                    "write/refused",
                    f"The output cannot be written to {folder}",
                    f"{shown}: {error.strerror}. Nothing has been changed. Choose another folder with --out, or make "
                    "this one writable.",
                )
            ]
        ) from error


def _plan(wanted: Mapping[str, bytes], folder: Path) -> WriteReport:
    """Compare, and refuse whatever would lose something."""
    ours = _manifest(folder)
    created: list[str] = []
    changed: list[str] = []
    removed: list[str] = []
    problems: list[Diagnostic] = []
    for path, content in wanted.items():
        found = _found(folder, path, problems)
        if found is None:
            created.append(path)
        elif found != content:
            changed.append(path)
            problems.extend(_not_ours(folder, path, found, ours))
    for path in sorted(ours.files.keys() - wanted.keys()):
        found = _found(folder, path, problems)
        if found is not None:
            removed.append(path)
            problems.extend(_not_ours(folder, path, found, ours))
    if problems:
        raise Diagnosed(problems)
    stale = ours.files.keys() != wanted.keys() or any(ours.files[path] != digest_of(wanted[path]) for path in wanted)
    if stale and not (created or changed or removed):
        changed.append(MANIFEST)
    return WriteReport(
        folder,
        tuple(sorted(created)),
        tuple(sorted(changed)),
        tuple(removed),
        len(wanted) - len(created) - len([path for path in changed if path != MANIFEST]),
    )


def _manifest(folder: Path) -> Manifest:
    path = folder / MANIFEST
    try:
        return Manifest.from_text(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Manifest({})
    except (NotAManifest, UnicodeDecodeError) as error:
        raise Diagnosed(
            [
                Diagnostic(
                    "write/bad-manifest",
                    f"{path} is no manifest",
                    f"Without it hclpress cannot tell its own files from yours: {error}. Restore it from version "
                    "control, or render into an empty folder with --out.",
                    Span.start_of(path.as_posix()),
                )
            ]
        ) from error


def _found(folder: Path, path: str, problems: list[Diagnostic]) -> bytes | None:
    """What stands at a path below `folder`, None for nothing; links and other surprises are problems."""
    target = folder
    parts = Path(path).parts
    for index, part in enumerate(parts):
        target /= part
        try:
            mode = target.lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None
        last = index == len(parts) - 1
        if last and stat.S_ISREG(mode):
            return target.read_bytes()
        if last or not stat.S_ISDIR(mode):
            kind = "a link" if stat.S_ISLNK(mode) else "a folder" if stat.S_ISDIR(mode) else "no ordinary file"
            problems.append(
                Diagnostic(
                    "write/in-the-way",
                    f"{target} is {kind}",
                    f"{'A file' if last else 'A folder'} of the output belongs there. Move it away.",
                    Span.start_of(target.as_posix()),
                )
            )
            return None
    return None


def _not_ours(folder: Path, path: str, found: bytes, ours: Manifest) -> Iterator[Diagnostic]:
    target = folder / path
    if path not in ours.files:
        yield Diagnostic(
            "write/foreign-file",
            f"{target} is not ours",
            "hclpress did not write it and will not overwrite it. Move it away, or render somewhere else with --out.",
            Span.start_of(target.as_posix()),
        )
    elif ours.files[path] != digest_of(found):
        yield Diagnostic(
            "write/edited-by-hand",
            f"{target} was edited by hand",
            "It is no longer what hclpress wrote, and rendering would lose the edit. Move the edit into the spec (or "
            "its `extra:`), then restore the file from version control or delete it.",
            Span.start_of(target.as_posix()),
        )


def _stage(wanted: Mapping[str, bytes], report: WriteReport, folder: Path) -> None:
    staging = folder / STAGING
    staging.mkdir()
    try:
        for path in (*report.created, *report.changed):
            if path == MANIFEST:
                continue
            target = staging / "files" / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(wanted[path])
        manifest = Manifest({path: digest_of(content) for path, content in wanted.items()})
        (staging / MANIFEST).write_text(manifest.to_text(), encoding="utf-8")
        (staging / "removed").write_text("".join(f"{path}\n" for path in report.removed), encoding="utf-8")
    except OSError:
        shutil.rmtree(staging, ignore_errors=True)
        raise
    # The commit: one rename. From here on only forwards.
    staging.rename(folder / COMMITTED)


def _complete(folder: Path) -> None:
    """Move what has been committed into place. Every step may be repeated, so it can be interrupted anywhere."""
    for leftover in (STAGING, FINISHED):
        shutil.rmtree(folder / leftover, ignore_errors=True)
    committed = folder / COMMITTED
    if not committed.is_dir():
        return
    files = committed / "files"
    for source in sorted(path for path in files.rglob("*") if path.is_file()):
        target = folder / source.relative_to(files)
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
    for path in (committed / "removed").read_text(encoding="utf-8").splitlines():
        (folder / path).unlink(missing_ok=True)
        _remove_empty_parents(folder, Path(path))
    # A copy, not a move: until the folder is finished with, the work can be repeated from its beginning.
    shutil.copyfile(committed / MANIFEST, folder / f"{MANIFEST}.new")
    (folder / f"{MANIFEST}.new").replace(folder / MANIFEST)
    committed.rename(folder / FINISHED)
    shutil.rmtree(folder / FINISHED)


def _remove_empty_parents(folder: Path, path: Path) -> None:
    for parent in path.parents:
        if parent == Path():
            return
        try:
            (folder / parent).rmdir()
        except OSError:
            return


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep two renders of one environment apart; the second waits."""
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
