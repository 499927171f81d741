"""pack: a stack → the same with its source code packed into zip files, the same bytes on every machine."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

from msgspec import structs

from generator.diagnostics import Diagnosed, Diagnostic
from generator.model.contract import Package, identifier
from generator.model.stack import Instance, Stack, Zip

# What a clock cannot change: zip files begin with 1980.
_TIME = (1980, 1, 1, 0, 0, 0)
_PERMISSIONS = 0o100644 << 16
_NOT_PACKED = frozenset({"__pycache__", ".DS_Store", ".git", ".mypy_cache", ".pytest_cache", ".ruff_cache"})
# Lambda developer guide, "Lambda quotas": 50 MB for a zip that is uploaded directly, 250 MB unzipped.
LARGEST_ZIP = 50 * 1024 * 1024
LARGEST_SOURCE = 250 * 1024 * 1024


def pack(stack: Stack, root: Path) -> Stack:
    """Pack what the instances of a stack deploy as code.

    Files are stored in order of name, with one time and one mode, so that the bytes depend on nothing but the sources.

    Args:
        stack: as `wire` made it.
        root: the project's root, which source folders are relative to and may not leave.

    Raises:
        Diagnosed: for each source folder that is missing, empty, too large or outside the project, and for links.
    """
    problems: list[Diagnostic] = []
    instances = tuple(_packed(instance, stack, root.resolve(), problems) for instance in stack.instances)
    if problems:
        raise Diagnosed(problems)
    return structs.replace(stack, instances=instances)


def sources(stack: Stack, root: Path) -> Iterator[Path]:
    """Every file and folder that `pack` reads for a stack."""
    for instance in stack.instances:
        for package in instance.settings.packages(instance.site):
            for source in package.sources:
                yield root / source
                yield from _everything(root / source)


def _packed(instance: Instance, stack: Stack, root: Path, problems: list[Diagnostic]) -> Instance:
    zips = {}
    for package in instance.settings.packages(instance.site):
        place = stack.spec.place(instance.name, package.path)
        found = [Diagnostic(f"pack/{code}", summary, detail, place) for code, summary, detail in _wrong(package, root)]
        if not found:
            content = (root / package.sources[0]).read_bytes() if _is_packed(package) else zipped(package, root)
            if len(content) > LARGEST_ZIP:
                size = f"{len(content) / 1024 / 1024:.0f} MB"
                detail = f"It has {size}; Lambda takes 50 MB by upload. Leave files out, or deploy it as an image."
                found = [Diagnostic("pack/zip-too-large", f"The package {package.name} is too large", detail, place)]
            digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
            zips[identifier(package.name)] = Zip(f"packages/{package.name}.zip", content, digest)
        problems += found
    return structs.replace(instance, zips=zips)


def _is_packed(package: Package) -> bool:
    """Whether its one source is a zip file that somebody made already."""
    return len(package.sources) == 1 and package.sources[0].endswith(".zip")


def _wrong(package: Package, root: Path) -> Iterator[tuple[str, str, str]]:
    """(code, summary, detail) of everything wrong with the sources of a package."""
    if any("\0" in source for source in package.sources):
        yield "source-missing", "A path cannot hold the character NUL", "Name a folder of the project."
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
            yield "source-outside", f"{source} leaves the project", detail
        elif not folder.is_dir():
            nearby = (
                sorted(one.name for one in folder.parent.iterdir() if one.is_dir()) if folder.parent.is_dir() else []
            )
            there = f" Beside it there is: {', '.join(nearby)}." if nearby else ""
            yield "source-missing", f"There is no folder {source}", f"It is looked for below {root.name}/.{there}"
        else:
            folders += 1
            links = [path for path in _everything(folder) if path.is_symlink()]
            for link in links:
                detail = f"{link.relative_to(root)} would pack what lies elsewhere. Put the file itself there."
                yield "source-link", f"{source} holds a link", detail
            files += [path for path in _everything(folder) if path.is_file() and not path.is_symlink()]
    if not files and folders == len(package.sources):
        yield "source-empty", f"The package {package.name} would be empty", "Its source folders hold no files."
    elif sum(path.stat().st_size for path in files) > LARGEST_SOURCE:
        yield "source-too-large", f"The sources of {package.name} are too large", "Lambda takes 250 MB unzipped."


def _wrong_zip(source: str, root: Path) -> Iterator[tuple[str, str, str]]:
    path = root / source
    if not path.resolve().is_relative_to(root) or path.is_symlink():
        detail = "It is relative to the folder that holds `environments`, and lies below it."
        yield "source-outside", f"{source} leaves the project", detail
    elif not path.is_file() or not zipfile.is_zipfile(path):
        found = "What lies there is something else." if path.exists() else "Nothing lies there; build it first."
        yield "not-a-zip", f"{source} is no zip file", f"It is looked for below {root.name}/. {found}"


def zipped(package: Package, root: Path) -> bytes:
    """The zip file of a package's source folders, below `root`. What is in the later ones lies on top."""
    files: dict[str, Path] = {}
    for source in package.sources:
        folder = root / source
        files |= {path.relative_to(folder).as_posix(): path for path in _everything(folder) if path.is_file()}
    buffer = io.BytesIO()
    # Stored, not compressed: what a compressor writes depends on its version.
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archive:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, _TIME)
            entry.external_attr = _PERMISSIONS
            entry.create_system = 3
            archive.writestr(entry, files[name].read_bytes())
    return buffer.getvalue()


def _everything(folder: Path) -> Iterator[Path]:
    """Every file, link and folder below a folder, but what is never packed; folders that are links are not entered."""
    found = []
    for here, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name not in _NOT_PACKED]
        names = (name for name in files if name not in _NOT_PACKED and not name.endswith(".pyc"))
        found += [f"{here}{os.sep}{name}" for name in (*folders, *names)]
    yield from sorted(map(Path, found))
