"""Text in quotes: escaped so that Terraform, its other readers and a reviewer all see the same text."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from itertools import pairwise

from hclpress.hcl.expression import Expr, Inexpressible


def fragment(value: str) -> Expr:
    """Return text for use inside a quoted template, such as `"{{ name | fragment }}-${var.suffix}"`.

    Every `$` and `%` is written as an escape, because two harmless neighbours, `$` and `{x}`, would join into a live
    template. For the same reason `skip` is broken up if the text before it might end in `checkov:`, and `trivy:` if the
    text before it might end in a space.

    Raises:
        Inexpressible: as for `encode`, and for text that begins with a combining character, which Terraform would merge
            with the character before it.
    """
    return _fragment(str.__str__(value))


@lru_cache(maxsize=8192)
def _fragment(text: str) -> Expr:
    if _PLAIN.fullmatch(text) and not text.startswith("skip"):
        return Expr(text)
    if text and (unicodedata.category(text[0]).startswith("M") or _JOINING_JAMO.match(text)):
        raise Inexpressible(f"{text!r} begins with a character that would merge with the one before it")
    _check_text(text)
    text = _escaped(text).replace("$", r"\u0024").replace("%", r"\u0025")
    return Expr(_TRIVY_IN_FRAGMENT.sub(_BROKEN_TRIVY, _SCANNER_SKIP_IN_FRAGMENT.sub(r"\1\\u0073kip", text)))


@lru_cache(maxsize=8192)
def text_literal(text: str) -> Expr:
    """Write text as a quoted string. Raises as `quoted` does."""
    return Expr(quoted(text))


def quoted(text: str) -> str:
    """Put text into quotes, escaped.

    Raises:
        Inexpressible: for text that is not NFC, or holds lone surrogates.
    """
    _check_text(text)
    if _PLAIN.fullmatch(text):
        return f'"{text}"'
    text = _escaped(text)
    # A later `}` may not be part of this template, but python-hcl2 only asks that there is one.
    closed = text.rfind("}")
    text = _TEMPLATE.sub(
        lambda found: f"{found[1]}{found[1]}{{" if found.start() < closed else f"\\u{ord(found[1]):04x}{{",
        text,
    )
    return f'"{_TRIVY.sub(_BROKEN_TRIVY, _SCANNER_SKIP.sub(_BROKEN_SKIP, text))}"'


def _escaped(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text.replace("\\", r"\\").replace('"', r"\"")
    return _characters(f'"\\\\{_INVISIBLE}').sub(_escape, text)


def visible_text(text: str) -> str:
    """Show each character that a reviewer cannot see as its escape."""
    if text.isascii() and text.isprintable():
        return text
    return _characters(f"{_INVISIBLE}{_SURROGATES}").sub(_unicode_escape, text)


@cache
def _characters(which: str) -> re.Pattern[str]:
    """Return a pattern for any of the characters. Compiled on first use, since it takes a millisecond."""
    return re.compile(f"[{which}]")


def _check_text(text: str) -> None:
    if text.isascii():
        return
    if _characters(_SURROGATES).search(text):
        raise Inexpressible(f"{text!r} holds half of a surrogate pair, which is not text in any encoding")
    if not unicodedata.is_normalized("NFC", text):
        raise Inexpressible(
            f"{text!r} is not in Unicode's normal form C, and Terraform would change it; "
            f"write {unicodedata.normalize('NFC', text)!r}"
        )
    if any(_may_move(before, after) for before, after in pairwise(text)):
        raise Inexpressible(
            f"{text!r} holds an accent beside a character that is not in Unicode {unicodedata.unidata_version}, all "
            "that this Python knows; Terraform may know it as an accent too and change their order"
        )


def _may_move(before: str, after: str) -> bool:
    """Return whether a later Unicode may reorder two neighbours as accents, of which ours knows only one."""
    if before.isascii() or after.isascii():
        return False
    new, behind = unicodedata.category(before) == "Cn", unicodedata.category(after) == "Cn"
    return (new and unicodedata.combining(after) > 0) or (behind and unicodedata.combining(before) > 0)


def _escape(found: re.Match[str]) -> str:
    return _SHORT_ESCAPES.get(found[0]) or _unicode_escape(found)


def _unicode_escape(found: re.Match[str]) -> str:
    code = ord(found[0])
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"


_SHORT_ESCAPES = {'"': r"\"", "\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"}


_INVISIBLE = (
    "\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff"
    "\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
)


_SURROGATES = "\ud800-\udfff"


_JOINING_JAMO = re.compile("[\u1161-\u1175\u11a8-\u11c2]")


_PLAIN = re.compile(r"[A-Za-z0-9_./ -]*")


_TEMPLATE = re.compile(r"([$%])\{")


_SCANNER_SKIP = re.compile(r"(checkov|bridgecrew|cortex):skip", re.IGNORECASE)


_BROKEN_SKIP = r"\1:\\u0073kip"


_SCANNER_SKIP_IN_FRAGMENT = re.compile(r"(:|^)skip")


# Trivy's parser (aquasecurity/trivy, pkg/iac/ignore/parse.go) splits every line at spaces, in quotes or not, and reads
# the words that begin with one of its names behind the signs of a comment.
_TRIVY = re.compile(r"(?<= )([#/*]*)t(rivy|fsec):")


_TRIVY_IN_FRAGMENT = re.compile(r"(?:^|(?<= ))([#/*]*)t(rivy|fsec):")


_BROKEN_TRIVY = r"\1\\u0074\2:"
