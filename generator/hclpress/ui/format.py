"""The words for how results are shown; apart, so that `--help` need not wait for what shows them."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """How results are shown: to a person, to a program, or to a code scanner."""

    TEXT = "text"
    JSON = "json"
    SARIF = "sarif"
