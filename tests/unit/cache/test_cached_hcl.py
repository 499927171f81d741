import re
from pathlib import Path

import pytest
from examples import PROJECT
from hypothesis import given, settings
from hypothesis import strategies as st

from hclpress.cache import cached_hcl
from hclpress.diagnostics import Diagnosed
from hclpress.hcl import parsers
from hclpress.hcl.layout import LayoutError, layout
from hclpress.hcl.skeleton import filled, split

PLAIN = st.text(st.characters(blacklist_characters='"\\$%\n\r\0', blacklist_categories=("Cs",)))
RENDERED = sorted((PROJECT / "out").rglob("*.tf"))
# Small ones, since each is parsed anew in every run of the law.
SMALL = [path for path in RENDERED if path.stat().st_size < 1500]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(SMALL), st.data())
def test_other_texts_in_the_same_skeleton_are_read_as_a_full_parse_reads_them(path: Path, data: st.DataObject) -> None:
    text = path.read_text()
    skeleton, texts = split(text)
    cached_hcl.accept_and_read(text, "seen-before.tf")
    other = filled(skeleton, drawn_for(text, len(texts), data))
    parsers.accept(other, "a.tf")
    assert cached_hcl.accept_and_read(other, "a.tf") == parsers.read(other, "a.tf")


def drawn_for(text: str, number: int, data: st.DataObject) -> list[str]:
    """Texts for the gaps of a file; the comment at its head is one only if no white space ends it."""
    others = data.draw(st.lists(PLAIN, min_size=number, max_size=number))
    return [f"{others[0]}.", *others[1:]] if text.startswith("# ") else others


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(RENDERED), st.data())
def test_other_texts_in_the_same_skeleton_are_laid_out_as_if_there_were_no_skeleton(
    path: Path, data: st.DataObject
) -> None:
    # As templates leave it: nothing in columns, and indented by whoever wrote the loop.
    text = re.sub(r"(?m)^ +", " ", re.sub(r" +=", " =", path.read_text()))
    skeleton, texts = split(text)
    assert cached_hcl.layout(text) == layout(text) == path.read_text()
    other = filled(skeleton, drawn_for(text, len(texts), data))
    assert cached_hcl.layout(other) == layout(other)


@pytest.mark.parametrize(
    "text",
    [
        'a = "x" # why\nlong = "y"\n',
        '"k" = "v"\n"longer" = "w"\n',
        'x = { a = "b" }\nyy = [\n"c",\n]\n',
        'a = <<EOT\n"b"\nEOT\ncc = "d"\n',
    ],
)
def test_hand_made_texts_are_laid_out_as_if_there_were_no_skeleton(text: str) -> None:
    for other in (text, text.replace('"', '"much wider ')):
        assert cached_hcl.layout(other) == layout(other)
    with pytest.raises(LayoutError) as alone:
        layout(text + "}")
    with pytest.raises(LayoutError) as shared:
        cached_hcl.layout(text + "}")
    assert str(shared.value) == str(alone.value)


def test_every_rendered_file_is_read_as_a_full_parse_reads_it() -> None:
    for path in RENDERED[::5]:
        assert cached_hcl.accept_and_read(path.read_text(), "a.tf") == parsers.read(path.read_text(), "a.tf")


@pytest.mark.parametrize(
    "text",
    [
        'a = <<EOT\nshe said "yes"\nEOT\nb = "c"\n',
        'x "y" {\n  a = "b"\n  c = ["d", { e = "f" }, upper("g")]\n  h {\n    i = "${j.k}-l"\n  }\n}\n',
        'x = { "a" = "b", "c" = "d" }\ny = "e"\n',
        "a = 1.50\nb = -2\nc = null\n",
        'a = "\ue0000\ue001"\n',
        "",
    ],
)
def test_hand_made_texts_are_read_as_a_full_parse_reads_them(text: str) -> None:
    for _ in range(2):
        assert cached_hcl.accept_and_read(text, "a.tf") == parsers.read(text, "a.tf")


@pytest.mark.parametrize("text", ['a = "b"\na = "c"\n', 'a = "b"\nb = \n', 'a = "b\n', 'a = "\0"\n', 'x {\n a = "b"\n'])
def test_what_is_at_fault_is_refused_in_the_words_and_at_the_place_of_a_full_parse(text: str) -> None:
    with pytest.raises(Diagnosed) as alone:
        parsers.accept(text, "a.tf")
    for accept in (cached_hcl.accept, cached_hcl.accept_and_read):
        with pytest.raises(Diagnosed) as shared:
            accept(text, "a.tf")
        assert shared.value.diagnostics == alone.value.diagnostics


def test_files_that_share_a_skeleton_do_not_share_their_values_or_names() -> None:
    one = cached_hcl.accept_and_read('a = "b"\n', "one.tf")
    two = cached_hcl.accept_and_read('a = "c"\n', "two.tf")
    assert (one.file, one.attributes, two.file, two.attributes) == ("one.tf", {"a": "b"}, "two.tf", {"a": "c"})
