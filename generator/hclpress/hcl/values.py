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
* Checkov and Trivy read raw lines: `checkov:skip=ID` or `trivy:ignore:ID` inside a tag would switch a check off, so
  they are broken up by an escape.
* Numbers are plain decimals: Checkov cannot read an exponent, and `1e9999999` keeps a plan busy for minutes.
* Map keys are quoted by the same rules: bare, `0777` would become `777` and `for` would begin an expression.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal

from msgspec import Struct

from hclpress.hcl.expression import Expr, Inexpressible, NoLiteral
from hclpress.hcl.number_literals import number_literal
from hclpress.hcl.quoted_text import quoted, text_literal

INDENT = "  "


LIST_WIDTH = 80


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
        return text_literal(value)
    if isinstance(value, Expr):
        return value
    if isinstance(value, str):
        return Expr(value) if hasattr(value, "__html__") else text_literal(str.__str__(value))
    if isinstance(value, bool):
        return Expr("true" if value else "false")
    if isinstance(value, _NUMBERS):
        return Expr(number_literal(value))
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


def _key(key: object) -> str:
    if not isinstance(key, str) or hasattr(key, "__html__"):
        raise Inexpressible(f"{key!r} cannot be a map key: Terraform's keys are text, so write it as text")
    return quoted(str.__str__(key))


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


_NUMBERS = (int, float, Decimal)


_LISTS = (list, tuple)
