"""Packs folders of source code into zip files, with the same bytes on every machine."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import zipfile
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import filterfalse
from pathlib import Path

from msgspec import Struct

from hclpress.model.stack import Zip
from hclpress.module.package import Package

# The first date of zip files, 1980, independent of any clock.
_TIME = (1980, 1, 1, 0, 0, 0)
_PERMISSIONS = 0o100644 << 16
_NOT_PACKED = frozenset({"__pycache__", ".DS_Store", ".git", ".mypy_cache", ".pytest_cache", ".ruff_cache"})
# Lambda developer guide, "Lambda quotas": 50 MB for a zip that is uploaded directly, 250 MB unzipped.
LARGEST_ZIP = 50 * 1024 * 1024
LARGEST_SOURCE = 250 * 1024 * 1024

_KEPT_BYTES = 64 * 1024 * 1024
_KEPT_FOLDERS = 256
"""The most folders that a packer memoizes, since a fleet may have more code than memory."""


class PackingProblem(Struct, frozen=True):
    """The reason why a package cannot be packed.

    Attributes:
        code: stable id, in the words of a file name.
        summary: one line without a full stop.
        detail: full sentences: the reason, and a way out.
    """

    code: str
    summary: str
    detail: str


class Packer:
    """Packs source code; reads a folder once, and packs a package once, for all the environments that deploy it.

    It lives as long as a run. The next run, with a packer of its own, sees later changes.
    """

    def __init__(self) -> None:
        self._packed: dict[tuple[Package, Path], Zip | tuple[PackingProblem, ...]] = {}
        self._bytes = 0
        self._everything = lru_cache(maxsize=_KEPT_FOLDERS)(_everything)

    def files(self, package: Package, root: Path) -> Iterator[Path]:
        """Yield every file and folder that a package is packed from."""
        for source in package.sources:
            yield root / source
            yield from self._everything(root / source)

    def packed(self, package: Package, root: Path) -> Zip | tuple[PackingProblem, ...]:
        """Return the zip file of a package, or all problems of its sources.

        Files are stored in order of name, with one time and one mode, so that the bytes depend on nothing but the
        sources. Files of later source folders replace those of earlier ones.

        Args:
            package: the package to pack.
            root: the project's root, to which source folders are relative and which they may not leave.
        """
        known = self._packed.get((package, root))
        if known is not None:
            return known
        made = self._pack(package, root.resolve())
        self._bytes += len(made.content) if isinstance(made, Zip) else 0
        if self._bytes > _KEPT_BYTES:
            self._packed.clear()
            self._bytes = 0
        self._packed[package, root] = made
        return made

    def _pack(self, package: Package, root: Path) -> Zip | tuple[PackingProblem, ...]:
        wrong = tuple(self._wrong(package, root))
        if wrong:
            return wrong
        content = (root / package.sources[0]).read_bytes() if _is_packed(package) else self._zipped(package, root)
        if len(content) > LARGEST_ZIP:
            size = f"{len(content) / 1024 / 1024:.0f} MB"
            detail = f"It has {size}; Lambda accepts 50 MB by upload. Leave files out, or deploy it as an image."
            return (PackingProblem("zip-too-large", f"The package {package.name} is too large", detail),)
        digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
        return Zip(f"packages/{package.name}.zip", content, digest)

    def _wrong(self, package: Package, root: Path) -> Iterator[PackingProblem]:
        if any("\0" in source for source in package.sources):
            yield PackingProblem(
                "source-missing", "A path cannot hold the character NUL", "Name a folder of the project."
            )
            return
        if _is_packed(package):
            yield from _wrong_zip(package.sources[0], root)
            return
        files: list[Path] = []
        folders = 0
        for source in package.sources:
            folder = (root / source).resolve()
            if not folder.is_relative_to(root):
                detail = "Source folders are relative to the folder that holds `environments`, and lie below it."
                yield PackingProblem("source-outside", f"{source} leaves the project", detail)
            elif not folder.is_dir():
                there = f"The search was below {root.name}/.{_nearby(folder.parent)}"
                yield PackingProblem("source-missing", f"There is no folder {source}", there)
            else:
                folders += 1
                everything = self._everything(folder)
                for link in filter(Path.is_symlink, everything):
                    detail = f"{link.relative_to(root)} would pack a file from elsewhere. Put the file itself there."
                    yield PackingProblem("source-link", f"{source} holds a link", detail)
                for name in filterfalse(_is_utf_8, (str(path.relative_to(folder)) for path in everything)):
                    detail = f"{source}/{name} is not UTF-8, as names in a zip file are. Rename it."
                    yield PackingProblem("source-name", f"{source} holds a name that no zip file can", detail)
                files += [path for path in everything if path.is_file() and not path.is_symlink()]
        if not files and folders == len(package.sources):
            yield PackingProblem(
                "source-empty", f"The package {package.name} would be empty", "Its source folders hold no files."
            )
        elif sum(path.stat().st_size for path in files) > LARGEST_SOURCE:
            yield PackingProblem(
                "source-too-large", f"The sources of {package.name} are too large", "Lambda accepts 250 MB unzipped."
            )

    def _zipped(self, package: Package, root: Path) -> bytes:
        files: dict[str, Path] = {}
        for source in package.sources:
            folder = root / source
            files |= {path.relative_to(folder).as_posix(): path for path in self._everything(folder) if path.is_file()}
        buffer = io.BytesIO()
        # Stored, not compressed: the output of a compressor depends on its version.
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for name in sorted(files):
                entry = zipfile.ZipInfo(name, _TIME)
                entry.external_attr = _PERMISSIONS
                entry.create_system = 3
                archive.writestr(entry, files[name].read_bytes())
        return buffer.getvalue()


def _is_utf_8(name: str) -> bool:
    # Python represents bytes of a name that are not UTF-8 as lone surrogates.
    return not any("\ud800" <= character <= "\udfff" for character in name)


def _is_packed(package: Package) -> bool:
    """Return whether its one source is a ready-made zip file."""
    return len(package.sources) == 1 and package.sources[0].endswith(".zip")


def _wrong_zip(source: str, root: Path) -> Iterator[PackingProblem]:
    path = root / source
    if not path.resolve().is_relative_to(root) or path.is_symlink():
        detail = "It is relative to the folder that holds `environments`, and lies below it."
        yield PackingProblem("source-outside", f"{source} leaves the project", detail)
    elif not path.is_file() or not zipfile.is_zipfile(path):
        found = "The path is no zip file." if path.exists() else "Nothing is there; build it first."
        yield PackingProblem(
            "not-a-zip", f"{source} is not a zip file", f"It is looked for below {root.name}/. {found}"
        )


def _nearby(folder: Path) -> str:
    folders: Iterable[Path] = folder.iterdir() if folder.is_dir() else ()
    names = sorted(one.name for one in folders if one.is_dir())
    return f" Beside it there is: {', '.join(names)}." if names else ""


def _everything(folder: Path) -> tuple[Path, ...]:
    """Return every file, link and folder to pack below a folder, without entering linked folders."""
    found = []
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in _NOT_PACKED]
        names = (name for name in files if name not in _NOT_PACKED and not name.endswith(".pyc"))
        found += [f"{here}{os.sep}{name}" for name in (*folders, *names)]
    return tuple(sorted(map(Path, found)))
