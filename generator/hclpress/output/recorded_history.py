"""The history of an environment, recorded in its output folder and in Git."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import partial
from pathlib import Path, PurePosixPath

from msgspec import Struct, structs

from hclpress.cache.cached_hcl import accept_and_read
from hclpress.diagnostics import Diagnosed, Diagnostic, Severity, Span, shown
from hclpress.history.applied import Applied, lost_moves, vanished
from hclpress.history.baseline import Baseline
from hclpress.history.history import EMPTY, History
from hclpress.history.identity import Identity
from hclpress.history.manifest import MANIFEST, Manifest, NotAManifest, digest_of
from hclpress.history.merging import has_markers, sides_of, united_manifests
from hclpress.history.resources import resources_of
from hclpress.model.parsed_stack import PlacedBlock
from hclpress.output.committed_output import CommittedEnvironment, CommittedOutput
from hclpress.output.environment_output import NOTHING, Accepted
from hclpress.output.file_operations import digest_at
from hclpress.output.lock import locked
from hclpress.output.manifest_file import read_manifest
from hclpress.output.transaction import finish, replace_file
from hclpress.output.write_refusals import refused, refused_to_read


class Recorded(Struct, frozen=True):
    """The record of earlier renders of an environment.

    Attributes:
        baseline: the baseline of the next render; None if nothing is known of an earlier one.
        previous: the history in the manifest of the folder; None if there is none, or it is damaged.
        accepted: what the next render may replace, though no manifest in the folder lists it.
        manifest: the manifest of the last render: that in the folder, or what it must have been.
    """

    baseline: Baseline | None
    previous: History | None
    accepted: Accepted = NOTHING
    manifest: Manifest | None = None


def read_recorded(out: Path, address: str, committed: CommittedOutput | None = None) -> Recorded:
    """Return the record of an environment: in the manifest of its folder, and in Git.

    Args:
        out: the output folder.
        address: the environment.
        committed: the output folder in Git; by default Git is not asked.

    Raises:
        Diagnosed: when the manifest is damaged and nothing can replace it, and when it cannot be read.
    """
    folder = out / address
    try:
        return _Record(folder, None if committed is None else committed.environment(address)).read()
    except OSError as error:
        raise Diagnosed([refused_to_read(folder, error)]) from error


class _Record:
    """One reading of an environment's record."""

    def __init__(self, folder: Path, git: CommittedEnvironment | None) -> None:
        self._folder, self._git = folder, git
        self._notes: list[Diagnostic] = []
        self._sides: tuple[Manifest, ...] = ()

    def read(self) -> Recorded:
        manifest, damaged, problem = self._lying()
        previous = None if manifest is None else _history_of(manifest, self._content)
        lying = manifest
        head, is_merged = self._manifest_at(self._git.head_file if self._git else None), False
        if problem is not None:
            lying, is_merged = self._repaired(problem, head)
        elif manifest is None and head is not None:
            lying = head
            self._note("state/taken-from-git", "The manifest is gone", "hclpress has taken the history from HEAD.")
        elif manifest is not None and head is not None and self._is_emptied(manifest, head):
            lying = Manifest(manifest.files, structs.replace(manifest.history or EMPTY, resources=_resources(head)))
            detail = "The files in it are those of HEAD, and its resources are not. hclpress has taken those of HEAD."
            self._note("state/taken-from-git", "The manifest has lost resources", detail)
        applied, source = self._applied(is_merged=is_merged)
        if lying is None and source is not None:
            lying = source
            detail = "hclpress has taken the history from the applied commit."
            self._note("state/taken-from-git", "The manifest is gone", detail)
        if lying is None:
            self._say_that_nothing_is_known()
            notes = tuple(self._notes)
            return Recorded(None if not notes else Baseline(EMPTY, {}, self._content, notes=notes), previous)
        accepted = Accepted(damaged, self._accepted(lying, head, is_lost=lying is not manifest))
        history = _history_of(lying, self._content)
        files, content = (lying.files, self._content) if source is None else (source.files, self._applied_content)
        return Recorded(Baseline(history, files, content, applied, tuple(self._notes)), previous, accepted, lying)

    def _lying(self) -> tuple[Manifest | None, str | None, Diagnosed | None]:
        """Return the manifest in the folder; if it is damaged, its digest and the problem."""
        try:
            return read_manifest(self._folder), None, None
        except Diagnosed as found:
            if found.diagnostics[0].code != "write/bad-manifest":
                raise
            return None, digest_at(self._folder / MANIFEST), found

    def _repaired(self, problem: Diagnosed, head: Manifest | None) -> tuple[Manifest | None, bool]:
        """Return what a damaged manifest is to be, and whether it is that of a merge.

        Raises:
            Diagnosed: the problem, if nothing is known.
        """
        git, text = self._git, (self._folder / MANIFEST).read_bytes().decode(errors="replace")
        ours, theirs, ancestor = None, None, None
        if git is not None and any(one.stage for one in git.staged(MANIFEST)):
            ancestor, ours, theirs = (_decoded(git.staged_file(MANIFEST, stage)) for stage in (1, 2, 3))
        elif has_markers(text):
            ours, theirs = sides_of(text)
        merged = united_manifests(ours, theirs, ancestor)
        if merged is not None:
            sides = (united_manifests(ours, None), united_manifests(theirs, None))
            self._sides = tuple(one for one in sides if one is not None)
            self._note_merge(merged)
            return merged, True
        if head is not None:
            self._note("state/taken-from-git", "The manifest is damaged", "hclpress has taken the history from HEAD.")
            return head, False
        raise problem

    def _note_merge(self, merged: Manifest) -> None:
        moves = merged.history.moves if merged.history else ()
        both = [frozenset(side.history.moves) for side in self._sides if side.history is not None]
        of_one = [move for move in moves if not all(move in side for side in both)]
        told = f" It keeps the moves of both sides: {', '.join(map(str, of_one))}." if of_one else ""
        self._note(
            "state/merged",
            "The manifest of both sides of a merge is one again",
            f"hclpress has resolved what is generated here.{told} Resolve the specs, render, and then run "
            f"`git add {shown(self._folder)}`.",
        )

    def _is_emptied(self, manifest: Manifest, head: Manifest) -> bool:
        return (
            manifest.history is not None
            and manifest.files == head.files
            and head.history is not None
            and not head.history.resources.keys() <= manifest.history.resources.keys()
        )

    def _applied(self, *, is_merged: bool) -> tuple[Applied | None, Manifest | None]:
        """Return the applied history, and its manifest; None if the folder says what is applied."""
        git = self._git
        if git is None:
            return None, None
        manifest, is_deployed = self._manifest_at(git.applied_file), git.is_deployed and not is_merged
        dropped = git.dropped_manifest()
        if dropped is not None:
            # Deleting the output deletes no resources.
            manifest = _parsed(dropped)
        if manifest is None:
            # An environment of this branch alone is not applied. One that Git does not know may be.
            is_of_this_branch = git.head_file(MANIFEST) is not None and not (
                git.is_deployed or git.has_applied_manifest() or git.earlier
            )
            is_new = is_of_this_branch or (git.is_chosen and not git.has_applied_manifest())
            return (Applied(EMPTY), Manifest({}, EMPTY)) if is_new else (None, None)
        try:
            history = _history_of(manifest, git.applied_file)
        except (Diagnosed, UnicodeDecodeError):
            return None, None
        if dropped is not None:
            return Applied(history, is_deployed), manifest
        versions = [history]
        for content in git.earlier_manifests():
            older = _parsed(content)
            if older is None or older.history is None:
                break
            versions.append(older.history)
        gone = vanished(*versions[:2]) if len(versions) > 1 else {}
        return Applied(history, is_deployed, lost_moves(versions), gone), manifest

    def _manifest_at(self, read: Callable[[str], bytes | None] | None) -> Manifest | None:
        content = None if read is None else read(MANIFEST)
        return None if content is None else _parsed(content)

    def _accepted(self, lying: Manifest, head: Manifest | None, *, is_lost: bool) -> dict[str, frozenset[str]]:
        git = self._git
        if git is None or not (is_lost or git.is_between):
            return {}
        found: dict[str, set[str]] = {}
        sides = self._sides
        if git.is_between and not sides:
            # Somebody has chosen one side of the manifest, and the files may be of either.
            staged = (_parsed(git.staged_file(MANIFEST, stage) or b"") for stage in (2, 3))
            sides = tuple(one for one in staged if one is not None)
        for manifest in (lying, *([head] if head is not None else ()), *sides):
            for path, digest in manifest.files.items():
                found.setdefault(path, set()).add(digest)
        for path in found if git.is_between or sides else ():
            content = self._content(path)
            if content is not None and git.is_merge_result(path, content):
                found[path].add(digest_of(content))
        return {path: frozenset(digests) for path, digests in found.items()}

    def _content(self, name: str) -> bytes | None:
        return _content_at(self._folder, name)

    def _applied_content(self, name: str) -> bytes | None:
        return None if self._git is None else self._git.applied_file(name)

    def _say_that_nothing_is_known(self) -> None:
        """Say so where something was applied perhaps: Terraform has left its files there."""
        names = ("terraform.tfstate", ".terraform", ".terraform.lock.hcl")
        if any((self._folder / name).exists() for name in names):
            self._note(
                "state/nothing-known",
                "There is no manifest, and Git has none",
                "Terraform has worked in this folder. What it has created is not known, so that a resource with "
                "another address now would be destroyed without an error. Read the plan, or bring back the manifest.",
            )

    def _note(self, code: str, summary: str, detail: str) -> None:
        place = (self._folder / MANIFEST).as_posix()
        summary = f"{shown(self._folder)}: {summary[0].lower()}{summary[1:]}"
        self._notes.append(Diagnostic(code, summary, detail, Span.start_of(place), Severity.WARNING))


