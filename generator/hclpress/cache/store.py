"""The store in the user's cache folder: compiled templates and facts of skeletons.

Every entry can be computed again. Each is signed (`hclpress.cache.signature`), so that a truncated, edited or forged
entry is discarded.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from pathlib import Path

from hclpress.cache.signature import content_signed_as, signed
from hclpress.system.regular_file import read_regular
from hclpress.system.user_cache import user_cache

_MONTH = 30 * 24 * 60 * 60
_LARGEST = 64 * 1024 * 1024
"""The largest entry in bytes. No template and no fact comes near it."""


class Store:
    """Entries of one kind, made by one version of their maker."""

    def __init__(self, kind: str, maker: bytes) -> None:
        """Open the entries.

        Args:
            kind: the kind of the entries, which is the name of a folder.
            maker: everything that decides the content of an entry besides its key. Entries of another maker are not
                found.
        """
        version = hashlib.sha256(maker).hexdigest()[:16]
        self._folder = _opened(kind, version)
        self._name = f"{kind}/{version}"

    def find(self, key: str) -> bytes | None:
        """Return the content stored under a key, which is a file name; None if there is no intact entry."""
        if self._folder is None:
            return None
        try:
            return content_signed_as(read_regular(f"{self._folder}/{key}", _LARGEST), f"{self._name}/{key}")
        except OSError:
            return None

    def keep(self, key: str, content: bytes) -> None:
        """Store content under a key. If it cannot be written, it is computed again next time."""
        if self._folder is None:
            return
        entry = signed(content, f"{self._name}/{key}")
        if entry is not None:
            with contextlib.suppress(OSError):
                write_atomically(Path(self._folder, key), entry)


def write_atomically(path: Path, content: bytes) -> None:
    """Replace a file in one step. Of two processes at once, each writes a whole file, and the later one stays.

    Raises:
        OSError: when the system refuses; then no partial file is left.
    """
    # Most runs find every entry and need no import.
    import tempfile

    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as stream:
        written = Path(stream.name)
        try:
            stream.write(content)
            stream.flush()
            written.replace(path)
        except BaseException:
            written.unlink()
            raise


def _opened(kind: str, version: str) -> str | None:
    """Return the folder of a version, or None if it cannot be made. A new one replaces those long unused."""
    try:
        place = user_cache(kind)
        if not (place / version).is_dir():
            import shutil

            for other in place.iterdir():
                if other.stat().st_mtime < time.time() - _MONTH:
                    shutil.rmtree(other, ignore_errors=True)
        return str(user_cache(kind, version))
    except OSError:
        return None
