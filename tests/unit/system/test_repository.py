"""Git is asked through plumbing commands, and every failure is an answer of None."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from hclpress.system.repository import Repository
from hclpress.system.repository_stamp import NO_REPOSITORY, repository_stamp

PERSON = {f"GIT_{role}_{part}": "t@example.org" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}


def git(top: Path, *words: str) -> str:
    done = subprocess.run(
        ["git", *words], cwd=top, env={**os.environ, **PERSON}, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A repository with one commit."""
    made = tmp_path / "top"
    (made / "out/a b").mkdir(parents=True)
    (made / "out/a b/ä\n.tf").write_text("x")
    (made / "out/run.sh").write_text("#!/bin/sh\n")
    (made / "out/run.sh").chmod(0o755)
    git(made, "init", "-q", "-b", "main")
    git(made, "add", "-A")
    git(made, "commit", "-q", "-m", "first")
    return made


def test_files_are_read_through_trees(top: Path) -> None:
    repository = Repository.around(top / "out" / "not there" / "yet")
    assert repository is not None
    commit = repository.commit("HEAD")
    assert commit is not None
    tree = repository.tree_of(commit)
    assert tree is not None
    top_entries = repository.tree(tree)
    assert top_entries is not None
    assert top_entries["out"].is_tree
    entries = repository.tree(top_entries["out"].id)
    assert entries is not None
    assert set(entries) == {"a b", "run.sh"}
    inner = repository.tree(entries["a b"].id)
    assert inner is not None
    assert repository.object(inner["ä\n.tf"].id) == b"x"


def test_what_is_not_there_is_none(top: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    repository = Repository.around(top)
    assert repository is not None
    assert repository.commit("--help") is None
    assert repository.commit("nowhere") is None
    assert repository.object("0" * 40) is None
    assert repository.tree("0" * 40) is None
    assert repository.object("HEAD:out\nHEAD") is None
    assert repository.merge_base("0" * 40, "HEAD") is None
    assert repository.staged("nowhere") == {}
    assert repository.versions("0" * 40, "*", 3) == {}
    assert Repository.around(tmp_path) is None
    monkeypatch.setenv("PATH", "/nonexistent")
    assert Repository.around(top) is None
    assert Repository(top, top / ".git").object("0" * 40) is None


def test_variables_of_a_hook_lead_nowhere_else(top: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", "/nonexistent")
    repository = Repository.around(top / "out")
    assert repository is not None
    assert repository.top == top
    assert len(repository.staged("out")) == 2


def test_earlier_versions_are_those_of_the_first_parents(top: Path) -> None:
    file = top / "out/run.sh"
    ids = [git(top, "rev-parse", "HEAD:out/run.sh")]
    for text in ("one", "two"):
        file.write_text(text)
        git(top, "commit", "-qam", text)
        ids.insert(0, git(top, "rev-parse", "HEAD:out/run.sh"))
    repository = Repository.around(top)
    assert repository is not None
    commit = repository.commit("HEAD")
    assert commit is not None
    assert repository.versions(commit, "out/*", 10) == {"out/run.sh": tuple(ids[1:])}
    assert repository.versions(commit, "out/*", 1) == {"out/run.sh": tuple(ids[1:2])}


def test_the_stamp_follows_commits_branches_and_nothing_else(top: Path, tmp_path: Path) -> None:
    assert repository_stamp(tmp_path / "elsewhere", "main") == NO_REPOSITORY
    stamps = [repository_stamp(top / "out", "main")]
    (top / "out/new").write_text("not committed")
    assert repository_stamp(top / "out", "main") == stamps[0]
    for words in (
        ("commit", "-q", "--allow-empty", "-m", "second"),
        ("switch", "-q", "-c", "feature"),
        ("update-ref", "refs/remotes/origin/main", "HEAD"),
        ("pack-refs", "--all"),
        ("update-ref", "refs/heads/main", "HEAD~1"),
        ("switch", "-q", "--detach"),
    ):
        git(top, *words)
        stamps.append(repository_stamp(top / "out", "main"))
    assert len(set(stamps)) == len(stamps)
    assert None not in stamps
    git(top, "worktree", "add", "-q", str(tmp_path / "second"), "main")
    assert repository_stamp(tmp_path / "second", "main") not in {None, NO_REPOSITORY, *stamps}
    (top / ".git/MERGE_HEAD").write_text("x")
    assert repository_stamp(top, "main") is None
