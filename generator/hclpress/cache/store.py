"""The store in the user's cache folder: compiled templates and facts of skeletons.

Every entry can be computed again. Each begins with the digest of the rest, so that a truncated or edited entry is
discarded.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from pathlib import Path

from hclpress.system.user_cache import user_cache

_MONTH = 30 * 24 * 60 * 60
_DIGEST = hashlib.sha256().digest_size


class Store:
    """Entries of one kind, made by one version of their maker."""

    def __init__(self, kind: str, maker: bytes) -> None:
        """Open the entries.

        Args:
            kind: the kind of the entries, which is the name of a folder.
            maker: everything that decides the content of an entry besides its key. Entries of another maker are not
                found.
        """
        self._folder = _opened(kind, hashlib.sha256(maker).hexdigest()[:16])

    def find(self, key: str) -> bytes | None:
        """Return the content stored under a key, which is a file name; None if there is no intact entry."""
        if self._folder is None:
            return None
        try:
            with open(f"{self._folder}/{key}", "rb") as stream:  # noqa: PTH123  (many, and a Path each is too dear)
                content = stream.read()
        except OSError:
            return None
        kept = content[_DIGEST:]
        return kept if hashlib.sha256(kept).digest() == content[:_DIGEST] else None

    def keep(self, key: str, content: bytes) -> None:
        """Store content under a key. If it cannot be written, it is computed again next time."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            write_atomically(Path(self._folder, key), hashlib.sha256(content).digest() + content)


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
