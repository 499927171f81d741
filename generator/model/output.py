"""What is to stand in the output folder of an environment."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from generator.model.manifest import MANIFEST, Manifest, digest_of
from generator.model.memory import NOTHING, Memory
from generator.model.source_file import SourceFile


class Output(Struct, frozen=True, dict=True):
    """The files of one environment, with what its manifest is to remember.

    Attributes:
        address: `<system>/<label>`, its folder below the output.
        files: everything it consists of, without the manifest.
        memory: what the manifest remembers from now on.
        recalled: what it remembered when the files were made; None when there was no manifest or it knew nothing.
    """

    address: str
    files: tuple[SourceFile, ...]
    memory: Memory = NOTHING
    recalled: Memory | None = None

    @cached_property
    def manifest(self) -> Manifest:
        """The manifest that belongs to the files."""
        return Manifest({file.path.as_posix(): digest_of(file.content) for file in self.files}, self.memory)

    @property
    def digests(self) -> Mapping[str, str]:
        """The SHA-256 in hex of every file by its path, the manifest among them."""
        return {**self.manifest.files, MANIFEST: digest_of(self.contents[MANIFEST])}

    @cached_property
    def contents(self) -> Mapping[str, bytes]:
        """The bytes of every file by its path, the manifest among them."""
        own = {file.path.as_posix(): file.content for file in self.files}
        return {**own, MANIFEST: self.manifest.to_text().encode()}
