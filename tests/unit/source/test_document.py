import pytest

from hclpress.diagnostics import Span
from hclpress.source.document import Mapping, Scalar, Sequence, SpecPath, find, key_span_of, plain, span_of, walk, words
from hclpress.source.reader import read

TEXT = """\
name: web
vpc:
  cidr: 10.20.0.0/16
  zones:
    - a
    - name: b
      size: 2
tags: {}
"""
DOCUMENT = read(TEXT, "dev.yaml")


def place(line: int, column: int, end_line: int, end_column: int) -> Span:
    return Span("dev.yaml", line, column, end_line, end_column)


def test_plain_data_has_the_written_order_and_no_places() -> None:
    data = plain(DOCUMENT)
    assert data == {
        "name": "web",
        "vpc": {"cidr": "10.20.0.0/16", "zones": ["a", {"name": "b", "size": 2}]},
        "tags": {},
    }
    assert isinstance(data, dict)
    assert list(data) == ["name", "vpc", "tags"]


def test_plain_data_is_newly_made_each_time() -> None:
    first, second = plain(DOCUMENT), plain(DOCUMENT)
    assert isinstance(first, dict)
    first.clear()
    assert plain(DOCUMENT) == second


def test_a_node_is_found_by_its_path() -> None:
    assert find(DOCUMENT, ()) is DOCUMENT
    assert find(DOCUMENT, ("vpc", "zones", 0)) == Scalar("a", place(5, 7, 5, 8))
    assert isinstance(find(DOCUMENT, ("vpc", "zones")), Sequence)
    assert isinstance(find(DOCUMENT, ("tags",)), Mapping)


@pytest.mark.parametrize(
    "path",
    [
        ("nope",),
        ("name", "x"),
        ("vpc", 0),
        ("vpc", "zones", 2),
        ("vpc", "zones", -1),
        ("vpc", "zones", "0"),
        (0,),
    ],
)
def test_a_path_that_leads_nowhere_finds_nothing(path: SpecPath) -> None:
    assert find(DOCUMENT, path) is None


@pytest.mark.parametrize(
    ("path", "span"),
    [
        (("name",), place(1, 7, 1, 10)),
        (("vpc", "cidr"), place(3, 9, 3, 21)),
        (("vpc", "zones", 1), place(6, 7, 7, 14)),
        (("vpc",), place(3, 3, 7, 14)),
        (("tags",), place(8, 7, 8, 9)),
    ],
)
def test_the_place_of_a_value_is_its_own_text(path: SpecPath, span: Span) -> None:
    assert span_of(DOCUMENT, path) == span


@pytest.mark.parametrize(
    ("path", "span"),
    [
        (("missing",), place(1, 1, 1, 1)),
        (("vpc", "missing"), place(2, 1, 2, 4)),
        (("vpc", "missing", "below"), place(2, 1, 2, 4)),
        (("tags", "missing"), place(8, 1, 8, 5)),
        (("vpc", "zones", 1, "missing"), place(6, 7, 6, 7)),
        (("vpc", "zones", 9), place(5, 5, 7, 14)),
        (("name", "missing"), place(1, 7, 1, 10)),
    ],
)
def test_a_missing_value_is_placed_at_the_deepest_one_that_exists(path: SpecPath, span: Span) -> None:
    assert span_of(DOCUMENT, path) == span


@pytest.mark.parametrize(
    ("path", "span"),
    [
        (("vpc", "cidr"), place(3, 3, 3, 7)),
        (("vpc", "zones", 1, "size"), place(7, 7, 7, 11)),
        (("vpc", "zones", 0), place(5, 7, 5, 8)),
        (("vpc", "missing"), place(2, 1, 2, 4)),
        ((), DOCUMENT.span),
    ],
)
def test_the_place_of_a_key_is_the_key_itself(path: SpecPath, span: Span) -> None:
    assert key_span_of(DOCUMENT, path) == span


def test_a_walk_meets_every_leaf_in_order_and_empty_collections_too() -> None:
    assert [(path, plain(leaf)) for path, leaf in walk(DOCUMENT)] == [
        (("name",), "web"),
        (("vpc", "cidr"), "10.20.0.0/16"),
        (("vpc", "zones", 0), "a"),
        (("vpc", "zones", 1, "name"), "b"),
        (("vpc", "zones", 1, "size"), 2),
        (("tags",), {}),
    ]


def test_every_leaf_of_a_walk_is_found_at_its_path() -> None:
    for path, leaf in walk(DOCUMENT):
        assert find(DOCUMENT, path) is leaf


def test_words_are_keys_and_values_in_document_order_each_with_its_own_place() -> None:
    assert words(DOCUMENT) == [
        ("name", place(1, 1, 1, 5)),
        ("web", place(1, 7, 1, 10)),
        ("vpc", place(2, 1, 2, 4)),
        ("cidr", place(3, 3, 3, 7)),
        ("10.20.0.0/16", place(3, 9, 3, 21)),
        ("zones", place(4, 3, 4, 8)),
        ("a", place(5, 7, 5, 8)),
        ("name", place(6, 7, 6, 11)),
        ("b", place(6, 13, 6, 14)),
        ("size", place(7, 7, 7, 11)),
        (2, place(7, 13, 7, 14)),
        ("tags", place(8, 1, 8, 5)),
    ]
