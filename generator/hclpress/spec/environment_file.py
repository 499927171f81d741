"""The files of environments: `environments/<system>/<label>.yaml`, addressed as `<system>/<label>`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct

from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.source.nearest import nearest
from hclpress.spec.shard import Shard

PART = re.compile(r"[a-z][a-z0-9-]{0,30}")
BASES = re.compile(r"base(-.*)?|_.*")
"""Files with these names are bases to extend and no environments themselves."""
ENDING = ".yaml"


class EnvironmentFile(Struct, frozen=True, order=True):
    """The file of one environment.

    Attributes:
        system: the name of its folder.
        label: its file's name without the ending.
        path: the file.
        extends: the files it extends when it names none itself.
    """

    system: str
    label: str
    path: Path
    extends: tuple[Path, ...] = ()

    @property
    def root(self) -> Path:
        """The project's root: the folder that holds the folder of the specs."""
        return self.path.absolute().parents[2]

    @property
    def folder_of_specs(self) -> Path:
        """The folder of the specs, as the file's own path leads to it."""
        return self.path.parents[1]

    @property
    def specs(self) -> str:
        """The name of the folder of the specs, whatever folder a command runs in."""
        return self.path.absolute().parents[1].name

    @property
    def address(self) -> str:
        """`<system>/<label>`."""
        return f"{self.system}/{self.label}"


def find_environments(
    folder: Path, extends: tuple[Path, ...] = (), shard: Shard | None = None
) -> tuple[EnvironmentFile, ...]:
    """Return every environment below `folder`, sorted by address, or one share of them.

    Args:
        folder: the folder of the specs.
        extends: the files that a spec extends when it names none itself.
        shard: the share to return; None for all.

    Raises:
        Diagnosed: when the folder is missing or empty, and for invalid names.
    """
    problems = []
    found = []
    for system, label in _specs(folder):
        if BASES.fullmatch(label):
            continue
        if PART.fullmatch(label) and PART.fullmatch(system):
            found.append((system, label))
        else:
            problems.append(
                Diagnostic(
                    "spec/bad-address",
                    f"{system}/{label} cannot name an environment",
                    "The folder and the file are named with lower-case letters, digits and hyphens, a letter first, "
                    "31 at most; files to extend are called base.yaml, base-….yaml or _….yaml.",
                    Span.start_of((folder / system / f"{label}{ENDING}").as_posix()),
                )
            )
    if problems:
        raise Diagnosed(problems)
    if not found:
        raise Diagnosed(
            [
                Diagnostic(
                    "spec/no-environments",
                    f"There is no environment below {folder}",
                    f"An environment is a file {folder}/<system>/<environment>{ENDING}. `hclpress new` writes one, and "
                    "--environments names another folder.",
                )
            ]
        )
    # A machine has only its own share, and paths take most of the time that looking for all of them does.
    place = cache(folder.joinpath)
    return tuple(
        EnvironmentFile(system, label, place(system) / f"{label}{ENDING}", extends)
        for system, label in (shard.of(found) if shard else found)
    )


def _specs(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield every spec in a folder of a folder, sorted: the folder's name, and its own without the ending."""
    for system in sorted(_names(folder)):
        for name in sorted(_names(folder / system)):
            if name.endswith(ENDING):
                yield system, name.removesuffix(ENDING)


def _names(folder: Path) -> list[str]:
    try:
        return os.listdir(folder)  # noqa: PTH208  (of a thousand files only the names are wanted)
    except OSError:
        return []


def select(environments: tuple[EnvironmentFile, ...], wanted: Iterable[str]) -> tuple[EnvironmentFile, ...]:
    """Return the requested environments: by address, by system, or by the path of their file.

    Args:
        environments: all environments.
        wanted: the requested ones; none means all.

    Raises:
        Diagnosed: for each unknown one.
    """
    asked = tuple(wanted)
    if not asked:
        return environments
    chosen: dict[EnvironmentFile, None] = {}
    problems = []
    for one in asked:
        fitting = [
            known
            for known in environments
            if one.rstrip("/") in (known.address, known.system) or Path(one).absolute() == known.path.absolute()
        ]
        if not fitting:
            guess = nearest(one, [known.address for known in environments] + [known.system for known in environments])
            meant = f"Did you mean {guess}? " if guess else ""
            there_is = ", ".join(known.address for known in environments)
            problems.append(
                Diagnostic(
                    "spec/no-such-environment",
                    f"There is no environment {one}",
                    f"{meant}Environments: {there_is}.",
                )
            )
        chosen.update(dict.fromkeys(fitting))
    if problems:
        raise Diagnosed(problems)
    return tuple(sorted(chosen))
