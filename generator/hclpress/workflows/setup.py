"""What a workflow has to know of a project."""

from __future__ import annotations

import shlex
from pathlib import Path

from msgspec import Struct

from hclpress import __version__

TERRAFORM = "1.11.4"
"""The Terraform that the generated workflows install: what hclpress itself is tested with."""
PYTHON = "3.11"


class Setup(Struct, frozen=True):
    """How hclpress is installed and called in a project.

    Attributes:
        out: where the output lies, relative to the repository.
        specs: where the specs lie.
        own_modules: folders with the user's own modules.
    """

    out: Path = Path("out")
    specs: Path = Path("environments")
    own_modules: tuple[Path, ...] = ()

    @property
    def requirement(self) -> str:
        """What pip installs."""
        return f"hclpress=={__version__}"

    def command(self, name: str) -> str:
        """A command of hclpress with the folders of this project, fit for a shell."""
        words = ["hclpress", name]
        if self.out != Path("out"):
            words += ["--out", self.out.as_posix()]
        if self.specs != Path("environments"):
            words += ["--environments", self.specs.as_posix()]
        for folder in self.own_modules:
            words += ["--modules", folder.as_posix()]
        return shlex.join(words)
