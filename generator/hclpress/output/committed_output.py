"""The output folder as Git has it: at the applied commit, at HEAD, and in the middle of a merge.

The applied commit is the last one that the work shares with the deploy branch. In the middle of a merge it is the one
that the result will share with it. If there is no such branch, as in a shallow clone, HEAD counts as applied, together
with everything rendered since then.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct

from hclpress.history.manifest import MANIFEST
from hclpress.system.repository import Repository, Staged, TreeEntry
from hclpress.system.repository_stamp import NO_REPOSITORY, repository_stamp

_COMMITS = 200
"""The number of commits that are searched for a revert."""
_VERSIONS = 8
"""The number of earlier versions of one manifest that are compared."""
_ADDRESS = re.compile(rb'^    ("(?:[^"\\]|\\.)*"): \[', re.MULTILINE)
"""The address of a resource in a manifest, found without parsing it."""


class CommittedEnvironment(Struct, frozen=True, dict=True):
    """One environment's output folder in Git.

    Attributes:
        repository: the repository.
        folder: the folder relative to the top of the working tree, with `/`.
        applied: the tree of the folder at the applied commit; None if it is not there.
        head: the same at HEAD.
        earlier: ids of earlier versions of the manifest at the applied commit, the newest first.
        is_deployed: whether the work since then may be applied too.
        is_between: whether a merge, rebase, cherry-pick or revert is unfinished.
        is_chosen: whether somebody has named the applied commit, so that nothing else may be applied.
        output: the output folder, which reads the index of Git once.
    """

    repository: Repository
    folder: str
    applied: str | None
    head: str | None
    earlier: tuple[str, ...]
    is_deployed: bool
    is_between: bool
    is_chosen: bool
    output: CommittedOutput

    def applied_file(self, path: str) -> bytes | None:
        """Return the content of a file at the applied commit."""
        return _file(self.repository, self.applied, path)

    def head_file(self, path: str) -> bytes | None:
        """Return the content of a file at HEAD."""
        return _file(self.repository, self.head, path)

    def staged(self, path: str) -> tuple[Staged, ...]:
        """Return the entries of the index for a file."""
        return self.output.index.get(f"{self.folder}/{path}", ())

    def staged_file(self, path: str, stage: int) -> bytes | None:
        """Return the content of a file at a stage of the index."""
        found = next((one for one in self.staged(path) if one.stage == stage), None)
        return None if found is None else self.repository.object(found.id)

    def is_merge_result(self, path: str, content: bytes) -> bool:
        """Return whether a file is what a merge has left there: its result, or a conflict."""
        entries = self.staged(path)
        return any(one.stage > 0 or one.id == _id_of(content, len(one.id)) for one in entries)

    def has_applied_manifest(self) -> bool:
        """Return whether the manifest is there at the applied commit, readable or not."""
        if self.applied is None:
            return False
        entries = self.repository.tree(self.applied)
        return entries is None or MANIFEST in entries

    def dropped_manifest(self) -> bytes | None:
        """Return the last manifest of a folder that has none at the applied commit any more."""
        return self.repository.object(self.earlier[0]) if self.earlier and not self.has_applied_manifest() else None

    def earlier_manifests(self) -> tuple[bytes, ...]:
        """Return earlier versions of the manifest, if addresses were lost in one of them; the newest first."""
        newest = self.applied_file(MANIFEST)
        if newest is None or not self.earlier:
            return ()
        found = []
        is_worth_it = False
        known = set(_ADDRESS.findall(newest))
        for one in self.earlier:
            content = self.repository.object(one)
            if content is None:
                break
            addresses = set(_ADDRESS.findall(content))
            is_worth_it = is_worth_it or not addresses <= known
            known = addresses
            found.append(content)
        return tuple(found) if is_worth_it else ()


class CommittedOutput:
    """An output folder in Git. Git is asked only when something needs an answer."""

    def __init__(self, out: Path, branch: str, since: str | None = None) -> None:
        """Name the folder; nothing is read yet.

        Args:
            out: the output folder.
            branch: the deploy branch.
            since: the id of the commit that counts as applied; None for the last one that is shared with the branch.
        """
        self._out, self._branch, self._since = out, branch, since

    def environment(self, address: str) -> CommittedEnvironment | None:
        """Return the folder of an environment; None without a repository or commit, or if objects are missing."""
        repository, position = self._repository, self._position
        if repository is None or position is None or self._folder is None:
            return None
        folder = "/".join(filter(None, (self._folder, address)))
        try:
            applied, head = (self._tree(commit, folder) for commit in (position.applied, position.head))
        except LookupError:
            return None
        return CommittedEnvironment(
            repository,
            folder,
            applied,
            head,
            self._earlier.get(f"{folder}/{MANIFEST}", ())[:_VERSIONS],
            position.is_deployed,
            position.is_between,
            self._since is not None,
            self,
        )

    def has_same_output(self, address: str) -> bool:
        """Return whether the manifest in the folder of an environment is the one at the applied commit."""
        one = self.environment(address)
        applied = None if one is None else one.applied_file(MANIFEST)
        try:
            return applied is not None and applied == (self._out / address / MANIFEST).read_bytes()
        except OSError:
            return False

    def at(self, commit: str) -> CommittedOutput:
        """Return the same folder with another commit that counts as applied."""
        other = CommittedOutput(self._out, self._branch, commit)
        other._repository, other._folder = self._repository, self._folder
        return other

    def commits(self, most: int) -> tuple[str, ...]:
        """Return HEAD and its first parents that change the folder, the newest first; none without a repository."""
        head = None if self._repository is None else self._repository.commit("HEAD")
        if self._repository is None or head is None or self._folder is None:
            return ()
        return self._repository.commits(head, self._folder or ".", most)

    def addresses(self) -> tuple[str, ...]:
        """Return the environments whose manifest the applied commit has, in order; none without a repository."""
        if self._repository is None or self._position is None or self._folder is None:
            return ()
        try:
            top = (
                self._tree(self._position.applied, self._folder)
                if self._folder
                else self._tree_of(self._position.applied)
            )
            systems = {} if top is None else self._entries(top)
            return tuple(
                f"{system}/{label}"
                for system, entry in sorted(systems.items())
                if entry.is_tree
                for label, below in sorted(self._entries(entry.id).items())
                if below.is_tree and MANIFEST in self._entries(below.id)
            )
        except LookupError:
            return ()

    def key(self, address: str) -> str:
        """Return a text that changes whenever Git has another answer about an environment; empty without one."""
        one = self.environment(address)
        if one is None:
            return ""
        facts = (one.applied, one.head is not None, one.earlier, one.is_deployed, one.is_between)
        return hashlib.sha256(repr(facts).encode()).hexdigest()

    @cached_property
    def index(self) -> Mapping[str, tuple[Staged, ...]]:
        """The entries of the index below the output folder, by path relative to the top."""
        if self._repository is None or self._folder is None:
            return {}
        return self._repository.staged(self._folder or ".")

    @cached_property
    def _repository(self) -> Repository | None:
        # Most folders without a repository are told apart without git.
        is_none = repository_stamp(self._out, self._branch) == NO_REPOSITORY
        return None if is_none else Repository.around(self._out)

    @cached_property
    def _folder(self) -> str | None:
        """The output folder relative to the top; None if it is not below it."""
        if self._repository is None:
            return None
        place = Path(os.path.realpath(self._out))
        top = Path(os.path.realpath(self._repository.top))
        if not place.is_relative_to(top):
            return None
        relative = place.relative_to(top).as_posix()
        return "" if relative == "." else relative

    @cached_property
    def _position(self) -> _Position | None:
        git = self._repository
        head = None if git is None else git.commit("HEAD")
        if git is None or head is None:
            return None
        if self._since is not None:
            return _Position(head, self._since, is_deployed=False, is_between=git.is_between())
        is_between, heads = git.is_between(), git.merged_heads()
        for name in (f"refs/remotes/origin/{self._branch}", f"refs/heads/{self._branch}"):
            deployed = git.commit(name)
            applied = None if deployed is None else git.merge_base(deployed, head, *heads)
            if applied is not None:
                is_deployed = git.branch() == f"refs/heads/{self._branch}" and not is_between
                return _Position(head, applied, is_deployed, is_between)
        return _Position(head, head, is_deployed=not is_between, is_between=is_between)

    @cached_property
    def _earlier(self) -> Mapping[str, tuple[str, ...]]:
        if self._repository is None or self._position is None:
            return {}
        pattern = "/".join(filter(None, (_literal(self._folder or ""), "*/*", MANIFEST)))
        return self._repository.versions(self._position.applied, pattern, _COMMITS)

    def _tree(self, commit: str, folder: str) -> str | None:
        """Return the tree of a folder; None if the commit has no such folder.

        Raises:
            LookupError: when the repository lacks it.
        """
        tree: str | None = self._tree_of(commit)
        for part in folder.split("/"):
            entry = None if tree is None else self._entries(tree).get(part)
            tree = entry.id if entry is not None and entry.is_tree else None
        return tree

    def _tree_of(self, commit: str) -> str:
        if commit not in self._trees:
            found = None if self._repository is None else self._repository.tree_of(commit)
            if found is None:
                raise LookupError(commit)
            self._trees[commit] = found
        return self._trees[commit]

    def _entries(self, tree: str) -> Mapping[str, TreeEntry]:
        if tree not in self._read:
            found = None if self._repository is None else self._repository.tree(tree)
            if found is None:
                raise LookupError(tree)
            self._read[tree] = found
        return self._read[tree]

    @cached_property
    def _trees(self) -> dict[str, str]:
        return {}

    @cached_property
    def _read(self) -> dict[str, Mapping[str, TreeEntry]]:
        return {}


class _Position(Struct, frozen=True):
    """The position of the work: HEAD, the applied commit, and whether more than that may be applied."""

    head: str
    applied: str
    is_deployed: bool
    is_between: bool


def _file(repository: Repository, tree: str | None, path: str) -> bytes | None:
    entry: TreeEntry | None = None
    for part in path.split("/"):
        if tree is None:
            return None
        entry = (repository.tree(tree) or {}).get(part)
        tree = entry.id if entry is not None and entry.is_tree else None
    return None if entry is None or entry.is_tree else repository.object(entry.id)


def _id_of(content: bytes, length: int) -> str:
    """Return the id of a file's object in a repository whose ids have this length."""
    made = hashlib.sha1(usedforsecurity=False) if length == 40 else hashlib.sha256()
    made.update(b"blob %d\0" % len(content) + content)
    return made.hexdigest()


def _literal(folder: str) -> str:
    """Return a folder as a pattern of Git that matches it alone."""
    return re.sub(r"([*?\[\]\\])", r"\\\1", folder)
