from __future__ import annotations

from decimal import Decimal

import pytest
from examples import PROJECT
from msgspec import DecodeError

from hclpress.cache.message_pack import Known, Unwritable, decode, encode
from hclpress.hcl import parsers
from hclpress.hcl.expression import Expr
from hclpress.hcl.structure import Document, expressions


def types(fact: object) -> object:
    """The types in a value: an expression is equal to plain text, and a number to another."""
    if isinstance(fact, tuple):
        return [types(item) for item in fact]
    if isinstance(fact, dict):
        return [(types(key), types(item)) for key, item in fact.items()]
    return type(fact)


@pytest.mark.parametrize(
    "fact",
    [
        None,
        True,
        0,
        2**64 - 1,
        2**64,
        -(2**63) - 1,
        1.5,
        Decimal("0.1234567890123456789"),
        "text\0 with é and \U0001f600",
        Expr("var.a"),
        (),
        ("a", Expr("b"), ("c", ())),
        {"b": 1, "a": ({"c": (Expr("d"),)},)},
        {"b": 1, Expr("var.a"): (2,), "a": None},
    ],
    ids=repr,
)
def test_what_is_written_is_read_back_in_its_order_and_with_its_types(fact: Known) -> None:
    found = decode(encode(fact))
    assert found == fact
    assert types(found) == types(fact)
    if isinstance(fact, dict):
        assert list(found) == list(fact)  # type: ignore[arg-type]


def test_every_file_of_a_system_is_read_back_with_what_is_text_and_what_is_an_expression() -> None:
    for path in sorted((PROJECT / "out" / "storefront").rglob("*.tf")):
        document = parsers.read(path.read_text(), path.name)
        found = decode(encode(document))
        assert isinstance(found, Document)
        assert found == document
        for ours, theirs in zip(found.blocks, document.blocks, strict=True):
            assert list(expressions(ours)) == list(expressions(theirs))


def test_text_that_is_no_unicode_has_no_form() -> None:
    for fact in ("\ud800", ("\ud800",), Expr("\ud800"), {"\ud800": 1}):
        with pytest.raises(Unwritable):
            encode(fact)


@pytest.mark.parametrize(
    "content",
    [b"", b"\xc1", encode("a") + b"a", encode(Decimal(1)).replace(b"1", b"x"), b"\xd4\x63a", b"\xd4\x00\xff"],
    ids=repr,
)
def test_what_nobody_wrote_is_refused(content: bytes) -> None:
    with pytest.raises(DecodeError):
        decode(content)
