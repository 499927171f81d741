from __future__ import annotations

import pytest

from hclpress.hcl import tokens
from hclpress.hcl.tokens import Unreadable, lex


@pytest.mark.parametrize(
    ("source", "kinds"),
    [
        ("a-b = 1.5e-3", [tokens.IDENTIFIER, "=", tokens.NUMBER]),
        ("a.0.1", [tokens.IDENTIFIER, ".", tokens.NUMBER]),
        ('"a $${b} \\" }"', [tokens.STRING]),
        (
            '"a${b}"',
            [
                tokens.OPEN_QUOTE,
                tokens.TEXT,
                tokens.OPEN_TEMPLATE,
                tokens.IDENTIFIER,
                tokens.CLOSE_TEMPLATE,
                tokens.CLOSE_QUOTE,
            ],
        ),
        ("{} # }", ["{", "}", tokens.LINE_COMMENT]),
        ("/* a\n b */ ...", [tokens.INLINE_COMMENT, "..."]),
        ("<<E\n}$\n E\n", [tokens.OPEN_HEREDOC, tokens.TEXT, tokens.CLOSE_HEREDOC, tokens.NEWLINE]),
    ],
)
def test_source_is_split_into(source: str, kinds: list[str]) -> None:
    assert [token.kind for token in lex(source)[0]] == kinds


def test_offsets_and_texts_give_the_source_back() -> None:
    source = 'a = "x${ { b = [1] }["b"] }" # c\n'
    found, end = lex(source)
    assert end == len(source)
    assert all(source[token.offset : token.offset + len(token.text)] == token.text for token in found)


def test_a_line_ends_behind_the_templates_it_opens() -> None:
    source = "a = <<E\n${\nb}\nE\nc = 1\n"
    assert lex(source, only_line=True)[1] == source.index("c")


@pytest.mark.parametrize(("source", "offset"), [("a = ;", 4), ('a = "x', 4), ("a = <<E\nx\n", 4), ("/* x", 0)])
def test_what_is_no_hcl_is_blamed_at_its_offset(source: str, offset: int) -> None:
    with pytest.raises(Unreadable) as raised:
        lex(source)
    assert raised.value.offset == offset
