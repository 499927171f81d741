"""Packs folders of source code into zip files, with the same bytes on every machine."""

from __future__ import annotations

import base64
import errno
import hashlib
import io
import stat
import struct
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from hclpress.history.manifest import MANIFEST
from hclpress.model.stack import Zip
from hclpress.module.package import Package
from hclpress.system.folder_walk import FolderContent, content_of
from hclpress.system.regular_file import read_regular

# The first date of zip files, 1980, independent of any clock.
_TIME = (1980, 1, 1, 0, 0, 0)
_PERMISSIONS = 0o100644 << 16
_NOT_PACKED = frozenset(
    {"__pycache__", ".DS_Store", ".git", ".hclpress_cache", ".mypy_cache", ".pytest_cache", ".ruff_cache"}
    | {".terraform", ".venv"}
)
"""Names that are left out below a source folder, and that no source is or lies in."""
_SECRETS = frozenset({".aws", ".git-credentials", ".gnupg", ".netrc", ".pypirc", ".ssh"})
_SECRET_ENDINGS = (".tfstate", ".tfstate.backup", ".tfvars", ".tfvars.json", ".tfplan")
# Lambda developer guide, "Lambda quotas": 50 MB for a zip that is uploaded directly, 250 MB unzipped.
LARGEST_ZIP = 50 * 1024 * 1024
LARGEST_SOURCE = 250 * 1024 * 1024
MOST_FILES = 65_535
"""The most files and folders of a source folder: a zip file counts no more of them (.ZIP File Format Specification,
4.4.22) without an extension of the format."""
_LARGEST_DIRECTORY = 16 * 1024 * 1024
"""The largest list of names in a ready-made zip file, in bytes."""

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

    def __init__(self, out: Path | None = None) -> None:
        """Begin a run.

        Args:
            out: the folder that the run writes into. No source may hold it or lie in it.
        """
        self._packed: dict[tuple[Package, Path, str], Zip | tuple[PackingProblem, ...]] = {}
        self._bytes = 0
        self._out = None if out is None else out.absolute()
        self._content = lru_cache(maxsize=_KEPT_FOLDERS)(_content_of)

    def files(self, package: Package, root: Path) -> Iterator[Path]:
        """Yield every file and folder that a package is packed from."""
        for source in package.sources:
            yield root / source
            content = self._content(str(root / source))
            yield from (root / source / name for name in sorted([*content.files, *content.folders]))

    def packed(self, package: Package, root: Path, specs: str = "environments") -> Zip | tuple[PackingProblem, ...]:
        """Return the zip file of a package, or all problems of its sources.

        Files are stored in order of name, with one time and one mode, so that the bytes depend on nothing but the
        sources. Files of later source folders replace those of earlier ones.

        Args:
            package: the package to pack.
            root: the project's root, to which source folders are relative and which they may not leave.
            specs: the name of the folder of the specs.
        """
        known = self._packed.get((package, root, specs))
        if known is not None:
            return known
        try:
            made = self._pack(package, root.resolve(), specs)
        except OSError as error:
            made = (_unreadable(package.sources[0], error),)
        self._bytes += len(made.content) if isinstance(made, Zip) else 0
        if self._bytes > _KEPT_BYTES:
            self._packed.clear()
            self._bytes = 0
        self._packed[package, root, specs] = made
        return made

    def _pack(self, package: Package, root: Path, specs: str) -> Zip | tuple[PackingProblem, ...]:
        if any("\0" in source for source in package.sources):
            return (
                PackingProblem(
                    "source-missing", "A path cannot hold the character NUL", "Name a folder of the project."
                ),
            )
        refused = {source: tuple(self._refused(source, root, specs)) for source in package.sources}
        if not is_ready(package):
            content = self._zipped(package, root, refused)
        elif any(refused.values()):
            content = refused[package.sources[0]]
        else:
            content = ready_made(root / package.sources[0], package, root)
        if not isinstance(content, bytes):
            return content
        digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
        return Zip(f"packages/{package.name}.zip", content, digest)

    def _refused(self, source: str, root: Path, specs: str) -> Iterator[PackingProblem]:
        """The problems of the place of a source, whatever is there."""
        what = "A zip file is" if source.endswith(".zip") else "Source folders are"
        try:
            (root / source).stat()
        except OSError as error:
            # A loop of links; before Python 3.13, resolving one raises an error of its own.
            if error.errno == errno.ELOOP:
                yield _unreadable(source, error)
                return
        place = (root / source).resolve()
        if not place.is_relative_to(root):
            detail = f"{what} relative to the folder that holds `environments`, and below it."
            yield PackingProblem("source-outside", f"{source} leaves the project", detail)
            return
        inside = place.relative_to(root).parts
        held = next((part for part in inside if part in _NOT_PACKED or part in _SECRETS), None)
        out = None if self._out is None else self._out.resolve()
        reason = None
        if held:
            reason = f"{held} holds no source code, but what programs keep there for themselves, secrets among it."
        elif _touch(place, root / specs):
            reason = f"It holds {specs}/, or lies there, and no spec belongs into a package."
        elif out is not None and _touch(place, out):
            reason = f"It holds the output in {out.name}/, or lies there, so the package would hold itself."
        if reason:
            way_out = "Put the code of the function into a folder of its own, such as functions/<name>."
            yield PackingProblem("source-refused", f"{source} is no source of a package", f"{reason} {way_out}")

    def _zipped(
        self, package: Package, root: Path, refused: Mapping[str, tuple[PackingProblem, ...]]
    ) -> bytes | tuple[PackingProblem, ...]:
        files: dict[str, Path] = {}
        size = 0
        problems: list[PackingProblem] = []
        for source in package.sources:
            if refused[source]:
                problems += refused[source]
                continue
            folder = (root / source).resolve()
            if not folder.is_dir():
                there = f"The search was below {root.name}/.{_nearby(folder.parent)}"
                problems.append(PackingProblem("source-missing", f"There is no folder {source}", there))
                continue
            content = self._content(str(root / source))
            problems += _wrong_content(content, source)
            files |= {name: folder / name for name in content.files}
            size += sum(content.files.values())
        if not files and not problems:
            problems.append(
                PackingProblem(
                    "source-empty", f"The package {package.name} would be empty", "Its source folders hold no files."
                )
            )
        elif size > LARGEST_SOURCE:
            problems.append(_source_too_large(package))
        elif size > LARGEST_ZIP and not problems:
            problems.append(_zip_too_large(package, size))
        if problems:
            return tuple(problems)
        buffer = io.BytesIO()
        # Stored, not compressed: the output of a compressor depends on its version.
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
            for name in sorted(files):
                entry = zipfile.ZipInfo(name, _TIME)
                entry.external_attr = _PERMISSIONS
                entry.create_system = 3
                archive.writestr(entry, read_regular(files[name], LARGEST_SOURCE))
        made = buffer.getvalue()
        return made if len(made) <= LARGEST_ZIP else (_zip_too_large(package, len(made)),)


