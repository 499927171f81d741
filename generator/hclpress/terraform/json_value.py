"""Plain JSON data with a type, and the narrowing that keeps `Any` out of reading Terraform's output.

Terraform leaves out what is empty, so a missing part reads as an empty one here instead of raising.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

JsonValue: TypeAlias = "Mapping[str, JsonValue] | Sequence[JsonValue] | str | int | float | bool | None"


def mapping(value: JsonValue) -> Mapping[str, JsonValue]:
    """The value as an object; an empty one for anything else."""
    return value if isinstance(value, Mapping) else {}


def sequence(value: JsonValue) -> Sequence[JsonValue]:
    """The value as an array; an empty one for anything else, text included."""
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def text(value: JsonValue) -> str:
    """The value as text; empty text for anything else."""
    return value if isinstance(value, str) else ""


def number(value: JsonValue, default: int) -> int:
    """The value as a whole number; `default` for anything else."""
    return value if isinstance(value, int) else default


def texts(value: JsonValue) -> tuple[str, ...]:
    """The texts among the elements of an array."""
    return tuple(element for element in sequence(value) if isinstance(element, str))
