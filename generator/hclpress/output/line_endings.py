"""Line endings: files that a checkout has converted, and zip files made from such sources."""

from __future__ import annotations

import io
import zipfile

ADVICE = (
    "Git converts line endings where `core.autocrlf` or an attribute says so. Let `.gitattributes` say "
    "`* text eol=lf`, for the specs, the templates and the sources of functions too (the output has one of its own), "
    "then check the files out again: `git rm --cached -r . && git reset --hard`, with all of your work committed."
)
_LARGEST = 64 * 1024 * 1024


def is_converted(found: bytes, wanted: bytes) -> bool:
    """Return whether two contents are the same but for their line endings; of zip files, those of their files."""
    if found == wanted:
        return False
    if found.startswith(b"PK") and wanted.startswith(b"PK"):
        return _files(found) == _files(wanted) is not None
    return _unix(found) == _unix(wanted)


def _files(archive: bytes) -> dict[str, bytes] | None:
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as opened:
            if sum(entry.file_size for entry in opened.infolist()) > _LARGEST:
                return None
            return {entry.filename: _unix(opened.read(entry)) for entry in opened.infolist()}
    except Exception:  # a damaged archive raises errors of many kinds
        return None


def _unix(content: bytes) -> bytes:
    return content.replace(b"\r\n", b"\n")