def _content_of(folder: str) -> FolderContent:
    """Look through a source folder; stop where there is more than a zip file holds."""
    return content_of(folder, _is_not_packed, MOST_FILES)


def _is_not_packed(name: str) -> bool:
    return name in _NOT_PACKED or name.endswith(".pyc")


def _is_secret(name: str) -> bool:
    return name in _SECRETS or name.endswith(_SECRET_ENDINGS)


_SHOWN = 20
"""The most names of one kind to report: a folder may hold thousands."""


def _wrong_content(content: FolderContent, source: str) -> Iterator[PackingProblem]:
    if not content.is_whole:
        detail = (
            f"A zip file holds {MOST_FILES:,} files at most, and there are more below it. Name a folder of source "
            "code, or deploy an image."
        )
        yield PackingProblem("source-too-many-files", f"{source} holds too many files", detail)
        return
    for name, reason in content.unreadable.items():
        yield _unreadable(f"{source}/{name}".rstrip("/"), reason)
    for link in content.links[:_SHOWN]:
        detail = f"{source}/{link} would pack a file from elsewhere. Put the file itself there."
        yield PackingProblem("source-link", f"{source} holds a link", detail)
    for other in content.others[:_SHOWN]:
        detail = f"{source}/{other} is a pipe, a socket or a device, and has no content to pack. Remove it."
        yield PackingProblem("source-no-file", f"{source} holds something that is no file", detail)
    everything = (*content.files, *content.folders)
    for secret in sorted(name for name in everything if _is_secret(name.rpartition("/")[2]))[:_SHOWN]:
        detail = (
            f"{source}/{secret} holds secrets by its name, and whoever may read the function could read it. Remove it."
        )
        yield PackingProblem("source-secret", f"{source} holds a secret", detail)
    for manifest in sorted(name for name in content.files if name.rpartition("/")[2] == MANIFEST)[:_SHOWN]:
        detail = (
            f"{source}/{manifest} belongs to rendered output, which changes with every render. Name another folder."
        )
        yield PackingProblem("source-refused", f"{source} holds rendered output", detail)
    for name in [name for name in everything if not _is_utf_8(name)][:_SHOWN]:
        detail = f"{source}/{name} is not UTF-8, as names in a zip file are. Rename it."
        yield PackingProblem("source-name", f"{source} holds a name that no zip file can", detail)


