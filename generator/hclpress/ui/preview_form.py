"""The formats and gates of a preview, in a file of their own so that `--help` need not import the command."""

from __future__ import annotations

from enum import StrEnum


class PreviewForm(StrEnum):
    """The output format: for people, for programs, for the comment of a pull request, for code scanners."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    SARIF = "sarif"


class Gate(StrEnum):
    """The changes that a pipeline stops at: replacements, whatever is destroyed, destroyed data."""

    REPLACE = "replace"
    DESTROY = "destroy"
    DATA = "data"
