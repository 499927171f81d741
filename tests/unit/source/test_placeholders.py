"""Text with placeholders: read into parts, and written again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclpress.source.placeholders import Placeholder, StrayBraceError, joined, pieces


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("", []),
        ("plain", ["plain"]),
        ("{a}", [Placeholder("a")]),
        ("https://{alb.dns_name}/api", ["https://", Placeholder("alb.dns_name"), "/api"]),
        ("{{a}}", ["{a}"]),
        ("{{{a}}}", ["{", Placeholder("a"), "}"]),
        ("{ a }{b}", [Placeholder("a"), Placeholder("b")]),
        ("{}", [Placeholder("")]),
    ],
)
def test_a_text_consists_of_literal_text_and_placeholders(text: str, parts: list[str | Placeholder]) -> None:
    assert list(pieces(text)) == parts


@pytest.mark.parametrize("text", ["{", "}", "a{b", "a}b", "{a}}", "{{a}", "{a{b}}"])
def test_a_brace_that_stands_alone_is_refused(text: str) -> None:
    with pytest.raises(StrayBraceError):
        list(pieces(text))


@given(st.text(alphabet='ab{}$%\\"'))
def test_any_literal_text_survives(text: str) -> None:
    parts: list[str | Placeholder] = [text, Placeholder("x")] if text else [Placeholder("x")]
    assert list(pieces(joined(parts))) == parts
