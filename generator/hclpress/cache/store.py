"""What was made once and is kept in the user's cache: compiled templates, and what is known of texts that are alike.

Nothing there is missed when it is gone. Each entry begins with the digest of the rest: what was cut short or edited is
not believed, and made anew.
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
    """Entries of one kind, made by one version of whatever makes them."""

    def __init__(self, kind: str, maker: bytes) -> None:
        """Open the entries.

        Args:
            kind: what they are: the name of a folder.
            maker: all that decides what is made of the same thing. What another maker made is not found.
        """
        self._folder = _opened(kind, hashlib.sha256(maker).hexdigest()[:16])

    def find(self, key: str) -> bytes | None:
        """What was kept under a key, a file name; None when nothing was, or it is no longer that."""
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
        """Keep something under a key. Where that cannot be written, it is made again next time."""
        if self._folder is None:
            return
        with contextlib.suppress(OSError):
            write_atomically(Path(self._folder, key), hashlib.sha256(content).digest() + content)


def write_atomically(path: Path, content: bytes) -> None:
    """Put a file into its place in one step. Two processes at once each put a whole one, and the later one stays.

    Raises:
        OSError: when the system refuses; then nothing of it is left.
    """
    # Most runs find everything, and do not wait for it.
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
    """The folder of a version; None where there can be none. A new one takes the place of those long unused."""
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
