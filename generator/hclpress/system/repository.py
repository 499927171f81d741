"""A Git repository, read through plumbing commands: commits, refs, trees and files.

Nothing here writes to a repository or runs a hook, a filter or another program that its settings name. Every failure,
such as a missing git, is an answer of None: the callers work without a repository too.
"""

from __future__ import annotations

import os
import subprocess
import weakref
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import IO

from msgspec import Struct

_LIMIT = 60
"""The timeout of a git command, in seconds."""
_SETTINGS = (
    *("-c", "core.hooksPath=/dev/null"),
    *("-c", "core.fsmonitor=false"),
    *("-c", "log.showSignature=false"),
    *("-c", "log.showRoot=false"),  # The first commit changes no file, and adds all: a fleet has half a million.
    *("-c", "core.quotePath=false"),
    *("-c", "protocol.allow=never"),  # A partial clone would fetch what it lacks.
)
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR")
"""Variables that git sets for its hooks. They would lead to another repository than the folder's."""
_TREE = b"40000"


class TreeEntry(Struct, frozen=True):
    """An entry of a tree.

    Attributes:
        id: the id of its object.
        is_tree: whether it is a folder.
    """

    id: str
    is_tree: bool


class Staged(Struct, frozen=True):
    """An entry of the index.

    Attributes:
        stage: 0; for a file whose merge is not finished 1, 2 or 3: the common ancestor, ours, theirs.
        id: the id of its object.
    """

    stage: int
    id: str


