"""Decodes the bytes of a file to text that YAML, an editor and a person all read alike."""

from __future__ import annotations

import codecs
import re

from hclpress.diagnostics import Diagnosed, Diagnostic, Span

MAX_BYTES = 1024 * 1024
"""The longest specification that is read: 1 MiB, some two hundred times a long one."""

# The characters that YAML forbids, and those that it allows but an editor shows as something else: line ends only YAML
# knows (lone CR, NEL, LS, PS), marks without a width (BOM) and marks that turn text around (bidi controls).
_UNREADABLE = "[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|[\u2028-\u202e\u2066-\u2069\ufeff]"
# The ASCII part alone; compiling the whole takes longer than reading a spec.
_UNREADABLE_ASCII = re.compile("[^\t\n\x20-\x7e]")
# Enough to show the cause; more is noise.
_MOST_REPORTED = 20


def decode(raw: str | bytes, file: str) -> str:
    r"""Return the text of a specification: UTF-8 without a byte order mark, every line ended by a line feed.

    Args:
        raw: the bytes of the file. `\r\n` and a UTF-8 byte order mark are accepted and removed.
        file: the path to show in diagnostics.

    Raises:
        Diagnosed: `yaml/too-large` above `MAX_BYTES`, `yaml/not-utf-8` for any other encoding,
            `yaml/unreadable-character` for each of the first 20 control characters, lone surrogates, Unicode
            line separators and bidirectional marks written as such; as an escape (`"\u2028"`) they are fine.
    """
    size = len(raw) if isinstance(raw, bytes) else len(raw.encode("utf-8", "surrogatepass"))
    if size > MAX_BYTES:
        raise Diagnosed([too_large(size, file)])
    text = raw if isinstance(raw, str) else _utf8(raw, file)
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    _refuse_unreadable(text, file)
    return text if text.endswith("\n") or not text else f"{text}\n"


def too_large(size: int, file: str) -> Diagnostic:
    """Return the diagnostic for a file of `size` bytes, which is more than `MAX_BYTES`."""
    detail = f"It has {size:,} bytes; at most {MAX_BYTES:,} are read. Split it into files joined by `extends`."
    return Diagnostic("yaml/too-large", "The file is too large", detail, Span.start_of(file))


def _utf8(raw: bytes, file: str) -> str:
    utf16 = raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or b"\0" in raw[:2]
    if utf16:
        detail = "It looks like UTF-16 or UTF-32. Save it as UTF-8."
        raise Diagnosed([Diagnostic("yaml/not-utf-8", "The file is not UTF-8", detail, Span.start_of(file))])
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8").removeprefix("\ufeff")
        detail = f"The byte 0x{raw[error.start]:02x} here begins no UTF-8 character. Save the file as UTF-8."
        place = _place(before, len(before), file)
        raise Diagnosed([Diagnostic("yaml/not-utf-8", "The file is not UTF-8", detail, place)]) from None


def _refuse_unreadable(text: str, file: str) -> None:
    found = []
    unreadable = _UNREADABLE_ASCII if text.isascii() else re.compile(_UNREADABLE)
    for match in unreadable.finditer(text):
        name = f"U+{ord(match.group()):04X}"
        detail = (
            f"An editor does not show the character {name}, or shows it as something else. "
            "Remove it, or write it as an escape in a double-quoted string."
        )
        summary = f"The text contains the unreadable character {name}"
        place = _place(text, match.start(), file)
        found.append(Diagnostic("yaml/unreadable-character", summary, detail, place))
        if len(found) == _MOST_REPORTED:
            break
    if found:
        raise Diagnosed(found)


def _place(text: str, index: int, file: str) -> Span:
    line = text.count("\n", 0, index) + 1
    column = index - text.rfind("\n", 0, index)
    return Span(file, line, column, line, column + 1)
