"""Writing any value as YAML, so that it can travel the way a user's value does."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal


def written(value: object) -> str:
    """The value in YAML's flow style, on one line and in ASCII."""
    match value:
        case str():
            return quoted(value)
        case bool():
            return "true" if value else "false"
        case None:
            return "null"
        case float():
            return f"{Decimal(repr(value)):f}"
        case {"!format": str(text), **others} if not others:
            return f"!format {quoted(text)}"
        case Mapping():
            return f"{{{', '.join(f'{quoted(key)}: {written(item)}' for key, item in value.items())}}}"
        case list() | tuple():
            return f"[{', '.join(map(written, value))}]"
    return str(value)


def quoted(text: str) -> str:
    """The text as a double-quoted scalar, everything but plain ASCII as an escape."""
    return f'"{"".join(map(_character, text))}"'


def _character(character: str) -> str:
    code = ord(character)
    if character in '"\\':
        return f"\\{character}"
    if 0x20 <= code < 0x7F:
        return character
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
