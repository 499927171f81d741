"""The manifest on disk."""

from __future__ import annotations

from pathlib import Path

from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.history.manifest import MANIFEST, Manifest, NotAManifest
from hclpress.history.merging import has_markers
from hclpress.output.folder_content import FileKind, kind_of
from hclpress.output.write_refusals import in_the_way


def read_manifest(folder: Path) -> Manifest | None:
    """The manifest of an environment's output folder; None when there is none.

    Raises:
        Diagnosed: when it is invalid, is of a later version, or is no ordinary file.
        OSError: when it cannot be read.
    """
    path = folder / MANIFEST
    try:
        kind = kind_of(path.lstat().st_mode)
        if kind is not FileKind.FILE:
            raise Diagnosed([in_the_way(path, kind, FileKind.FILE)])
        return Manifest.from_text(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (NotAManifest, UnicodeDecodeError) as error:
        raise Diagnosed(
            [
                Diagnostic(
                    "write/bad-manifest",
                    f"{path} is not a manifest",
                    "Without it hclpress can neither distinguish its own files from yours nor see renames: "
                    f"{error}. {_way_out(path)}",
                    Span.start_of(path.as_posix()),
                )
            ]
        ) from error


def _way_out(path: Path) -> str:
    if has_markers(path.read_bytes().decode(errors="replace")):
        return "A merge has left a conflict in it, which `hclpress render` resolves."
    return "Restore it from version control, or render into an empty folder with --out."
