"""One file of a spec, as it was read."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from hclpress.source.document import Mapping


class SpecFile(Struct, frozen=True):
    """One file of YAML.

    Attributes:
        path: its absolute path.
        tree: its document, each value with its place.
    """

    path: Path
    tree: Mapping
