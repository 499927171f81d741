import re
from pathlib import Path

import pytest
from examples import PROJECT
from hypothesis import given
from hypothesis import strategies as st

from hclpress.hcl.skeleton import MARK, filled, marked, split

PLAIN = st.text(st.characters(blacklist_characters='"\\$%\n\r\0', blacklist_categories=("Cs",)))
HEAD = PLAIN.map(lambda text: f"{text}.")
RENDERED = sorted((PROJECT / "out").rglob("*.tf"))


@given(st.text())
def test_a_skeleton_with_its_own_texts_is_the_text(text: str) -> None:
    assert filled(*split(text)) == text


def test_everything_rendered_is_the_sum_of_its_skeleton_and_its_texts() -> None:
    assert len(RENDERED) > 400
    for path in RENDERED:
        text = path.read_text()
        skeleton, texts = split(text)
        assert filled(skeleton, texts) == text
        assert len(skeleton) == len(texts) + 1
        assert marked(skeleton) is not None


@pytest.mark.parametrize(
    ("line", "texts"),
    [
        ('name = "web"', ("web",)),
        ('  "eu-west-1a" = "10.0.0.0/24"', ("10.0.0.0/24",)),
        ('names = ["a", "b", "c"]', ("c",)),
        ('arn = format("a#b", "c//d"),', ("c//d",)),
        ('Name = "web-${each.key}-prod"', ("web-", "-prod")),
        ('Name = "${each.key}"', ("", "")),
        ('x = [{ a = "b" }]', ("b",)),
        # No value, or not all of it: a label, a key, a comment, a string with an escape, with two templates or a call.
        ('resource "aws_vpc" "this" {', ()),
        ('"key" = 1', ()),
        ('"key" : var.x', ()),
        ('# about "this"', ()),
        ('name = "web" # really', ()),
        (r'name = "say \"hi\""', ()),
        ('name = "${a.b}-${c.d}"', ()),
        ('name = "${f("x")}"', ()),
        ('name = "100%"', ()),
        ('count = a == "b" ? 1 : 2', ()),
    ],
)
def test_a_gap_is_where_the_last_string_of_a_line_is_plain_and_ends_the_value(
    line: str, texts: tuple[str, ...]
) -> None:
    assert split(f"{line}\n")[1] == texts
    assert split(f"a = 1\n{line}\nb = 2\n")[1] == texts


@pytest.mark.parametrize(
    ("text", "texts"),
    [
        ("# From orders/dev.yaml: mine\na = 1\n", ("From orders/dev.yaml: mine",)),
        ('# From orders/dev.yaml\n\na = "b"\n', ("From orders/dev.yaml", "b")),
        # White space at the end goes in the layout, and a comment below may belong to what follows.
        ("# From orders/dev.yaml \na = 1\n", ()),
        ("# From orders/dev.yaml\x1f\na = 1\n", ()),
        ("#\na = 1\n", ()),
        ("\n# From orders/dev.yaml\na = 1\n", ()),
        ("a = 1\n# From orders/dev.yaml\n", ()),
    ],
)
def test_the_comment_in_the_first_line_is_a_gap(text: str, texts: tuple[str, ...]) -> None:
    skeleton, found = split(text)
    assert found == texts
    assert marked(skeleton) is not None


def test_environments_that_differ_in_the_name_of_their_spec_have_one_skeleton() -> None:
    text = (PROJECT / "out/web-app/prod/main.tf").read_text()
    other = text.replace("environments/web-app/prod.yaml", "environments/shop/eu-0190.yaml")
    assert other != text
    assert split(other)[0] == split(text)[0]


def test_a_gap_outside_every_string_makes_a_skeleton_unusable() -> None:
    for text in (
        'a = <<EOT\nshe said "yes"\nEOT\n',
        'a = "${\n  b } "\n/* "\n\'c\' = "d"\n*/\n',
        'a = "open\nb = "c"\n',
        '/*\n a = "b"\n*/\n',
    ):
        skeleton, texts = split(text)
        assert texts
        assert marked(skeleton) is None


def test_a_text_that_looks_like_a_mark_is_not_taken_for_one() -> None:
    skeleton, texts = split('a = "\ue0000\ue001"\nb = "x" # \ue0001\ue001\n')
    assert texts == ("\ue0000\ue001",)
    assert marked(skeleton) is None
    skeleton, _ = split('a = "\ue0000\ue001"\n')
    assert marked(skeleton) == 'a = "\ue0000\ue001"\n'


@given(st.sampled_from(RENDERED), st.data())
def test_texts_in_the_gaps_of_a_usable_skeleton_do_not_change_it(path: Path, data: st.DataObject) -> None:
    source = path.read_text()
    skeleton, texts = split(source)
    others = data.draw(st.lists(PLAIN, min_size=len(texts), max_size=len(texts)))
    if source.startswith("# "):
        others[0] = data.draw(HEAD)
    assert split(filled(skeleton, others)) == (skeleton, tuple(others))


def test_a_mark_carries_its_number() -> None:
    text = marked(split('a = "x"\nb = "y-${c.d}-z"\n')[0])
    assert text is not None
    assert re.findall(MARK.pattern, text) == ["0", "1", "2"]
