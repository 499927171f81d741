"""verify: rendered environments and their output folders → each file that is not what the specs render.

Unlike `write`, which asks what it may replace, this asks whether the output is to be trusted: it believes neither the
manifest nor anything found out earlier, compares every byte, and looks for files Terraform would read beside ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from hclpress.diagnostics import Diagnosed
from hclpress.history.manifest import MANIFEST, Manifest, digest_of
from hclpress.output.environment_output import EnvironmentOutput
from hclpress.output.folder import GUARD
from hclpress.output.manifest_file import read_manifest
from hclpress.output.read_access import reading
from hclpress.output.tree import FileKind, look

_CONFIGURATION = (".tf", ".tf.json", ".tofu", ".tofu.json")
"""Endings of the files Terraform and OpenTofu take for configuration."""


class Difference(StrEnum):
    """How a file is not what the specs render."""

    EDITED = "edited"
    """It is neither what is rendered nor what its manifest says."""
    STALE = "stale"
    """It is what its manifest says, and something else is rendered: the spec has gone on, or somebody has changed file
    and manifest together."""
    MISSING = "missing"
    """It is rendered, and not there."""
    LEFT_OVER = "left over"
    """Its manifest says it is ours, and it is no longer rendered."""
    FOREIGN = "foreign"
    """We did not write it, and Terraform reads it."""
    NO_FILE = "no file"
    """A link, a folder or something else stands in its place."""


class Verified(Struct, frozen=True):
    """One environment.

    Attributes:
        address: of the environment.
        folder: its output folder.
        files: how many files are rendered, the manifest among them.
        differences: by path relative to the folder, in order.
    """

    address: str
    folder: Path
    files: int
    differences: dict[str, Difference]


def verify(outputs: Iterable[EnvironmentOutput], out: Path) -> tuple[Verified, ...]:
    """Compare every file of every environment with what is rendered; nothing is written.

    Raises:
        Diagnosed: when an interrupted render waits to be finished, and for what cannot be read.
    """
    with reading(out):
        return tuple(
            Verified(
                one.address, out / one.address, len(one.contents), dict(sorted(_differences(one, out / one.address)))
            )
            for one in outputs
        )


def without_spec(out: Path, known: Iterable[str]) -> tuple[str, ...]:
    """The environments that were rendered once and have no spec any more, by address."""
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
            yield path, Difference.STALE if said else Difference.EDITED
    for path in tree.ours.keys() - wanted.keys():
        yield path, Difference.LEFT_OVER
    for path in tree.foreign:
        if path.endswith(_CONFIGURATION):
            yield path, Difference.FOREIGN
    for path in tree.blocked:
        yield path, Difference.NO_FILE


def _manifest_files(folder: Path) -> dict[str, str]:
    """What the manifest says, for telling one difference from another; nothing where there is none to be read."""
    try:
        manifest: Manifest | None = read_manifest(folder)
    except Diagnosed:
        return {}
    return {} if manifest is None else dict(manifest.files)
