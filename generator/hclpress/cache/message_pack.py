"""The computed facts of a skeleton, written as bytes and read back: the same on every Python.

The format is MessagePack for two reasons: the form of a pickle depends on the Python that writes it, and a pickle may
call anything when it is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, DecimalException
from typing import Any, TypeAlias

from msgspec import DecodeError, Struct
from msgspec.msgpack import Decoder, Encoder, Ext

from hclpress.hcl.expression import Expr
from hclpress.hcl.references import Reference
from hclpress.hcl.structure import Block, Document, HclValue

Known: TypeAlias = "Document | HclValue"

_EXPRESSION, _DECIMAL, _INTEGER, _TUPLE, _EVALUATED, _DOCUMENT = range(6)
"""The numbers of the types that MessagePack lacks or would not distinguish from others."""


class Unwritable(ValueError):  # noqa: N818  (it describes the fact, and is no error of the program)
    """The fact cannot be encoded: it holds text that is not Unicode."""


class _Block(Struct, array_like=True, frozen=True):
    """The encoded form of a block. Each value of its attributes states its own type."""

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
    """Encode a fact.

    Raises:
        Unwritable: if it cannot be encoded.
    """
    try:
        return _encode(_form(fact))
    except UnicodeEncodeError as error:
        raise Unwritable(str(error)) from error


def decode(content: bytes) -> Known:
    """Decode a fact that `encode` wrote.

    Raises:
        DecodeError: if the bytes are no encoded fact.
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
        # A key in MessagePack is plain text only.
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
    raise DecodeError(f"No type has the number {code}")


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
"""The range of integers in MessagePack."""
_encode = Encoder().encode
_FACT = Decoder(ext_hook=_meant)
_ITEMS = Decoder(tuple[object, ...], ext_hook=_meant)
_PAIRS = Decoder(tuple[tuple[object, object], ...], ext_hook=_meant)
_STRUCTURE = Decoder(_Document, ext_hook=_meant)
