"""The project that a command works on: its specs, its output, its modules and the checks."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.project.project_file import ProjectFile
from hclpress.spec.environment_file import EnvironmentFile, find_environments, select
from hclpress.spec.shard import Shard

if TYPE_CHECKING:
    from hclpress.catalog import Catalog, Check


class Project(Struct, frozen=True, dict=True):
    """A project folder, read as far as a command needs it.

    Attributes:
        specs: the folder of the specs.
        own_modules: folders with the user's own modules.
        shard: the share of the environments to work on; None for all.
        out: the folder of the rendered Terraform.
        file: the project file.
    """

    specs: Path
    own_modules: tuple[Path, ...] = ()
    shard: Shard | None = None
    out: Path = Path("out")
    file: ProjectFile = ProjectFile()

    @classmethod
    def of(
        cls,
        file: ProjectFile,
        specs: Path | None = None,
        own_modules: Iterable[Path] | None = None,
        out: Path | None = None,
        shard: Shard | None = None,
    ) -> Project:
        """A project as its file says, overridden by what a command was told.

        Args:
            file: the project file.
            specs: the folder of the specs; None for that of the file, or else `environments`.
            own_modules: the module folders; None for those of the file.
            out: the output folder; None for that of the file, or else `out`.
            shard: the share of the environments.
        """
        return cls(
            specs or _from_here(file.environments) or Path("environments"),
            each_once(own_modules or map(_here, file.modules)),
            shard,
            out or _from_here(file.out) or Path("out"),
            file,
        )

    @cached_property
    def catalog(self) -> Catalog:
        """The module types, shipped and own."""
        # A command that reuses results needs no pydantic.
        from hclpress.catalog import find_modules

        return find_modules(self.module_folders())

    @cached_property
    def checks(self) -> tuple[Check, ...]:
        """The checks."""
        from hclpress.catalog import find_checks

        return find_checks()

    def module_folders(self) -> tuple[Path, ...]:
        """The folders with the user's own modules.

        Raises:
            Diagnosed: when one that the project file names is not there, at its line.
        """
        self._hold_there("modules")
        return self.own_modules

    def environments(self, wanted: Iterable[str]) -> tuple[EnvironmentFile, ...]:
        """Return the requested environments, or all if none is requested; of these, the share to work on.

        Raises:
            Diagnosed: when there is none of that name, and when what the project file names is not there.
        """
        self._hold_there("environments", "modules", "extends")
        asked = tuple(wanted)
        if not asked:
            return find_environments(self.specs, self.file.extends, self.shard)
        selected = select(find_environments(self.specs, self.file.extends), asked)
        return self.shard.of(selected) if self.shard else selected

    def environment(self, wanted: str) -> EnvironmentFile:
        """Return the one requested environment.

        Raises:
            Diagnosed: when there is none of that name, or several.
        """
        found = self.environments([wanted])
        if len(found) > 1:
            choice = ", ".join(one.address for one in found)
            raise Diagnosed(
                [Diagnostic("spec/which-environment", f"{wanted} has several environments", f"Name one of {choice}.")]
            )
        return found[0]

    def _hold_there(self, *keys: str) -> None:
        """Refuse paths of the project file that are used and not there."""
        file = self.file
        is_used = {
            "environments": self.specs == _from_here(file.environments),
            "modules": self.own_modules == each_once(map(_here, file.modules)),
            "extends": True,
        }
        paths = {
            "environments": filter(None, [file.environments]),
            "modules": file.modules,
            "extends": file.extends,
        }
        missing = [
            Diagnostic(
                "project/not-there",
                f"`{key}` names {_here(path).as_posix()}, which is no {'file' if key == 'extends' else 'folder'}",
                f"Correct the path, which is relative to the folder of {file.path.name if file.path else 'the file'}, "
                "or make what it names.",
                file.place_of(key),
            )
            for key in keys
            if is_used[key]
            for path in paths[key]
            if not (path.is_file() if key == "extends" else path.is_dir())
        ]
        if missing:
            raise Diagnosed(missing)


def each_once(folders: Iterable[Path]) -> tuple[Path, ...]:
    """The folders without those that are named before, in another way perhaps."""
    first: dict[str, Path] = {}
    for folder in folders:
        first.setdefault(os.path.realpath(folder), folder)
    return tuple(first.values())


def _from_here(path: Path | None) -> Path | None:
    return None if path is None else _here(path)


def _here(path: Path) -> Path:
    """A path of the project file, relative to the working folder."""
    return Path(os.path.relpath(path))