def _touch(one: Path, other: Path) -> bool:
    return one.is_relative_to(other) or other.is_relative_to(one)


def _unreadable(source: str, error: object) -> PackingProblem:
    reason = error.strerror if isinstance(error, OSError) else error
    detail = f"The system says: {reason}. Make it readable, or name another folder."
    return PackingProblem("source-unreadable", f"{source} cannot be read", detail)


def _source_too_large(package: Package) -> PackingProblem:
    return PackingProblem(
        "source-too-large", f"The sources of {package.name} are too large", "Lambda accepts 250 MB unzipped."
    )


def _zip_too_large(package: Package, size: int) -> PackingProblem:
    shown = f"{size / 1024 / 1024:.0f} MB"
    detail = f"It has {shown}; Lambda accepts 50 MB by upload. Leave files out, or deploy it as an image."
    return PackingProblem("zip-too-large", f"The package {package.name} is too large", detail)


def _is_utf_8(name: str) -> bool:
    # Python represents bytes of a name that are not UTF-8 as lone surrogates.
    return not any("\ud800" <= character <= "\udfff" for character in name)


def is_ready(package: Package) -> bool:
    """Return whether its one source is a ready-made zip file."""
    return len(package.sources) == 1 and package.sources[0].endswith(".zip")


def ready_made(path: Path, package: Package, root: Path) -> bytes | tuple[PackingProblem, ...]:
    """Return the content of a ready-made zip file, or its problems. Its size is asked before any of it is read."""
    source = package.sources[0]
    try:
        found = path.lstat()
    except FileNotFoundError:
        return (_no_zip(source, root, "Nothing is there; build it first."),)
    if stat.S_ISLNK(found.st_mode):
        detail = "It is a link. Put the zip file itself there."
        return (PackingProblem("source-outside", f"{source} leaves the project", detail),)
    if not stat.S_ISREG(found.st_mode):
        return (_no_zip(source, root, "The path is no zip file."),)
    if found.st_size > LARGEST_ZIP:
        return (_zip_too_large(package, found.st_size),)
    content = read_regular(path, LARGEST_ZIP)
    end = content.rfind(_END_OF_DIRECTORY, max(0, len(content) - _LARGEST_END))
    if end >= 0 and len(content) >= end + _END.size:
        number, directory = _END.unpack_from(content, end)[4:6]
        if number >= MOST_FILES or directory > _LARGEST_DIRECTORY:
            detail = (
                f"It may list {MOST_FILES - 1:,} files and {_LARGEST_DIRECTORY // 1024 // 1024} MB of names at most."
            )
            return (PackingProblem("source-too-many-files", f"{source} holds too many files", detail),)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            size = sum(entry.file_size for entry in archive.infolist())
    except Exception:  # a damaged archive raises errors of many kinds, and other ones in each Python
        return (_no_zip(source, root, "The path is no zip file."),)
    return (_source_too_large(package),) if size > LARGEST_SOURCE else content


# .ZIP File Format Specification, 4.3.16: the end of the central directory, with a comment of 65,535 bytes at most.
_END_OF_DIRECTORY = b"PK\x05\x06"
_END = struct.Struct("<4s4H2LH")
_LARGEST_END = _END.size + 65_535


def _no_zip(source: str, root: Path, found: str) -> PackingProblem:
    return PackingProblem("not-a-zip", f"{source} is not a zip file", f"It is looked for below {root.name}/. {found}")


def _nearby(folder: Path) -> str:
    folders: Iterable[Path] = folder.iterdir() if folder.is_dir() else ()
    names = sorted(one.name for one in folders if one.is_dir())
    return f" Beside it there is: {', '.join(names)}." if names else ""
