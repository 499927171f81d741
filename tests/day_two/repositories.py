"""Projects in real Git repositories: people who branch, merge, revert and lose files, and what a render makes of it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

from msgspec import Struct
from typer.testing import CliRunner

from hclpress.cli import app
from hclpress.history.history import History
from hclpress.history.manifest import MANIFEST, Manifest

HEAD = """\
project: shop
suffix: t1
owner: me
region: us-east-1
account_id: "123456789012"
posture: sandbox
modules:
"""
STOCK = """\
  stock:
    module: dynamodb
    tables:
      orders: {hash_key: id}
"""
FILES = """\
  files:
    module: s3
    buckets:
      photos: {}
"""
KEYS = """\
  keys:
    module: kms
    keys:
      data: {description: For data}
"""
CONFIG = """\
  config:
    module: ssm
    parameters:
      flag: {value: "on"}
"""
SPEC = f"{HEAD}{STOCK}{FILES}{KEYS}{CONFIG}"
PERSON = {
    "GIT_AUTHOR_NAME": "tests",
    "GIT_AUTHOR_EMAIL": "tests@example.org",
    "GIT_COMMITTER_NAME": "tests",
    "GIT_COMMITTER_EMAIL": "tests@example.org",
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_SYSTEM": "/dev/null",
    "GIT_EDITOR": "true",
}


class Told(Struct, frozen=True):
    """The answer of a command.

    Attributes:
        code: its exit code.
        diagnostics: the codes of everything it said.
        text: the whole report.
    """

    code: int
    diagnostics: tuple[str, ...]
    text: str


class Repository(Struct, frozen=True):
    """A project in a repository whose deploy branch is `main`.

    Attributes:
        top: the top of the repository.
        project: the folder of the project in it.
        out: the output folder.
    """

    top: Path
    project: Path
    out: Path

    @classmethod
    def new(cls, top: Path, below: str = "", spec: str = SPEC, out: Path | None = None) -> Repository:
        """Make it, render the spec, and commit both."""
        project = top / below if below else top
        project.mkdir(parents=True, exist_ok=True)
        made = cls(top, project, out or project / "out")
        made.git("init", "-q", "-b", "main")
        made.write(spec)
        assert made.render().code == 0
        made.commit("first")
        return made

    @property
    def spec(self) -> Path:
        return self.project / "environments/shop/dev.yaml"

    @property
    def folder(self) -> Path:
        """The output of the one environment."""
        return self.out / "shop/dev"

    @property
    def manifest(self) -> Path:
        return self.folder / MANIFEST

    @property
    def history(self) -> History:
        history = Manifest.from_text(self.manifest.read_text()).history
        assert history is not None
        return history

    @property
    def moves(self) -> set[tuple[str, str]]:
        """The moves of `moved.tf`, which must be those of the manifest."""
        file = self.folder / "moved.tf"
        lines = (
            [line.split(" = ")[1].strip() for line in file.read_text().splitlines() if " = " in line]
            if file.exists()
            else []
        )
        found = set(zip(lines[::2], lines[1::2], strict=True))
        assert found == {(one.source, one.target) for one in self.history.moves}
        return found

    def write(self, spec: str) -> None:
        self.spec.parent.mkdir(parents=True, exist_ok=True)
        self.spec.write_text(spec)

    def change(self, old: str, new: str) -> None:
        """Replace a piece of the spec, which must be there once."""
        text = self.spec.read_text()
        assert text.count(old) == 1, (old, text)
        self.spec.write_text(text.replace(old, new))

    def rename(self, old: str, new: str) -> None:
        """Rename an instance."""
        self.change(f"  {old}:\n    module", f"  {new}:\n    module")

    def git(self, *words: str, fails: bool = False) -> str:
        done = subprocess.run(
            ["git", *words], cwd=self.top, env={**os.environ, **PERSON}, capture_output=True, text=True, check=False
        )
        assert (done.returncode != 0) == fails, (words, done.stdout, done.stderr)
        return done.stdout

    def commit(self, message: str) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)

    def run(self, *words: str) -> Told:
        here = Path.cwd()
        os.chdir(self.project)
        try:
            done = CliRunner().invoke(app, [*words, "--out", str(self.out), "--format", "json"], catch_exceptions=False)
        finally:
            os.chdir(here)
        report = json.loads(done.stdout)
        return Told(done.exit_code, tuple(one["code"] for one in report["diagnostics"]), done.stdout)

    def render(self) -> Told:
        return self.run("render", "shop/dev")

    def rendered(self, message: str = "render") -> Told:
        """Render, which must succeed, and commit."""
        told = self.render()
        assert told.code == 0, told.text
        self.commit(message)
        return told

    def is_proven(self) -> bool:
        """Whether the output is what the specs render, with Git's help and without, and has no conflict in it."""
        texts = [path.read_text() for path in self.folder.rglob("*") if path.is_file() and path.suffix != ".zip"]
        assert not any("<<<<<<<" in text or ">>>>>>>" in text for text in texts)
        path = os.environ["PATH"]
        if self.run("verify", "shop/dev").code != 0:
            return False
        os.environ["PATH"] = "/nonexistent"
        try:
            without = self.run("verify", "shop/dev")
        finally:
            os.environ["PATH"] = path
        assert without.code == 0, without.text
        return True

    def unexplained(self, applied: History) -> set[str]:
        """The resources of an applied history that an apply of the present output would destroy."""
        now = self.history.resources
        moves = [one for one in self.history.moves if one not in applied.moves]
        moved = set()
        for address in applied.resources:
            place = address
            for move in moves:
                place = move.apply_moves(place)
            moved.add(place)
        return moved - now.keys()
