"""An environment that was pressed and found sound, without what it was pressed to."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from hclpress.diagnostics import Diagnostic
from hclpress.spec.environment_file import EnvironmentFile


class Summary(Struct, frozen=True):
    """What is to be known of it.

    Attributes:
        where: the environment.
        inputs: every file and folder it was made from, its manifest aside.
        digests: by the path of every file of its output, the manifest among them, the SHA-256 of its bytes in hex.
        warnings: what the checks mind without stopping, and what Terraform would make anew.
        resources: how many resource blocks it has.
        modules: how many module instances it has.
        until: the last day on which it is sound, for then a waiver ends; None when none ends.
        is_settled: whether pressing it again, once it is written, comes to the same.
    """

    where: EnvironmentFile
    inputs: tuple[Path, ...]
    digests: Mapping[str, str]
    warnings: tuple[Diagnostic, ...]
    resources: int
    modules: int
    until: date | None
    is_settled: bool
