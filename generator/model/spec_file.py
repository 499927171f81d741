"""One file of a spec, as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.source.document import Mapping


@dataclass(frozen=True, slots=True)
class SpecFile:
    """One file of YAML.

    Attributes:
        path: where it lies, as absolute path.
        tree: what it says, each value with its place.
    """

    path: Path
    tree: Mapping
