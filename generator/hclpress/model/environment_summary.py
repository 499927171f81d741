"""The summary of a generated environment without problems, without its files."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from msgspec import Struct

from hclpress.diagnostics import Diagnostic
from hclpress.spec.environment_file import EnvironmentFile


class Summary(Struct, frozen=True):
    """The facts about it that outlive its files.

    Attributes:
        where: the environment.
        inputs: every file and folder it was made from, its manifest aside.
        digests: by the path of every file of its output, the manifest among them, the SHA-256 of its bytes in hex.
        warnings: the warnings of the checks, and the resources that Terraform would replace.
        resources: the number of resource blocks.
        modules: the number of module instances.
        until: the last day on which it is judged as now, before a waiver expires or a problem begins or ends; None if
            there is no such day.
        is_settled: whether generating it again, once it is written, gives the same result.
        applied: a text that changes whenever Git says something else about what is applied of it; empty without Git.
    """

    where: EnvironmentFile
    inputs: tuple[Path, ...]
    digests: Mapping[str, str]
    warnings: tuple[Diagnostic, ...]
    resources: int
    modules: int
    until: date | None
    is_settled: bool
    applied: str = ""
