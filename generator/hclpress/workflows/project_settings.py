"""The settings of a project that its workflows need."""

from __future__ import annotations

import shlex
from pathlib import Path

from msgspec import Struct

from hclpress import __version__

TERRAFORM = "1.11.4"
"""The version of Terraform that the workflows install: the one that hclpress is tested with."""
PYTHON = "3.11"


class Setup(Struct, frozen=True):
    """The installation and the folders of hclpress in a project.

    Attributes:
        out: the output folder, relative to the repository.
        specs: the folder of the specs.
        own_modules: folders with the user's own modules.
        deploy_branch: the branch whose output is applied.
        has_roles: whether the project file names roles of AWS accounts.
        waves: the number of waves of its environments: those that others use come in an earlier one.
    """

    out: Path = Path("out")
    specs: Path = Path("environments")
    own_modules: tuple[Path, ...] = ()
    deploy_branch: str = "main"
    has_roles: bool = False
    waves: int = 1

    @property
    def requirement(self) -> str:
        """The requirement for pip."""
        return f"hclpress=={__version__}"

    def command(self, name: str) -> str:
        """Return a command of hclpress with the folders of this project, quoted for a shell.

        It names them all, since a change may name others in its project file, and Terraform would still run in these.
        """
        words = ["hclpress", name, "--out", self.out.as_posix(), "--environments", self.specs.as_posix()]
        for folder in self.own_modules:
            words += ["--modules", folder.as_posix()]
        return shlex.join(words)
