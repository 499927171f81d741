"""The values of unquoted YAML words: the core schema of YAML 1.2 (section 10.3.2), with its traps refused.

YAML 1.1, which PyYAML implements, reads `NO` as false, `22:22` as 1342 and `0777` as 511. Here the first two are text
and the third is refused, as is every number that Terraform could not reproduce digit by digit.
"""

from __future__ import annotations

import re
from decimal import Decimal

from msgspec import Struct

from hclpress.source.document import YamlValue

MAX_DIGITS = 15
"""Significant digits of a fraction: as many as a 64-bit float always keeps."""

_LARGEST = 2**53 - 1
_SMALLEST_EXPONENT = -15
_LONGEST_NUMBER = 40

_NULL = frozenset(("", "~", "null", "Null", "NULL"))
_BOOLEANS = {
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_FIRST_OF_NUMBERS = frozenset("+-.0123456789")
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FRACTION = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_HUGE_EXPONENT = re.compile(r"[eE][-+]?[0-9]{5}")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]")
_NOT_FINITE = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")


class Refusal(Struct, frozen=True):
    """The reason why a word has no value: the parts of a diagnostic that do not depend on the place."""

    code: str
    summary: str
    detail: str


def resolve(word: str) -> YamlValue | Refusal:
    """Return the value of an unquoted word: null, a boolean, a number, or else the word itself as text."""
    if word in _NULL:
        return None
    if word in _BOOLEANS:
        return _BOOLEANS[word]
    if word[0] not in _FIRST_OF_NUMBERS:
        return word
    if _NOT_FINITE.fullmatch(word):
        detail = f"Terraform has no such number. Write a finite number, or '{word}' in quotes for text."
        return Refusal("yaml/not-finite", f"{word} is not a finite number", detail)
    if _INTEGER.fullmatch(word) or _FRACTION.fullmatch(word):
        return _number(word)
    return word


def resolve_as(tag: str, word: str) -> YamlValue | Refusal:
    """Return the value of a word under an explicit tag: `!!str`, `!!int`, `!!float`, `!!bool` or `!!null`.

    An integer is also a `!!float`. Any other word that the tag does not describe is refused.
    """
    if tag == "!!str":
        return word
    value = resolve(word)
    if isinstance(value, Refusal):
        return value
    if tag == "!!float" and type(value) is int:
        return float(value)
    if type(value) is not _TYPES[tag]:
        detail = f"{shown(word)} is not of the type that {tag} names. Remove the tag or change the value."
        return Refusal("yaml/tag-contradicted", f"The value does not fit its tag {tag}", detail)
    return value


def shown(text: str, longest: int = 60) -> str:
    """Return the text in quotes for use in a message, shortened if it is long."""
    return f"'{text}'" if len(text) <= longest else f"'{text[: longest - 1]}…'"


def _number(word: str) -> int | float | Refusal:
    if _LEADING_ZERO.match(word):
        detail = (
            f"Programs disagree whether {shown(word)} is octal, decimal or text: an account id, say. "
            f"Quote it to keep the digits: {shown(word)}. Write octal numbers as 0o777."
        )
        return Refusal("yaml/leading-zero", "A number begins with zero: quote it", detail)
    if len(word) > _LONGEST_NUMBER:
        return _out_of_range(word)
    return _integer(word) if _INTEGER.fullmatch(word) else _fraction(word)


def _integer(word: str) -> int | Refusal:
    base = {"0o": 8, "0x": 16}.get(word[:2], 10)
    value = int(word, base)
    return value if abs(value) <= _LARGEST else _out_of_range(word)


def _fraction(word: str) -> float | Refusal:
    if _HUGE_EXPONENT.search(word):
        return _out_of_range(word)
    value = Decimal(word)
    if value.is_zero():
        return 0.0
    if value.adjusted() < _SMALLEST_EXPONENT or value.adjusted() > MAX_DIGITS or abs(value) > _LARGEST:
        return _out_of_range(word)
    significant = "".join(map(str, value.as_tuple().digits)).strip("0")
    if len(significant) > MAX_DIGITS:
        detail = (
            f"{shown(word)} has more than {MAX_DIGITS} significant digits, more than a number keeps. "
            "Round it, or quote it if it is text."
        )
        return Refusal("yaml/number-too-precise", "A number has too many digits", detail)
    return float(value)


def _out_of_range(word: str) -> Refusal:
    detail = (
        f"{shown(word)} lies outside ±{_LARGEST:,} or closer to zero than 1e{_SMALLEST_EXPONENT}, "
        "and would lose digits on its way. Quote it if it is an identifier."
    )
    return Refusal("yaml/number-out-of-range", "A number is out of range", detail)


_TYPES: dict[str, type] = {
    "!!int": int,
    "!!float": float,
    "!!bool": bool,
    "!!null": type(None),
}
