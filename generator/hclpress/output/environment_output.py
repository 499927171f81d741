"""The content to write to the output folder of an environment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Self

from msgspec import Struct

from hclpress.history.history import EMPTY, History
from hclpress.history.manifest import MANIFEST, Manifest, digest_of
from hclpress.model.generated_file import GeneratedFile


class Accepted(Struct, frozen=True):
    """Content that a render may replace, though no manifest in the folder lists it.

    Attributes:
        manifest: the SHA-256 in hex of a manifest that is damaged, and known otherwise; None if it is sound.
        files: by the path of a file the digests of content that Git has.
    """

    manifest: str | None = None
    files: Mapping[str, frozenset[str]] = {}


NOTHING = Accepted()
"""Only what the manifest lists may be replaced."""


class EnvironmentOutput(Struct, frozen=True):
    """The files of one environment and the history in its manifest. Made by `of`.

    Attributes:
        address: `<system>/<label>`, its folder below the output.
        contents: the bytes of every file by its path, the manifest among them.
        digests: the SHA-256 of each in hex.
        history: the new history, which the manifest records.
        previous: the history when the files were rendered; None if there was no manifest or it held no history.
        accepted: what may be replaced beside the files in the manifest.
    """

    address: str
    contents: Mapping[str, bytes]
    digests: Mapping[str, str]
    history: History
    previous: History | None
    accepted: Accepted = NOTHING

    @classmethod
    def of(
        cls,
        address: str,
        files: Iterable[GeneratedFile],
        history: History = EMPTY,
        previous: History | None = None,
        accepted: Accepted = NOTHING,
    ) -> Self:
        """Return the output that consists of these files and their manifest."""
        contents = {file.path.as_posix(): file.content for file in files}
        digests = {path: digest_of(content) for path, content in contents.items()}
        manifest = Manifest(digests, history).to_text().encode()
        return cls(
            address,
            {**contents, MANIFEST: manifest},
            {**digests, MANIFEST: digest_of(manifest)},
            history,
            previous,
            accepted,
        )
