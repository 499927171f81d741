"""The output formats, in a file of their own so that `--help` need not import the console."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """The output format: for people, for programs, or for code scanners."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
