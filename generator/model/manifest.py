"""The manifest: which files of an output folder are ours, and what we last wrote into them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

MANIFEST = ".hclpress.json"
"""Its name in an environment's output folder. Committed with the rest."""
FORMAT = 1


class NotAManifest(ValueError):  # noqa: N818  (a verdict on the file)
    """The text is no manifest this version of hclpress understands."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """Our files by path relative to the environment's folder, with the SHA-256 of their bytes in hex."""

    files: Mapping[str, str]

    def to_text(self) -> str:
        """The manifest as it is written: JSON, sorted, one file a line, so that merges stay easy."""
        return json.dumps({"format": FORMAT, "files": dict(sorted(self.files.items()))}, indent=2) + "\n"

    @classmethod
    def from_text(cls, text: str) -> Manifest:
        """Read a manifest.

        Raises:
            NotAManifest: with a sentence for people.
        """
        try:
            raw = json.loads(text)
        except ValueError as error:
            raise NotAManifest(f"it is not JSON ({error})") from None
        if not isinstance(raw, dict) or raw.get("format") != FORMAT:
            raise NotAManifest(f"it is not of format {FORMAT}")
        files = raw.get("files")
        if not isinstance(files, dict) or not all(
            isinstance(path, str) and isinstance(digest, str) and _is_safe(path) for path, digest in files.items()
        ):
            raise NotAManifest("its `files` are not paths with hashes")
        return cls(files)


def digest_of(content: bytes) -> str:
    """The SHA-256 of a file's bytes in hex."""
    return hashlib.sha256(content).hexdigest()


def _is_safe(path: str) -> bool:
    """Whether a path stays inside the folder; a manifest may have been edited by anybody."""
    return bool(path) and not path.startswith("/") and "\\" not in path and ".." not in path.split("/")
