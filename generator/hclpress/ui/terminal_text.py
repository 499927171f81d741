"""Text from outside, made safe for a terminal, and its width there."""

from __future__ import annotations

import unicodedata

_TAB = "    "
# Invisible or disruptive: controls, format marks such as bidi overrides, surrogates, private use, separators.
_DISRUPTIVE = frozenset(("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))


def visible(text: str) -> str:
    r"""Return the text as one line for a terminal: tabs as four spaces, and other control characters as escapes."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(map(_visible_character, text))


def _visible_character(character: str) -> str:
    if character == "\t":
        return _TAB
    if unicodedata.category(character) not in _DISRUPTIVE:
        return character
    number = ord(character)
    if number <= 0xFF:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"


def columns_of(text: str) -> int:
    """Return the width of the text in terminal columns: two for a CJK letter, none for a combining accent."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)
