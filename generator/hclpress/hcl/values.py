r"""Writes Python values as HCL: HCL's own autoescape.

`encode` is to HCL what HTML escaping is to HTML: whatever a value contains, the result is one literal that Terraform
reads back as the same value. `Expr` marks text that is HCL already, as `Markup` marks HTML.

The rules, each because Terraform 1.11 or a tool that reads our files would otherwise read another value:

* JSON's escapes are not HCL's: `\b`, `\f` and surrogate pairs are errors, and `${` and `%{` stay live. Quoted
  strings
  know `\n \r \t \" \\ \uNNNN \UNNNNNNNN`, `$${` and `%%{`.
* python-hcl2 takes `$${` only together with a later `}`; where there is none, `\u0024{` says the same to
  everybody.
* What a reviewer cannot see (control, bidirectional, zero width and private characters) is written as `\u`.
  The set is
  spelled out here and not taken from Python's Unicode tables, so that every Python writes the same bytes.
* Terraform normalises every string to NFC, escapes included, so other text cannot be expressed and is
  refused; so are accents beside characters newer than this Python, for Terraform may know their order.
* Checkov reads raw lines: `checkov:skip=ID` inside a tag would switch a check off, so it is broken up by an
  escape.
* Numbers are plain decimals: Checkov cannot read an exponent, and `1e9999999` keeps a plan busy for minutes.
* Map keys are quoted by the same rules: bare, `0777` would become `777` and `for` would begin an expression.
"""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Mapping
from decimal import Decimal
from functools import cache, lru_cache
from itertools import pairwise
from typing import Self

from msgspec import Struct

INDENT = "  "
LIST_WIDTH = 80
COMMENT_WIDTH = 100
NUMBER_PRECISION = 512
"""The precision of Terraform's numbers, in bits."""
NUMBER_WIDTH = 400
"""The length of the longest number written, in characters; every finite float fits."""


class Inexpressible(ValueError):  # noqa: N818  (it describes the value, and is no error of the program)
    """HCL has no literal that Terraform reads back as the value."""


class NoLiteral(Inexpressible):
    """The value is of a type that has no literal in HCL, whatever it holds."""


class Expr(str):
    """Text that is HCL source already: an expression, a checked name, a comment. `encode` does not change it.

    It compares equal to plain text with the same characters; use `isinstance` if the difference matters.
    """

    __slots__ = ()

    def __html__(self) -> Self:
        """Tell Jinja's autoescape, by markupsafe's protocol, that the text needs no escaping."""
        return self


class Object(Struct, frozen=True):
    """A mapping whose keys are attribute names rather than data. Made by `attributes`."""

    values: Mapping[str, object]


def attributes(values: Mapping[str, object]) -> Object:
    """Mark a mapping as an object literal with bare keys, such as `{ cidr = ..., zone = ... }`.

    Raises:
        Inexpressible: if a key is not an identifier, or is a keyword (`for`, `null`).
    """
    for key in values:
        if not _IDENTIFIER.fullmatch(key) or key in _KEYWORDS:
            raise Inexpressible(f"{key!r} cannot be an attribute name: it is no identifier, or a keyword of HCL")
    return Object(values)


def encode(value: object) -> Expr:
    """Write a value as the HCL literal that Terraform reads back as the same value.

    Accepts None, bool, int, float, Decimal, str, lists and tuples, mappings with str keys, `Object` and `Expr`, to any
    depth Python itself can recurse to. Mappings keep their order. Lists of one-line items stay on one line up to 80
    characters; other lists and all mappings take one line per item, indented by two spaces relative to the first line.
    `=` signs are not aligned: `layout` does that.

    Strings with `__html__` are source already: `Expr`, and the results of Jinja macros.

    Raises:
        Inexpressible: for text that is not NFC or holds lone surrogates, numbers that are not finite or that
            Terraform's 512 bits cannot hold exactly, mapping keys that are not strings, and any other type.
    """
    # In the order of frequency, since this runs a thousand times for each environment.
    if type(value) is str:
        return _text(value)
    if isinstance(value, Expr):
        return value
    if isinstance(value, str):
        return Expr(value) if hasattr(value, "__html__") else _text(str.__str__(value))
    if isinstance(value, bool):
        return Expr("true" if value else "false")
    if isinstance(value, _NUMBERS):
        return Expr(_number(value))
    if isinstance(value, _LISTS):
        return _list([encode(item) for item in value])
    if isinstance(value, Object):
        return _mapping([(key, encode(item)) for key, item in value.values.items()])
    if isinstance(value, Mapping):
        return _mapping([(_key(key), encode(item)) for key, item in value.items()])
    if value is None:
        return Expr("null")
    # Formatting the value lets Jinja's StrictUndefined raise its own, better message.
    raise NoLiteral(f"{value} is a {type(value).__name__}, which has no literal in HCL")


def bare(value: str) -> Expr:
    """Return a checked name or dotted path, such as `module.web.security_group_id`, without quotes.

    It is used as a label, a part of a reference, or a piece of a quoted template.

    Raises:
        Inexpressible: if any part is not `[A-Za-z_][A-Za-z0-9_-]*`, or the whole is `true`, `false` or
        `null`.
    """
    if not _PATH.fullmatch(value) or value in _LITERALS:
        raise Inexpressible(
            f"{value!r} cannot be written in HCL without quotes: only letters, digits, `_` and `-`, joined by dots"
        )
    return Expr(str.__str__(value))


