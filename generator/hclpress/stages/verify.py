"""verify: rendered environments and their output folders → each file that differs from its rendering.

`write` decides which files it may replace; this stage decides whether the output can be trusted. It uses neither the
manifest nor earlier results, compares every byte, and looks for foreign files that Terraform would read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path, PurePath

from msgspec import Struct

from hclpress.diagnostics import Diagnosed
from hclpress.history.manifest import MANIFEST, Manifest, digest_of
from hclpress.output.environment_output import EnvironmentOutput
from hclpress.output.folder_content import FileKind, look
from hclpress.output.folder_replacement import GUARD
from hclpress.output.line_endings import is_converted
from hclpress.output.manifest_file import read_manifest
from hclpress.output.shared_read_lock import reading
from hclpress.system.repository import Repository

_CONFIGURATION = (".tf", ".tf.json", ".tofu", ".tofu.json")
"""Endings of the files that Terraform and OpenTofu read as configuration, overrides among them."""
_VALUES = (".auto.tfvars", ".auto.tfvars.json")
_VALUES_BY_NAME = frozenset({"terraform.tfvars", "terraform.tfvars.json"})
"""The files whose values Terraform takes without being asked (Terraform, "Variable Definitions Files")."""
_PLUGINS = "terraform.d"
"""The folder that Terraform runs providers from, if it is in the working folder."""
_WORK = ".terraform"
"""The folder that Terraform runs providers from and finds modules by, after an `init`."""
_MODULE = re.compile(r"(?:modules/[^/]+/)?[^/]+")


class Difference(StrEnum):
    """The kinds of difference between a file and its rendering."""

    EDITED = "edited"
    """The file matches neither the rendering nor its manifest."""
    STALE = "stale"
    """The file matches its manifest, but not the rendering: the spec has changed, or somebody has changed file and
    manifest together."""
    LINE_ENDINGS = "line endings"
    """The file differs from the rendering in nothing but its line endings, as after a checkout that converts them."""
    MISSING = "missing"
    """The file is rendered, but missing."""
    LEFT_OVER = "left over"
    """The file is in the manifest, but no longer rendered."""
    FOREIGN = "foreign"
    """The file is foreign, and Terraform reads it."""
    COMMITTED = "committed"
    """The file is Terraform's own, and Git has it: Terraform would run the program in it, or read modules from it."""
    NO_FILE = "no file"
    """A link, a folder or something else stands in its place."""


class Verified(Struct, frozen=True):
    """The comparison of one environment.

    Attributes:
        address: its address.
        folder: its output folder.
        files: the number of rendered files, the manifest among them.
        differences: by path relative to the folder, in order.
    """

    address: str
    folder: Path
    files: int
    differences: dict[str, Difference]


def verify(outputs: Iterable[EnvironmentOutput], out: Path) -> tuple[Verified, ...]:
    """Compare every file of every environment with its rendering; nothing is written.

    Raises:
        Diagnosed: when an interrupted render must be finished, and for unreadable files.
    """
    with reading(out):
        return tuple(
            Verified(
                one.address,
                out / one.address,
                len(one.contents),
                dict(sorted((*_differences(one, out / one.address), *_committed(out / one.address)))),
            )
            for one in outputs
        )


def without_spec(out: Path, known: Iterable[str]) -> tuple[str, ...]:
    """Return the addresses of environments that have output and no spec."""
    found = {manifest.parent.relative_to(out).as_posix() for manifest in out.glob(f"*/*/{MANIFEST}")}
    return tuple(sorted(found - set(known)))


def _differences(one: EnvironmentOutput, folder: Path) -> Iterator[tuple[str, Difference]]:
    ours = _manifest_files(folder)
    wanted = one.contents
    tree = look(folder, [*wanted, *ours, GUARD])
    for path in wanted:
        kind = tree.ours.get(path)
        if kind is None:
            yield path, Difference.MISSING
        elif kind is not FileKind.FILE:
            yield path, Difference.NO_FILE
        elif (found := (folder / path).read_bytes()) != wanted[path]:
            said = path == MANIFEST or ours.get(path) == digest_of(found)
            otherwise = Difference.STALE if said else Difference.EDITED
            yield path, Difference.LINE_ENDINGS if is_converted(found, wanted[path]) else otherwise
    for path in tree.ours.keys() - wanted.keys():
        yield path, Difference.LEFT_OVER
    for path, kind in tree.foreign.items():
        if _is_read(path, kind):
            yield path, Difference.FOREIGN
    for path in tree.blocked:
        yield path, Difference.NO_FILE


def _committed(folder: Path) -> Iterator[tuple[str, Difference]]:
    """Yield Terraform's own folder if Git has a file of it. A machine that plans has that folder, but not from Git."""
    if not os.path.lexists(folder / _WORK):
        return
    git = Repository.around(folder)
    if git is None:
        return
    where = os.path.relpath(os.path.realpath(folder), os.path.realpath(git.top))
    if git.staged((PurePath(where) / _WORK).as_posix()):
        yield _WORK, Difference.COMMITTED


def _is_read(path: str, kind: FileKind) -> bool:
    """Return whether Terraform reads a foreign file in the environment's folder, or in that of a module, unasked.

    It does not read the configuration in other folders, or in files that begin with `.`, end with `~` or stand between
    `#` (Terraform, "Files and Configuration Structure"). Lock files, state and `.terraform` are its own, and files of
    values with other names are read only when somebody names them.
    """
    if path == _PLUGINS:
        return True
    if kind is FileKind.FOLDER or _MODULE.fullmatch(path) is None:
        return False
    name = path.rpartition("/")[2]
    if name == path and (name in _VALUES_BY_NAME or name.endswith(_VALUES)):
        return True
    is_passed_over = name.startswith(".") or name.endswith("~") or (name.startswith("#") and name.endswith("#"))
    return name.endswith(_CONFIGURATION) and not is_passed_over


def _manifest_files(folder: Path) -> dict[str, str]:
    """Return the files in the manifest, which distinguish the kinds of difference; empty if there is none."""
    try:
        manifest: Manifest | None = read_manifest(folder)
    except Diagnosed:
        return {}
    return {} if manifest is None else dict(manifest.files)
