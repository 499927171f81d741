"""The content to write to the output folder of an environment."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Self

from msgspec import Struct

from hclpress.history.history import EMPTY, History
from hclpress.history.manifest import MANIFEST, Manifest, digest_of
from hclpress.model.generated_file import GeneratedFile


class EnvironmentOutput(Struct, frozen=True):
    """The files of one environment and the history in its manifest. Made by `of`.

    Attributes:
        address: `<system>/<label>`, its folder below the output.
        contents: the bytes of every file by its path, the manifest among them.
        digests: the SHA-256 of each in hex.
        history: the new history, which the manifest records.
        previous: the history when the files were rendered; None if there was no manifest or it held no history.
    """

    address: str
    contents: Mapping[str, bytes]
    digests: Mapping[str, str]
    history: History
    previous: History | None

    @classmethod
    def of(
        cls, address: str, files: Iterable[GeneratedFile], history: History = EMPTY, previous: History | None = None
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
        )
