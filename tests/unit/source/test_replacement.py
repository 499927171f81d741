from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclpress.source.document import Plain, plain
from hclpress.source.insertion import NoPlaceForValue
from hclpress.source.reader import read
from hclpress.source.replacement import with_replaced


@pytest.mark.parametrize(
    ("before", "value", "after"),
    [
        ("a: 1\n", 2, "a: 2\n"),
        ("a: 1  # why\nb: 2\n", 3, "a: 3  # why\nb: 2\n"),
        ('a: "x"\n', "on", 'a: "on"\n'),
        ("a: [1, 2]\n", [3], "a: [3]\n"),
        ("{a: 1, b: 2}\n", "x: y", '{a: "x: y", b: 2}\n'),
        ("a:\n  - 1\n  - 2\nb: 3\n", [4, 5, 6], "a:\n  - 4\n  - 5\n  - 6\nb: 3\n"),
        ('a: !format "x{suffix}"\n', "plain", "a: plain\n"),
        ("a: plain\n", {"!format": "x{suffix}"}, 'a: !format "x{suffix}"\n'),
        ("a: {b: 1}\n", {"c": True}, "a: {c: true}\n"),
        ("a: |\n  text\nb: 1\n", "other", "a: other\nb: 1\n"),
        ("a: 1\r\nb: 2\r\n", 3, "a: 3\r\nb: 2\r\n"),
    ],
)
def test_only_the_value_changes(before: str, value: Plain, after: str) -> None:
    assert with_replaced(before, ["a"], value) == after


@pytest.mark.parametrize(
    ("before", "value"),
    [
        ("a: &x 1\nb: *x\n", 2),
        ("a:\n  b: 1\n", 2),
        ("a:\n  - 1\n", []),
        ("b: 1\n", 2),
    ],
)
def test_an_unusual_form_is_left_alone(before: str, value: Plain) -> None:
    with pytest.raises(NoPlaceForValue):
        with_replaced(before, ["a"], value)


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc"))))
def test_any_text_can_take_the_place_of_another(text: str) -> None:
    try:
        after = with_replaced("a: x\nb: y\n", ["a"], text)
    except NoPlaceForValue:
        return
    assert plain(read(after, "f")) == {"a": text, "b": "y"}
