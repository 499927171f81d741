"""write: rendered environments → their output folders, all of them or none, and only over generated files.

First everything is compared, and a write that would lose an edit or a foreign file is refused. Then all differences are
replaced at one stroke (`hclpress.output.transaction`).
"""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.history.manifest import MANIFEST, Manifest, digest_of
from hclpress.history.merging import has_markers
from hclpress.model.write_report import WriteReport
from hclpress.output import write_refusals
from hclpress.output.environment_output import EnvironmentOutput
from hclpress.output.file_operations import digest_at
from hclpress.output.folder_content import FileKind, folders_of, kind_of, look
from hclpress.output.folder_replacement import GUARD, GUARD_TEXT
from hclpress.output.gitattributes import mark_as_generated
from hclpress.output.lock import locked
from hclpress.output.manifest_file import read_manifest
from hclpress.output.shared_read_lock import reading
from hclpress.output.transaction import Replacement, finish, replace


def write(outputs: Iterable[EnvironmentOutput], out: Path, *, pretend: bool = False) -> tuple[WriteReport, ...]:
    """Make the folder of each environment hold exactly its files, beside foreign files.

    Args:
        outputs: the environments. Each is compared and staged as it comes; an error of the iterator is raised here, and
            then nothing has been changed either.
        out: the folder that holds their folders; created if it is missing.
        pretend: whether to only report the changes.

    Returns:
        The changes in each, in the order of the environments.

    Raises:
        Diagnosed: when a file in the way is foreign or was edited by hand, when a link or another kind of file stands
            where a file belongs, when another render has written meanwhile, or when the system refuses. Then nothing
            has been changed in any of them. For `write/stuck` see `hclpress.output.transaction`.
    """
    reports: list[WriteReport] = []
    if pretend:
        with reading(out):
            for _ in _compared(outputs, out, reports):
                pass
        return tuple(reports)
    made = _make(out)
    try:
        with locked(out, alone=True):
            finish(out)
            replace(out, _compared(outputs, out, reports))
            if reports:
                mark_as_generated(out)
            return tuple(reports)
    except OSError as error:
        raise Diagnosed([write_refusals.refused(out, error)]) from error
    finally:
        for folder in made:
            with contextlib.suppress(OSError):
                folder.rmdir()


def _make(out: Path) -> tuple[Path, ...]:
    """Return the created folders, the innermost first; empty ones are removed again."""
    missing = [folder for folder in (out, *out.parents) if not folder.exists()]
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        for folder in missing:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise Diagnosed([write_refusals.refused(out, error)]) from error
    return tuple(missing)


def _compared(outputs: Iterable[EnvironmentOutput], out: Path, reports: list[WriteReport]) -> Iterator[Replacement]:
    """Yield the replacements; reports are added as the outputs come, and problems of all are raised at the end."""
    problems: list[Diagnostic] = []
    for one in outputs:
        try:
            report, before = _compare(one, out / one.address, out)
        except Diagnosed as found:
            problems.extend(found.diagnostics)
            continue
        reports.append(report)
        if not (report.is_current or problems):
            yield Replacement(one.address, one.contents, one.digests, before)
    if problems:
        raise Diagnosed(problems)


