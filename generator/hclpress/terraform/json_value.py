"""Typed JSON data, and the narrowing that keeps `Any` out of reading Terraform's output.

Terraform omits empty parts, so a missing part reads as an empty one here instead of raising.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

JsonValue: TypeAlias = "Mapping[str, JsonValue] | Sequence[JsonValue] | str | int | float | bool | None"


def mapping(value: JsonValue) -> Mapping[str, JsonValue]:
    """Return the value as an object; an empty one for any other value."""
    return value if isinstance(value, Mapping) else {}


def sequence(value: JsonValue) -> Sequence[JsonValue]:
    """Return the value as an array; an empty one for any other value, text included."""
    return value if isinstance(value, Sequence) and not isinstance(value, str) else ()


def text(value: JsonValue) -> str:
    """Return the value as text; empty text for any other value."""
    return value if isinstance(value, str) else ""


def number(value: JsonValue, default: int) -> int:
    """Return the value as a whole number; `default` for any other value."""
    return value if isinstance(value, int) else default


def texts(value: JsonValue) -> tuple[str, ...]:
    """Return the texts among the elements of an array."""
    return tuple(element for element in sequence(value) if isinstance(element, str))