def fragment(value: str) -> Expr:
    """Return text for use inside a quoted template, such as `"{{ name | fragment }}-${var.suffix}"`.

    Every `$` and `%` is written as an escape, because two harmless neighbours, `$` and `{x}`, would join into a live
    template. For the same reason `skip` is broken up if the text before it might end in `checkov:`.

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
    return Expr(_SCANNER_SKIP_IN_FRAGMENT.sub(r"\1\\u0073kip", text))


def comment(text: str) -> Expr:
    r"""Return text as `# ` lines of at most 100 columns (a longer word stays whole), without a newline at the end.

    Every line break, Unicode's included, starts a new comment line, so nothing can escape from the comment;
    empty lines between paragraphs stay. Characters that cannot be seen are shown as `\u`; marks with which
    scanners are told to skip a check are broken up by a space. Text without content gives an empty `Expr`.
    """
    lines: list[str] = []
    for line in text.strip().splitlines():
        shown = _SCANNER_MARK.sub(r"\1 \2", _visible(line.replace("\t", " ").strip()))
        lines += textwrap.wrap(shown, COMMENT_WIDTH - len("# "), break_long_words=False, break_on_hyphens=False) or [""]
    return Expr("\n".join(f"# {line}".rstrip() for line in lines))


@lru_cache(maxsize=8192)
def _text(text: str) -> Expr:
    return Expr(_quoted(text))


def _quoted(text: str) -> str:
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
    return f'"{_SCANNER_SKIP.sub(_BROKEN_SKIP, text)}"'


def _escaped(text: str) -> str:
    if text.isascii() and text.isprintable():
        return text.replace("\\", r"\\").replace('"', r"\"")
    return _characters(f'"\\\\{_INVISIBLE}').sub(_escape, text)


def _visible(text: str) -> str:
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


def _number(value: int | float | Decimal) -> str:
    if isinstance(value, int) and abs(value) < _SMALL:
        return str(value)
    number = Decimal(repr(float(value))) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise Inexpressible(f"{value} is not a finite number")
    _, digits, exponent = number.as_tuple()
    # Checked before it is written out: a short Decimal can mean a billion digits.
    if len(digits) + abs(int(exponent)) > NUMBER_WIDTH:
        raise Inexpressible(f"The number has more than {NUMBER_WIDTH} digits written out")
    # A float is read back through the nearest float, so only its 53 bits have to survive, and they always do.
    if not isinstance(value, float) and _bits(number) > NUMBER_PRECISION:
        raise Inexpressible(f"{value} needs more than the {NUMBER_PRECISION} bits of Terraform's numbers")
    return f"{number:f}" if number else "0"


def _bits(number: Decimal) -> int:
    """Return the bits of a whole number without trailing zeros; of a fraction all digits count."""
    if number.as_tuple().exponent in range(-NUMBER_WIDTH, 0):
        return int("".join(map(str, number.as_tuple().digits))).bit_length()
    whole = abs(int(number))
    return (whole // (whole & -whole or 1)).bit_length()


def _key(key: object) -> str:
    if not isinstance(key, str) or hasattr(key, "__html__"):
        raise Inexpressible(f"{key!r} cannot be a map key: Terraform's keys are text, so write it as text")
    return _quoted(str.__str__(key))


def _mapping(entries: list[tuple[str, Expr]]) -> Expr:
    if not entries:
        return Expr("{}")
    lines = [f"{INDENT}{key} = {_indented(value)}\n" for key, value in entries]
    return Expr(f"{{\n{''.join(lines)}}}")


def _list(items: list[Expr]) -> Expr:
    line = f"[{', '.join(items)}]"
    if len(line) <= LIST_WIDTH and "\n" not in line:
        return Expr(line)
    lines = [f"{INDENT}{_indented(item)},\n" for item in items]
    return Expr(f"[\n{''.join(lines)}]")


def _indented(value: str) -> str:
    return value.replace("\n", f"\n{INDENT}")


_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
_PATH = re.compile(rf"{_IDENTIFIER.pattern}(?:\.{_IDENTIFIER.pattern})*")
_LITERALS = frozenset({"true", "false", "null"})
_KEYWORDS = _LITERALS | {"for", "for_each", "in", "if", "else", "endif", "endfor"}

_SHORT_ESCAPES = {'"': r"\"", "\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
_INVISIBLE = (
    "\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ue000-\uf8ff\ufdd0-\ufdef\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e0fff"
    "\U000f0000-\U0010ffff"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000))
)
_SURROGATES = "\ud800-\udfff"
_NUMBERS = (int, float, Decimal)
_LISTS = (list, tuple)
_SMALL = 2**53
"""A smaller whole number needs no check."""
_JOINING_JAMO = re.compile("[\u1161-\u1175\u11a8-\u11c2]")
_PLAIN = re.compile(r"[A-Za-z0-9_./ -]*")
_TEMPLATE = re.compile(r"([$%])\{")
_SCANNER_SKIP = re.compile(r"(checkov|bridgecrew|cortex):skip", re.IGNORECASE)
_BROKEN_SKIP = r"\1:\\u0073kip"
_SCANNER_SKIP_IN_FRAGMENT = re.compile(r"(:|^)skip")
_SCANNER_MARK = re.compile(
    r"((?:checkov|bridgecrew|cortex|tfsec|trivy):|tflint-|kics-)(skip|ignore|scan)", re.IGNORECASE
)
