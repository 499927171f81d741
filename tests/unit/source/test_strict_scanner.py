"""YAML 1.2 as every reader takes it, and the places where readers do not agree."""

from itertools import product

import pytest

from hclpress.diagnostics import Diagnosed, Diagnostic
from hclpress.source.document import Plain, plain
from hclpress.source.reader import read

# A value is written in each of these, with two of the pieces one behind the other.
PLACES = [
    "k: {}\n",
    "k:\n  {}\nz: 1\n",
    "k:\n- {}\n",
    "k: [{}]\n",
    "k: [a, {}, b]\n",
    "k: {{a: {}}}\n",
    "k: {{{}}}\n",
    "k: {{{}: b, c: d}}\n",
    "k: [a,\n  {}\n  ]\n",
    "{}: v\n",
    "k: &x {}\nl: *x\n",
    "k: !!str {}\n",
]
PIECES = [
    *("a", "1", "~", "-", "?", ":", ",", "#", "'b'", '"c"', "!!str", "&y", "*y", "|", ">-", "|2"),
    *("\n  ", "\n", " ", "a: ", "- ", "? ", "[", "]", "{", "}", "@", "%", "\\", "---", "...", "\t", "!", "&y:", "*y:"),
]


def outcome(text: str, *, fast: bool) -> object:
    try:
        return plain(read(text, "a.yaml", fast=fast))
    except Diagnosed as diagnosed:
        return diagnosed.diagnostics


def refusal(text: str, *, fast: bool) -> Diagnostic:
    with pytest.raises(Diagnosed) as caught:
        read(text, "a.yaml", fast=fast)
    return caught.value.diagnostics[0]


@pytest.mark.parametrize("place", PLACES)
def test_both_parsers_agree_on_every_document_of_the_corpus(place: str) -> None:
    documents = [place.format("".join(pieces)) for pieces in product(PIECES, repeat=2)]
    differing = [text for text in documents if outcome(text, fast=True) != outcome(text, fast=False)]
    assert differing == []


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("k: [http://x/?y=1, a?b, c? d]\n", {"k": ["http://x/?y=1", "a?b", "c? d"]}),
        ("k: [a ? b]\n", {"k": ["a ? b"]}),
        ("k: [is it\n  so?\n\n  yes]\n", {"k": ["is it so?\nyes"]}),
        ("k: [a#b, c #d\n  ]\n", {"k": ["a#b", "c"]}),
        ("k: {a?: 1, b::c: 2}\n", {"k": {"a?": 1, "b::c": 2}}),
        ("k: {'a':1, \"b\":[2], c: {d: 3}}\n", {"k": {"a": 1, "b": [2], "c": {"d": 3}}}),
        ("k: [a:b, 12:30, c:]\n", {"k": ["a:b", "12:30", {"c": None}]}),
        ("k: {? a : 1}\n", {"k": {"a": 1}}),
        ("k: ?a\nl: a?\n?m: :n\n", {"k": "?a", "l": "a?", "?m": ":n"}),
        ("k: [-a, -1, a-]\n", {"k": ["-a", -1, "a-"]}),
        ("k: &x-1_y [1]\nl: *x-1_y\n", {"k": [1], "l": [1]}),
        ("\ufeffk: 1\n", {"k": 1}),
        ("k: [a,\n  # why\n  b]\n", {"k": ["a", "b"]}),
    ],
)
def test_text_means_what_yaml_1_2_says(text: str, data: Plain, *, fast: bool) -> None:
    assert outcome(text, fast=fast) == data


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize(
    ("text", "line", "column", "words"),
    [
        ("vars: {?Action: s3}\n", 1, 8, "begins with a question mark. Quote it."),
        ("k:\n- [a, ?b]\n", 2, 7, "begins with a question mark. Quote it."),
        ("k: {?'a': 1}\n", 1, 5, "begins with a question mark. Quote it."),
        ("k: [a, :b]\n", 1, 8, "begins with a colon. Quote it."),
        ("k: [!!str :b]\n", 1, 11, "begins with a colon. Quote it."),
        ("key: &an:chor value\n", 1, 9, "a space stands behind it."),
        ("k: &a b\nl: *a:\n", 2, 6, "a space stands behind it."),
        ("k: &a%b c\n", 1, 6, "a space stands behind it."),
    ],
)
def test_text_on_which_readers_do_not_agree_is_refused_at_its_place(
    text: str, line: int, column: int, words: str, *, fast: bool
) -> None:
    found = refusal(text, fast=fast)
    assert (found.code, found.span.line, found.span.column) == ("yaml/readers-disagree", line, column)
    assert found.detail.endswith(words)


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("text", ["block: ># comment\n  scalar\n", "foo: {a: !!str, !!str : bar}\n", "k: [!!str, a]\n"])
def test_text_that_only_libyaml_accepts_is_refused(text: str, *, fast: bool) -> None:
    assert refusal(text, fast=fast).severity.value == "error"
