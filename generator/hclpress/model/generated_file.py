"""One rendered file, before it is written."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path, PurePosixPath

from msgspec import Struct


class GeneratedFile(Struct, frozen=True, dict=True):
    """A file of the output with its whole content.

    Attributes:
        path: its path, relative to the environment's folder in `out/`.
        content: its bytes; in text, line feeds only and one at the end.
        instance: the module instance it belongs to, None for the root module.
        template: the template that it was rendered from, None for a file that has none.
        copied_from: the file of plain Terraform that it is, byte for byte; None for any other.
    """

    path: PurePosixPath
    content: bytes
    instance: str | None = None
    template: Path | None = None
    copied_from: Path | None = None

    @classmethod
    def of_text(
        cls, path: PurePosixPath, text: str, instance: str | None = None, template: Path | None = None
    ) -> GeneratedFile:
        """Return a file of text, in UTF-8."""
        return cls(path, text.encode(), instance, template)

    @cached_property
    def text(self) -> str:
        """The content as text, without the mark that an editor may put in front of a copied file."""
        return self.content.decode("utf-8-sig")

    @cached_property
    def is_terraform(self) -> bool:
        """Whether it is part of the configuration."""
        return str(self.path).endswith(".tf") and not self.is_inside

    @cached_property
    def is_hcl(self) -> bool:
        """Whether Terraform reads it, as configuration or as a test."""
        return self.is_terraform or (self.copied_from is None and self.path.suffix == ".hcl")

    @property
    def is_inside(self) -> bool:
        """Whether it belongs to a module inside a folder of plain Terraform, or to the tests of that."""
        return self.copied_from is not None and self.instance is None
