"""Git: the commits that revisions name, and the files that differ from one."""

from __future__ import annotations

import subprocess
from pathlib import Path

from hclpress.diagnostics import Diagnosed, Diagnostic

_LIMIT = 120
"""The timeout of a git command, in seconds."""


def changed_since(revision: str, folder: Path) -> frozenset[Path]:
    """Return every file that has changed since the work branched off from a revision.

    Includes files that were changed, added, removed or renamed (under both names), committed or not, and new files that
    git does not ignore.

    Args:
        revision: a revision of git: a branch, a tag or a hash.
        folder: a folder of the repository.

    Returns:
        Absolute paths.

    Raises:
        Diagnosed: when there is no git, no repository, or no such revision in it.
    """
    if not revision.strip("0"):
        # GitLab and GitHub use this name for the commit before the first one.
        return frozenset(Path(_ask(folder, "rev-parse", "--show-toplevel").rstrip("\n")).rglob("*"))
    top = Path(_ask(folder, "rev-parse", "--show-toplevel").rstrip("\n"))
    base = branched_off(revision, folder)
    changed = _ask(top, "diff", "--name-only", "--no-renames", "-z", base, "--")
    new = _ask(top, "ls-files", "--others", "--exclude-standard", "-z")
    return frozenset(top / name for name in (changed + new).split("\0") if name)


def commit_of(revision: str, folder: Path) -> str:
    """Return the id of the commit that a revision names.

    Args:
        revision: a branch, a tag or a hash.
        folder: a folder of the repository.

    Raises:
        Diagnosed: when there is no git, no repository, or no such revision in it.
    """
    _ask(folder, "rev-parse", "--show-toplevel")
    return _ask(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()


def branched_off(revision: str, folder: Path, work: str = "HEAD") -> str:
    """Return the id of the commit at which the work branched off from a revision.

    Args:
        revision: a branch, a tag or a hash.
        folder: a folder of the repository.
        work: the revision with the work.

    Raises:
        Diagnosed: as `commit_of` does, and when the two have no common ancestor here.
    """
    return _ask(folder, "merge-base", commit_of(revision, folder), commit_of(work, folder)).strip()


def _ask(folder: Path, *question: str) -> str:
    try:
        answer = subprocess.run(  # noqa: S603  (no shell, and the user's revision follows --end-of-options)
            ["git", "-C", str(folder), *question],  # noqa: S607  (the user's own git)
            capture_output=True,
            check=False,
            timeout=_LIMIT,
            text=True,
            errors="surrogateescape",
        )
    except FileNotFoundError:
        detail = "hclpress asks git for the environments that a change affects. Install git, or name the environments."
        raise Diagnosed([Diagnostic("git/not-found", "There is no git on the PATH", detail)]) from None
    except subprocess.TimeoutExpired:
        raise Diagnosed([_refusal(f"git {question[0]} did not answer", f"The limit is {_LIMIT} seconds.")]) from None
    if answer.returncode == 0:
        return answer.stdout
    match question[0]:
        case "rev-parse" if "--show-toplevel" in question:
            raise Diagnosed([_refusal(f"{folder} is not in a git repository", answer.stderr.strip())])
        case "rev-parse":
            name = question[-1].removesuffix("^{commit}")
            detail = "Name a branch, a tag or a commit. A shallow clone may not have it: fetch the whole history."
            raise Diagnosed([_refusal(f"git knows no revision {name!r}", detail)])
        case "merge-base":
            detail = "A shallow clone may not reach far enough back: fetch the whole history (`fetch-depth: 0`)."
            raise Diagnosed([_refusal("git finds no common ancestor of the two revisions", detail)])
    raise Diagnosed([_refusal(f"git {question[0]} failed", answer.stderr.strip())])


def _refusal(summary: str, detail: str) -> Diagnostic:
    return Diagnostic("git/refused", summary, detail)
