"""Values put into YAML: every other character stays, and what cannot be changed safely is refused."""

from __future__ import annotations

import pytest

from hclpress.source.document import plain
from hclpress.source.insertion import NoPlaceForValue, lines_of, scalar, with_value
from hclpress.source.reader import read

PATH = ("modules", "vpc", "adopt", 'aws_subnet.private["a"]')
VALUE = "arn:aws:x::1:y/z"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"modules:\n  vpc:\n    adopt:\n      {PATH[-1]}: {VALUE}\n"),
        ("# a\n", f"# a\nmodules:\n  vpc:\n    adopt:\n      {PATH[-1]}: {VALUE}\n"),
        ("a: 1", f"a: 1\nmodules:\n  vpc:\n    adopt:\n      {PATH[-1]}: {VALUE}\n"),
        ("modules:\n  vpc:\n", f"modules:\n  vpc:\n    adopt:\n      {PATH[-1]}: {VALUE}\n"),
        (
            "modules:\n    vpc: # c\n        x:\n          - 1 # d\n\n    # e\n    db:\n",
            f"modules:\n    vpc: # c\n        x:\n          - 1 # d\n        adopt:\n          {PATH[-1]}: {VALUE}\n\n    # e\n"
            "    db:\n",
        ),
        (
            "modules:\n  vpc:\n    adopt:\n      a: |\n        b\n# end\n",
            f"modules:\n  vpc:\n    adopt:\n      a: |\n        b\n      {PATH[-1]}: {VALUE}\n# end\n",
        ),
        ("modules: {vpc: {x: 1}}\n", f"modules: {{vpc: {{x: 1, adopt: {{'{PATH[-1]}': \"{VALUE}\"}}}}}}\n"),
        ("modules: {vpc: { x: 1, }}\n", f"modules: {{vpc: {{ x: 1, adopt: {{'{PATH[-1]}': \"{VALUE}\"}} }}}}\n"),
        ("modules: {vpc: {}}\n", f"modules: {{vpc: {{adopt: {{'{PATH[-1]}': \"{VALUE}\"}}}}}}\n"),
        (
            "modules:\r\n  vpc:\r\n    x: 1\r\n",
            f"modules:\r\n  vpc:\r\n    x: 1\r\n    adopt:\r\n      {PATH[-1]}: {VALUE}\r\n",
        ),
    ],
)
def test_a_value_is_put_where_it_belongs(before: str, after: str) -> None:
    assert with_value(before, PATH, VALUE) == after


@pytest.mark.parametrize(
    "text",
    [
        "modules:\n  a: &a\n    x: 1\n  vpc: *a\n",
        "modules:\n  vpc: &a\n    x: 1\n  b: *a\n",
        "modules:\n  vpc: 3\n",
        "modules:\n  vpc: ~\n",
        "modules:\n  vpc: [a]\n",
        "modules:\n  vpc: !unset\n",
    ],
)
def test_what_cannot_be_changed_alone_is_refused(text: str) -> None:
    with pytest.raises(NoPlaceForValue):
        with_value(text, PATH, VALUE)


@pytest.mark.parametrize(
    "text", ["true", "12", "a: b", "- a", "", "a #b", "it's", 'a"b', "*a", "é", "1e3", "a:", "null"]
)
def test_every_text_stays_itself(text: str) -> None:
    assert plain(read(f"a: {scalar(text)}\n", "")) == {"a": text}
    assert plain(read(f"a: {{b: {scalar(text, in_flow=True)}}}\n", "")) == {"a": {"b": text}}


def test_lines_to_paste_are_indented() -> None:
    assert lines_of(("names", "a"), "b", 2) == ["  names:", "    a: b"]
