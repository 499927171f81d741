"""What is known of a mould, written as bytes and read back: the same on every Python.

It is MessagePack, and not a pickle, for two reasons: what a pickle looks like is decided by the Python that writes it,
and whoever reads one has to guard himself against what it may call.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, DecimalException
from typing import Any, TypeAlias

from msgspec import DecodeError, Struct
from msgspec.msgpack import Decoder, Encoder, Ext

from hclpress.hcl.references import Reference
from hclpress.hcl.structure import Block, Document, HclValue
from hclpress.hcl.values import Expr

Known: TypeAlias = "Document | HclValue"

_EXPRESSION, _DECIMAL, _INTEGER, _TUPLE, _EVALUATED, _DOCUMENT = range(6)
"""What the types are numbered by that MessagePack has no word for, or that it would not tell from others."""


class Unwritable(ValueError):  # noqa: N818  (it is a verdict on the fact, not a fault of the program)
    """The fact has no form: it holds text that is no Unicode."""


class _Block(Struct, array_like=True, frozen=True):
    """A block as it is written: what its attributes are is told by each value."""

    type: str
    labels: tuple[str, ...]
    attributes: dict[str, Any]
    blocks: tuple[_Block, ...]
    line: int
    end_line: int
    lines: dict[str, int]
    references: tuple[Reference, ...]


class _Document(Struct, array_like=True, frozen=True):
    file: str
    attributes: dict[str, Any]
    blocks: tuple[_Block, ...]
    lines: dict[str, int]


def encode(fact: Known) -> bytes:
    """Write a fact.

    Raises:
        Unwritable: if it has no form.
    """
    try:
        return _encode(_form(fact))
    except UnicodeEncodeError as error:
        raise Unwritable(str(error)) from error


def decode(content: bytes) -> Known:
    """Read a fact that `encode` wrote.

    Raises:
        DecodeError: if it is none.
    """
    try:
        fact: Known = _FACT.decode(content)
    except (ValueError, DecimalException) as error:
        raise DecodeError(str(error)) from error
    return fact


def _form(value: Known) -> object:
    if isinstance(value, Expr):
        return Ext(_EXPRESSION, value.encode())
    if isinstance(value, Decimal):
        return Ext(_DECIMAL, str(value).encode())
    if isinstance(value, int) and not _LEAST <= value <= _GREATEST:
        return Ext(_INTEGER, b"%x" % value)
    if isinstance(value, tuple):
        return Ext(_TUPLE, _encode([_form(item) for item in value]))
    if isinstance(value, Mapping):
        if not any(isinstance(key, Expr) for key in value):
            return {key: _form(item) for key, item in value.items()}
        # What is not plain text cannot be a key in MessagePack.
        return Ext(_EVALUATED, _encode([(_form(key), _form(item)) for key, item in value.items()]))
    if isinstance(value, Document):
        blocks = tuple(map(_form_of_block, value.blocks))
        document = _Document(value.file, _form_of_attributes(value.attributes), blocks, dict(value.lines))
        return Ext(_DOCUMENT, _encode(document))
    return value


def _form_of_block(block: Block) -> _Block:
    return _Block(
        block.type,
        block.labels,
        _form_of_attributes(block.attributes),
        tuple(map(_form_of_block, block.blocks)),
        block.line,
        block.end_line,
        dict(block.lines),
        tuple(sorted(block.references)),
    )


def _form_of_attributes(attributes: Mapping[str, HclValue]) -> dict[str, object]:
    return {name: _form(value) for name, value in attributes.items()}


def _meant(code: int, data: memoryview) -> object:
    if code == _EXPRESSION:
        return Expr(data, "utf-8")
    if code == _TUPLE:
        return _ITEMS.decode(data)
    if code == _DOCUMENT:
        form = _STRUCTURE.decode(data)
        return Document(form.file, form.attributes, tuple(map(_block, form.blocks)), form.lines)
    if code == _DECIMAL:
        return Decimal(str(data, "utf-8"))
    if code == _EVALUATED:
        return dict(_PAIRS.decode(data))
    if code == _INTEGER:
        return int(str(data, "utf-8"), 16)
    raise DecodeError(f"{code} is the number of no type")


def _block(form: _Block) -> Block:
    return Block(
        form.type,
        form.labels,
        form.attributes,
        tuple(map(_block, form.blocks)),
        form.line,
        form.end_line,
        form.lines,
        frozenset(form.references),
    )


_LEAST, _GREATEST = -(2**63), 2**64 - 1
"""The integers that MessagePack has room for."""
_encode = Encoder().encode
_FACT = Decoder(ext_hook=_meant)
_ITEMS = Decoder(tuple[object, ...], ext_hook=_meant)
_PAIRS = Decoder(tuple[tuple[object, object], ...], ext_hook=_meant)
_STRUCTURE = Decoder(_Document, ext_hook=_meant)