class Repository:
    """The repository around a folder. Made by `around`.

    Attributes:
        top: the top of its working tree.
        folder: the folder of git's own files.
    """

    def __init__(self, top: Path, folder: Path) -> None:
        self.top, self.folder = top, folder
        self._objects: _Objects | None = None

    @classmethod
    def around(cls, folder: Path) -> Repository | None:
        """Return the repository that a folder belongs to; None if there is none, or no git."""
        while not folder.is_dir():
            if folder == folder.parent:
                return None
            folder = folder.parent
        answer = _answer(folder, "rev-parse", "--show-toplevel", "--absolute-git-dir")
        lines = [] if answer is None else answer.decode(errors="surrogateescape").splitlines()
        return cls(Path(lines[0]), Path(lines[1])) if len(lines) == 2 else None

    def commit(self, revision: str) -> str | None:
        """Return the id of the commit that a revision names."""
        answer = self._answer("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
        return None if answer is None else answer.decode().strip()

    def branch(self) -> str | None:
        """Return the full name of the present branch; None if there is none."""
        answer = self._answer("symbolic-ref", "--quiet", "HEAD")
        return None if answer is None else answer.decode(errors="surrogateescape").strip()

    def merge_base(self, commit: str, *others: str) -> str | None:
        """Return the best common ancestor of a commit and a merge of the others."""
        answer = self._answer("merge-base", commit, *others)
        return None if answer is None else answer.decode().strip()

    def merged_heads(self) -> tuple[str, ...]:
        """Return the commits that an unfinished merge brings in."""
        with suppress(OSError, UnicodeDecodeError):
            return tuple((self.folder / "MERGE_HEAD").read_text("ascii").split())
        return ()

    def is_between(self) -> bool:
        """Return whether a merge, rebase, cherry-pick or revert is unfinished."""
        names = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD", "rebase-merge", "rebase-apply")
        return any((self.folder / name).exists() for name in names)

    def tree_of(self, commit: str) -> str | None:
        """Return the id of a commit's tree."""
        content = self.object(commit)
        if content is None or not content.startswith(b"tree "):
            return None
        return content.partition(b"\n")[0][len(b"tree ") :].decode()

    def tree(self, tree: str) -> Mapping[str, TreeEntry] | None:
        """Return the entries of a tree by name; None if it cannot be read."""
        content, found, start = self.object(tree), dict[str, TreeEntry](), 0
        size = len(tree) // 2
        if content is None:
            return None
        while start < len(content):
            end = content.find(b"\0", start)
            if end < 0:
                return None
            mode, _, name = content[start:end].partition(b" ")
            start = end + 1 + size
            entry = TreeEntry(content[end + 1 : start].hex(), mode == _TREE)
            found[name.decode(errors="surrogateescape")] = entry
        return found

    def object(self, name: str) -> bytes | None:
        """Return the content of an object by its id."""
        if self._objects is None:
            self._objects = _Objects(self.top)
        return self._objects.content(name)

    def versions(self, commit: str, paths: str, most: int) -> Mapping[str, tuple[str, ...]]:
        """Return earlier versions of files, as the first parents of a commit have them.

        Args:
            commit: the id of the commit.
            paths: a pattern of paths, relative to the top.
            most: the number of commits to go back.

        Returns:
            By path, the ids of the content before each change, the newest first.
        """
        oldest = self._answer("rev-list", "--first-parent", f"--skip={most}", "--max-count=1", commit)
        since = [] if not oldest else [f"^{oldest.decode().strip()}"]
        raw = self._answer(
            *("log", "--first-parent", "-m", "--raw", "--no-abbrev", "--no-renames", "--no-ext-diff", "--no-textconv"),
            *("--format=", "-z", commit, *since, "--", f":(top,glob){paths}"),
        )
        found: dict[str, tuple[str, ...]] = {}
        words = (raw or b"").split(b"\0")
        for position, word in enumerate(words[:-1]):
            fields = word.strip().split(b" ")
            if word.lstrip().startswith(b":") and len(fields) == 5 and fields[2].strip(b"0"):
                path = words[position + 1].decode(errors="surrogateescape")
                found[path] = (*found.get(path, ()), fields[2].decode())
        return found

    def commits(self, commit: str, folder: str, most: int) -> tuple[str, ...]:
        """Return the commit and its first parents that change a folder, relative to the top; the newest first."""
        answer = self._answer(
            "rev-list", "--first-parent", f"--max-count={most}", commit, "--", f":(top,literal){folder}"
        )
        return () if answer is None else tuple(answer.decode().split())

    def staged(self, folder: str) -> Mapping[str, tuple[Staged, ...]]:
        """Return the entries of the index below a folder, relative to the top, by path relative to the top."""
        answer = self._answer("ls-files", "--stage", "-z", "--", f":(top,literal){folder}")
        found: dict[str, tuple[Staged, ...]] = {}
        for line in (answer or b"").split(b"\0"):
            about, _, name = line.partition(b"\t")
            fields = about.split(b" ")
            if len(fields) == 3:
                path = name.decode(errors="surrogateescape")
                found[path] = (*found.get(path, ()), Staged(int(fields[2]), fields[1].decode()))
        return found

    def _answer(self, *question: str) -> bytes | None:
        return _answer(self.top, *question)


def _answer(folder: Path, *question: str) -> bytes | None:
    try:
        answer = subprocess.run(  # noqa: S603  (no shell; revisions are ids or follow --end-of-options)
            _command(folder, *question),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_LIMIT,
            env=_environment(),
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return answer.stdout if answer.returncode == 0 else None


def _command(folder: Path, *question: str) -> list[str]:
    return ["git", "--no-pager", *_SETTINGS, "-C", str(folder), *question]


def _environment() -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    return kept | {"GIT_OPTIONAL_LOCKS": "0", "GIT_TERMINAL_PROMPT": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}


class _Objects:
    """One process that answers with the content of objects, as long as it lives."""

    def __init__(self, folder: Path) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        with suppress(OSError):
            self._process = subprocess.Popen(  # noqa: S603  (no shell)
                _command(folder, "cat-file", "--batch"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(),
            )
        if self._process is not None:
            weakref.finalize(self, _end, self._process)

    def content(self, name: str) -> bytes | None:
        process = self._process
        if process is None or process.stdin is None or process.stdout is None or not name.isalnum():
            return None
        try:
            process.stdin.write(f"{name}\n".encode())
            process.stdin.flush()
            return _read(process.stdout)
        except (OSError, ValueError):
            self._process = None
            return None


def _read(stream: IO[bytes]) -> bytes | None:
    """Read one answer: a line with the size of the object, and its content."""
    fields = stream.readline().split()
    if len(fields) != 3:
        if fields[1:] == [b"missing"] or fields[1:] == [b"ambiguous"]:
            return None
        raise ValueError("git has ended")
    content = stream.read(int(fields[2]) + 1)
    return content[:-1]


def _end(process: subprocess.Popen[bytes]) -> None:
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with suppress(OSError):
                stream.close()
    with suppress(OSError, subprocess.SubprocessError):
        process.wait(_LIMIT)