def _compare(one: EnvironmentOutput, folder: Path, out: Path) -> tuple[WriteReport, dict[str, str]]:
    """Return the changes and the digests of the present generated files; refuse to lose edits or foreign files."""
    _refuse_links(folder, out)
    manifest = _manifest_of(one, folder)
    ours = {} if manifest is None else manifest.files
    accepted = one.accepted.files
    wanted = one.contents
    # Of a lost manifest's files, only those that have the content it listed are ours.
    known = {path for path in accepted if path not in ours and digest_at(folder / path) in accepted[path]}
    tree = look(folder, [*wanted, *ours, *known, GUARD])
    problems = [
        *(write_refusals.in_the_way(folder / path, kind, FileKind.FOLDER) for path, kind in tree.blocked.items()),
        *(
            write_refusals.in_the_way(folder / path, kind, FileKind.FILE)
            for path, kind in tree.ours.items()
            if kind is not FileKind.FILE
        ),
        *(write_refusals.alike(folder / path, other) for path, other in tree.alike.items()),
        *_alike_among(wanted, folder),
    ]
    before = {
        path: digest_of((folder / path).read_bytes())
        for path, kind in tree.ours.items()
        if kind is FileKind.FILE and path != GUARD
    }
    right = {path for path in before if before[path] == one.digests.get(path)}
    for path in before:
        if path == MANIFEST or path in right or before[path] in accepted.get(path, ()):
            continue
        if path not in ours and path not in accepted:
            problems.append(write_refusals.foreign(folder / path))
        elif ours.get(path) != before[path] and not _is_in_conflict(folder / path):
            unix = digest_of((folder / path).read_bytes().replace(b"\r\n", b"\n"))
            refusal = write_refusals.converted if unix == ours.get(path) else write_refusals.edited
            problems.append(refusal(folder / path))
    if problems:
        raise Diagnosed(problems)
    if tree.ours.get(GUARD) is FileKind.FILE and (folder / GUARD).read_bytes() == GUARD_TEXT:
        # Somebody cleared an interrupted render by hand; the guard file must be removed too.
        before[GUARD] = digest_of(GUARD_TEXT)
    report = _report(folder, wanted, before, right)
    if not report.is_current:
        _refuse_mixing(one, manifest, folder)
    return report, before


def _manifest_of(one: EnvironmentOutput, folder: Path) -> Manifest | None:
    """Return the manifest of a folder; None if it is damaged, and this output continues it nonetheless."""
    if one.accepted.manifest is not None and one.accepted.manifest == digest_at(folder / MANIFEST):
        return None
    return read_manifest(folder)


def _is_in_conflict(file: Path) -> bool:
    """Return whether a merge has left its markers in a file, so that nobody means to keep it."""
    return has_markers(file.read_text(encoding="utf-8", errors="replace"))


def _report(folder: Path, wanted: Iterable[str], before: Iterable[str], right: set[str]) -> WriteReport:
    wanted, before = set(wanted), set(before)
    created, changed, removed = wanted - before, (wanted & before) - right, before - wanted
    if (created | changed | removed) - {MANIFEST}:
        # The manifest always changes with the rest and is not listed.
        created, changed = created - {MANIFEST}, changed - {MANIFEST}
    # The paths are the same in many environments, and the reports of all are kept to the end.
    created, changed, removed = ({*map(sys.intern, paths)} for paths in (created, changed, removed))
    return WriteReport(
        folder, tuple(sorted(created)), tuple(sorted(changed)), tuple(sorted(removed)), len(right - {MANIFEST})
    )


def _refuse_links(folder: Path, out: Path) -> None:
    """Refuse a link or a file instead of the environment's folder or its system's: a swap would swap only the link."""
    for place in (folder.parent, folder):
        if place == out:
            continue
        try:
            kind = kind_of(place.lstat().st_mode)
        except (FileNotFoundError, NotADirectoryError):
            return
        if kind is not FileKind.FOLDER:
            raise Diagnosed([write_refusals.in_the_way(place, kind, FileKind.FOLDER)])


def _alike_among(wanted: Iterable[str], folder: Path) -> Iterator[Diagnostic]:
    folded: dict[str, str] = {}
    for path in (*wanted, *folders_of(wanted)):
        other = folded.setdefault(path.casefold(), path)
        if other != path:
            yield write_refusals.alike(folder / path, other)


def _refuse_mixing(one: EnvironmentOutput, manifest: Manifest | None, folder: Path) -> None:
    """Refuse to write files that were rendered for another history than the manifest has now."""
    if manifest is not None and manifest.history is None:
        return
    now = None if manifest is None else manifest.history
    if now not in (one.previous, one.history):
        raise Diagnosed(
            [
                Diagnostic(
                    "write/changed-meanwhile",
                    f"{folder} was rendered by another process meanwhile",
                    "The moves of this render are based on the earlier output. Run it again.",
                    Span.start_of((folder / MANIFEST).as_posix()),
                )
            ]
        )
