import pytest

from hclpress.diagnostics import Diagnosed, Span
from hclpress.source.text import MAX_BYTES, decode


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"a: 1\n", "a: 1\n"),
        (b"a: 1", "a: 1\n"),
        (b"a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
        (b"\xef\xbb\xbfa: 1\n", "a: 1\n"),
        ("\ufeffa: 1\n", "a: 1\n"),
        ("a: é日本😀\n".encode(), "a: é日本😀\n"),
        (b"", ""),
        ("", ""),
        (b"\xef\xbb\xbf", ""),
    ],
)
def test_utf_8_is_decoded_whatever_its_line_ends_and_byte_order_mark(raw: str | bytes, text: str) -> None:
    assert decode(raw, "a.yaml") == text


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-be"])
def test_wide_encodings_are_refused_by_name(encoding: str) -> None:
    with pytest.raises(Diagnosed) as caught:
        decode("a: 1\n".encode(encoding), "a.yaml")
    (problem,) = caught.value.diagnostics
    assert problem.code == "yaml/not-utf-8"
    assert "UTF-16" in problem.detail
    assert problem.span == Span.start_of("a.yaml")


def test_a_byte_that_is_not_utf_8_is_placed() -> None:
    with pytest.raises(Diagnosed) as caught:
        decode("a: 1\nbé: ".encode() + b"\xe9 x\n", "a.yaml")
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.span) == ("yaml/not-utf-8", Span("a.yaml", 2, 5, 2, 6))
    assert "0xe9" in problem.detail


@pytest.mark.parametrize(
    "character",
    [
        *("\0", "\x07", "\x1b", "\r", "\x7f", "\x85", "\x9b", "\u2028", "\u2029", "\u202e", "\u2066"),
        *("\ufeff", "\ufffe", "\ud800", "\udfff"),
    ],
)
def test_a_character_an_editor_does_not_show_is_refused_at_its_place(character: str) -> None:
    with pytest.raises(Diagnosed) as caught:
        decode(f"a: 1\nb: '{character}'\n", "a.yaml")
    (problem,) = caught.value.diagnostics
    assert (problem.code, problem.span) == ("yaml/unreadable-character", Span("a.yaml", 2, 5, 2, 6))
    assert f"U+{ord(character):04X}" in problem.summary


def test_all_unreadable_characters_are_reported_up_to_twenty() -> None:
    for written, reported in ((2, 2), (50, 20)):
        with pytest.raises(Diagnosed) as caught:
            decode("\x07\n" * written, "a.yaml")
        assert len(caught.value.diagnostics) == reported


def test_a_file_of_one_mebibyte_is_read_and_one_byte_more_is_not() -> None:
    assert len(decode(b"a" * MAX_BYTES, "a.yaml")) == MAX_BYTES + 1
    with pytest.raises(Diagnosed) as caught:
        decode("é" * (MAX_BYTES // 2) + "a", "a.yaml")
    (problem,) = caught.value.diagnostics
    assert problem.code == "yaml/too-large"
    assert "1,048,577 bytes" in problem.detail
