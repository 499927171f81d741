from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclpress.source.document import YamlValue
from hclpress.source.scalars import Refusal, resolve, resolve_as, shown

READ: list[tuple[str, YamlValue]] = [
    *[(word, None) for word in ("", "~", "null", "Null", "NULL")],
    *[(word, True) for word in ("true", "True", "TRUE")],
    *[(word, False) for word in ("false", "False", "FALSE")],
    *[(word, word) for word in ("no", "NO", "yes", "Yes", "on", "off", "y", "n", "tRUE", "nULL", "none")],
    *[(word, word) for word in ("22:22", "1_000", "2020-01-01", "10.0.0.0/16", "1.2.3", "0b11", "0O7", "0o8")],
    *[(word, word) for word in ("-", "+", ".", "..", "e5", "1e", "1e+", "+0x1", "0xg", "=", "<<", "١٢")],
    ("0", 0),
    ("-0", 0),
    ("+7", 7),
    ("-443", -443),
    ("0o17", 15),
    ("0xFf", 255),
    ("9007199254740991", 2**53 - 1),
    ("-9007199254740991", 1 - 2**53),
    ("0.5", 0.5),
    (".5", 0.5),
    ("5.", 5.0),
    ("-1.5", -1.5),
    ("1e3", 1000.0),
    ("1.5E-3", 0.0015),
    ("16.10", 16.1),
    ("0.0", 0.0),
    ("-0.0", 0.0),
    ("0.123456789012345", 0.123456789012345),
    ("1.5000000000000000000000000", 1.5),
    ("1e-15", 1e-15),
]

REFUSED = [
    *[(word, "yaml/leading-zero") for word in ("0777", "012345670123", "00", "-01", "+08", "00.5", "01e5")],
    *[(word, "yaml/not-finite") for word in (".inf", ".Inf", ".INF", "+.inf", "-.INF", ".nan", ".NaN", ".NAN")],
    *[(word, "yaml/number-out-of-range") for word in ("9007199254740992", "-9007199254740992", "0xffffffffffffffff")],
    *[(word, "yaml/number-out-of-range") for word in ("1e16", "1e9999999", "1e-16", "1e-99999999999999999", "9.1e15")],
    *[(word, "yaml/number-out-of-range") for word in ("1" * 5000, "1." + "1" * 5000, "0e99999")],
    *[(word, "yaml/number-too-precise") for word in ("0.1234567890123456", "1.00000000000000000000000000000001")],
]


@pytest.mark.parametrize(("word", "value"), READ)
def test_an_unquoted_word_is_read_by_the_core_schema(word: str, value: YamlValue) -> None:
    result = resolve(word)
    assert result == value
    assert type(result) is type(value)


@pytest.mark.parametrize(("word", "code"), REFUSED)
def test_a_word_that_programs_read_differently_is_refused(word: str, code: str) -> None:
    result = resolve(word)
    assert isinstance(result, Refusal)
    assert result.code == code
    assert "uote" in result.detail or "Round it" in result.detail or "Write" in result.detail


def test_negative_zero_loses_its_sign_for_terraform_has_none() -> None:
    assert str(resolve("-0.0")) == "0.0"


@pytest.mark.parametrize(
    ("tag", "word", "value"),
    [
        ("!!str", "0777", "0777"),
        ("!!str", "", ""),
        ("!!str", "true", "true"),
        ("!!int", "5", 5),
        ("!!float", "5", 5.0),
        ("!!float", "0.5", 0.5),
        ("!!bool", "TRUE", True),
        ("!!null", "", None),
    ],
)
def test_a_tag_names_the_type_its_value_has(tag: str, word: str, value: YamlValue) -> None:
    result = resolve_as(tag, word)
    assert result == value
    assert type(result) is type(value)


@pytest.mark.parametrize(
    ("tag", "word", "code"),
    [
        ("!!int", "abc", "yaml/tag-contradicted"),
        ("!!int", "1.5", "yaml/tag-contradicted"),
        ("!!int", "true", "yaml/tag-contradicted"),
        ("!!int", "0777", "yaml/leading-zero"),
        ("!!float", "true", "yaml/tag-contradicted"),
        ("!!bool", "yes", "yaml/tag-contradicted"),
        ("!!bool", "1", "yaml/tag-contradicted"),
        ("!!null", "0", "yaml/tag-contradicted"),
    ],
)
def test_a_tag_that_its_value_contradicts_is_refused(tag: str, word: str, code: str) -> None:
    result = resolve_as(tag, word)
    assert isinstance(result, Refusal)
    assert result.code == code


@given(st.integers(min_value=1 - 2**53, max_value=2**53 - 1))
def test_every_integer_in_range_is_read_back(number: int) -> None:
    assert resolve(str(number)) == number


@given(st.decimals(min_value=-(10**6), max_value=10**6, places=6))
def test_every_short_fraction_keeps_its_digits(number: Decimal) -> None:
    read = resolve(f"{number:f}")
    assert isinstance(read, float)
    assert Decimal(repr(read)) == number


@given(st.text(max_size=60))
def test_a_word_is_itself_unless_it_begins_like_a_number_or_is_a_keyword(word: str) -> None:
    result = resolve(word)
    assert result == word or word[:1] in "+-.0123456789" or word.lower() in ("", "~", "null", "true", "false")


def test_long_text_is_cut_in_messages() -> None:
    assert shown("short") == "'short'"
    assert shown("x" * 61) == f"'{'x' * 59}…'"