def _content_at(folder: Path, name: str) -> bytes | None:
    with suppress(OSError):
        return (folder / name).read_bytes()
    return None


def _parsed(content: bytes) -> Manifest | None:
    text = content.decode(errors="replace")
    if has_markers(text):
        return united_manifests(*sides_of(text))
    try:
        return Manifest.from_text(text)
    except NotAManifest:
        return None


def _decoded(content: bytes | None) -> str | None:
    return None if content is None else content.decode(errors="replace")


def _resources(manifest: Manifest) -> Mapping[str, Identity]:
    return {} if manifest.history is None else manifest.history.resources


def _history_of(manifest: Manifest, content: Callable[[str], bytes | None]) -> History:
    return _read_from_files(manifest, content) if manifest.history is None else manifest.history


def change_history(
    out: Path, address: str, change: Callable[[History], History], committed: CommittedOutput | None = None
) -> bool:
    """Change the recorded history of an environment, in one step and while nobody else writes. Its files stay the same.

    Args:
        out: the output folder.
        address: the environment.
        change: a function from the recorded history to the new one.
        committed: the output folder in Git, which has a manifest that is lost; by default Git is not asked.

    Returns:
        False when there is no manifest.

    Raises:
        Diagnosed: any error of `change`, and when the manifest cannot be read or written. Then nothing has changed.
    """
    folder = out / address
    if not out.is_dir() and (committed is None or read_recorded(out, address, committed).manifest is None):
        return False
    try:
        out.mkdir(parents=True, exist_ok=True)
        with locked(out, alone=True):
            finish(out)
            manifest = read_recorded(out, address, committed).manifest
            if manifest is None:
                return False
            history = change(_history_of(manifest, partial(_content_at, folder)))
            folder.mkdir(parents=True, exist_ok=True)
            replace_file(out, folder / MANIFEST, Manifest(manifest.files, history).to_text().encode())
    except OSError as error:
        raise Diagnosed([refused(out, error)]) from error
    return True


def _read_from_files(manifest: Manifest, content: Callable[[str], bytes | None]) -> History:
    modules: dict[str | None, tuple[PlacedBlock, ...]] = {}
    for name, digest in sorted(manifest.files.items()):
        path = PurePosixPath(name)
        found = content(name) if path.suffix == ".tf" else None
        if found is not None and digest_of(found) == digest:
            instance = path.parts[1] if path.parts[0] == "modules" else None
            blocks = accept_and_read(found.decode(), name).blocks
            modules[instance] = (*modules.get(instance, ()), *(PlacedBlock(one, path, instance) for one in blocks))
    return History(resources_of(modules))
