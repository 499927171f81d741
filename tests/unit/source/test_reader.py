import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.source.composer import MAX_VALUES
from hclpress.source.document import Directive, Mapping, Plain, find, plain, span_of
from hclpress.source.reader import read

# Pieces whose combinations reach every rule of the grammar, and most of the places where parsers differ.
PIECES = [
    *(
        "a",
        "b",
        "k: ",
        "x: 1",
        "- ",
        "\n",
        "\n  ",
        "\n    ",
        "{",
        "}",
        "[",
        "]",
        ", ",
        ": ",
        "!append ",
        "!replace ",
        "!unset",
        "!format ",
    ),
    *(
        "&q ",
        "*q",
        " # c",
        "|\n",
        "> \n",
        "'",
        '"',
        "\\n",
        "é",
        "日",
        "😀",
        "?",
        "0777",
        "1.5",
        "~",
        "---\n",
        "...\n",
    ),
    *(
        "!!int ",
        "<<: ",
        "  ",
        "\n- ",
        "\nb: ",
        "|2-\n",
        "%YAML 1.2\n",
        "\\ud800",
        "\\U99999999",
        "\u0301",
        "\t",
    ),
]


def outcome(text: str, *, fast: bool) -> Mapping | tuple[Diagnostic, ...]:
    try:
        return read(text, "a.yaml", fast=fast)
    except Diagnosed as diagnosed:
        return diagnosed.diagnostics


def problems(text: str) -> list[Diagnostic]:
    with pytest.raises(Diagnosed) as caught:
        read(text, "a.yaml")
    return list(caught.value.diagnostics)


def places(text: str) -> list[tuple[str, int, int]]:
    return [(found.code, found.span.line, found.span.column) for found in problems(text) if found.span]


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_libyaml_and_the_parser_in_python_give_the_same_document_and_diagnostics(text: str) -> None:
    assert outcome(text, fast=True) == outcome(text, fast=False)


@pytest.mark.parametrize(
    "text",
    [
        "a: [a?b]\n",
        "a: [[b], c?d]\n",
        "a: {b: c?}\n",
        "a: [\n  b,\n  c?d]\n",
        "a: b?c [d]\n",
        "a?b: c\n",
        "? a\n: b\n",
        "a: ?\n",
    ],
)
def test_a_question_mark_means_the_same_to_both_parsers(text: str) -> None:
    assert outcome(text, fast=True) == outcome(text, fast=False)


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize("text", ["a: !replace {b: 1}\n", "a: !replace\n  b: 1\n", "a: {c: !replace {b: 1}}\n"])
def test_a_mapping_may_replace_the_inherited_one(text: str, *, fast: bool) -> None:
    document = outcome(text, fast=fast)
    assert isinstance(document, Mapping)
    node = find(document, ("a",)) if "c:" not in text else find(document, ("a", "c"))
    assert isinstance(node, Mapping)
    assert node.directive is Directive.REPLACE


@pytest.mark.parametrize("fast", [True, False])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: !replace [1]\n", "yaml/tag-contradicted"),
        ("a: !replace 1\n", "yaml/tag-contradicted"),
        ("a: [!replace {b: 1}]\n", "yaml/misplaced-directive"),
        ("!replace {b: 1}\n", "yaml/misplaced-directive"),
    ],
)
def test_only_a_mapping_under_a_key_may_replace_the_inherited_one(text: str, code: str, *, fast: bool) -> None:
    found = outcome(text, fast=fast)
    assert not isinstance(found, Mapping)
    assert [one.code for one in found] == [code]


@pytest.mark.parametrize("text", ["", "\n", "# only a comment\n", "---\n", "---\n# nothing\n...\n", "\ufeff"])
def test_an_empty_file_is_an_empty_mapping(text: str) -> None:
    document = read(text, "a.yaml")
    assert document.entries == {}
    assert document.span == Span.start_of("a.yaml")


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("country: NO\nswitch: on\n", {"country": "NO", "switch": "on"}),
        ("port: 22:22\n", {"port": "22:22"}),
        ("id: '012345670123'\n", {"id": "012345670123"}),
        ('a: "1"\nb: "true"\nc: ""\n', {"a": "1", "b": "true", "c": ""}),
        ("a: |\n  1\n", {"a": "1\n"}),
        ("a: |\n  1", {"a": "1\n"}),
        ("NO: 1\n'80': 2\n", {"NO": 1, "80": 2}),
        ("a:\nb:\n", {"a": None, "b": None}),
        ("a:\r\n  - 1\r\n  - 2\r\n", {"a": [1, 2]}),
        ("a: &x [1]\nb: *x\n", {"a": [1], "b": [1]}),
        ("&k a: 1\nb: {c: *k }\n", {"a": 1, "b": {"c": "a"}}),
        ('a: "\\U0001F600\\u2028"\n', {"a": "😀\u2028"}),
        (
            "a: !!str 0777\nb: !!float 1\nc: !!seq []\nd: !!map {}\n",
            {"a": "0777", "b": 1.0, "c": [], "d": {}},
        ),
        ("%YAML 1.2\n---\na: 1\n", {"a": 1}),
        ("'<<': 1\n", {"<<": 1}),
    ],
)
def test_what_is_written_plainly_is_read_plainly(text: str, data: Plain) -> None:
    assert plain(read(text, "a.yaml")) == data


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: 0777\n", [("yaml/leading-zero", 1, 4)]),
        ("a: .inf\n", [("yaml/not-finite", 1, 4)]),
        ("a: 1e99\n", [("yaml/number-out-of-range", 1, 4)]),
        ("a: 1\nb: 2\na: 3\n", [("yaml/duplicate-key", 3, 1)]),
        ("80: x\n", [("yaml/key-not-text", 1, 1)]),
        ("true: x\n", [("yaml/key-not-text", 1, 1)]),
        ("~: x\n", [("yaml/key-not-text", 1, 1)]),
        ("? \n: x\n", [("yaml/key-not-text", 1, 2)]),
        ("? [a]\n: b\n", [("yaml/key-not-text", 1, 3)]),
        ("012: x\n", [("yaml/leading-zero", 1, 1)]),
        ("a: &x {b: 1}\nc:\n  <<: *x\n", [("yaml/merge-key", 3, 3)]),
        ("a: !env HOME\n", [("yaml/unknown-tag", 1, 4)]),
        ("a: !!python/object:os.system x\n", [("yaml/unknown-tag", 1, 4)]),
        ("a: ! x\n", [("yaml/unknown-tag", 1, 4)]),
        ("%TAG ! tag:x,2000:\n---\na: !append [1]\n", [("yaml/unknown-tag", 3, 4)]),
        ("a: !!int x\n", [("yaml/tag-contradicted", 1, 4)]),
        ("a: !!int [x]\n", [("yaml/tag-contradicted", 1, 4)]),
        ("a: !append x\n", [("yaml/tag-contradicted", 1, 4)]),
        ("a: !append {b: 1}\n", [("yaml/tag-contradicted", 1, 4)]),
        ("a: !format {b}\n", [("yaml/tag-contradicted", 1, 4)]),
        ("a: !format [b]\n", [("yaml/tag-contradicted", 1, 4)]),
        ("!format a: 1\n", [("yaml/format-key", 1, 1)]),
        ("a: !unset [1]\n", [("yaml/tag-contradicted", 1, 4)]),
        ("a: !unset 1\n", [("yaml/misplaced-directive", 1, 4)]),
        ("a: [!unset , 1]\n", [("yaml/misplaced-directive", 1, 5)]),
        ("a: [[1], !append [2]]\n", [("yaml/misplaced-directive", 1, 10)]),
        ("a: [{b: !append [1]}]\n", [("yaml/misplaced-directive", 1, 9)]),
        ("!append a: 1\n", [("yaml/misplaced-directive", 1, 1), ("yaml/tag-contradicted", 1, 1)]),
        ("a: &x !append [1]\nb: [*x]\n", [("yaml/misplaced-directive", 2, 5)]),
        ("a: &x {c: !unset }\nb: [*x]\n", [("yaml/misplaced-directive", 2, 5)]),
        ("a: &x !append [1]\nb: &y {c: *x}\nd: [*y]\n", [("yaml/misplaced-directive", 3, 5)]),
        ("a: *x\n", [("yaml/unknown-anchor", 1, 4)]),
        ("a: &x 1\nb: &x 2\n", [("yaml/duplicate-anchor", 2, 4)]),
        ("a: &x [*x]\n", [("yaml/recursive-alias", 1, 8)]),
        ("a: 1\n---\nb: 2\n", [("yaml/many-documents", 2, 1)]),
        ("%YAML 1.1\n---\na: no\n", [("yaml/old-version", 1, 1)]),
        ("- a\n", [("yaml/not-a-mapping", 1, 1)]),
        ("just text\n", [("yaml/not-a-mapping", 1, 1)]),
        ("~\n", [("yaml/not-a-mapping", 1, 1)]),
        ("a: e\u0301\n", [("yaml/not-normalised", 1, 4)]),
        ("e\u0301: 1\n", [("yaml/not-normalised", 1, 1)]),
        ('a: "\\u0065\\u0301"\n', [("yaml/not-normalised", 1, 4)]),
        ('a: "\\ud83d\\ude00"\n', [("yaml/surrogate", 1, 4)]),
        ("a:\n\tb: 1\n", [("yaml/tab", 2, 1)]),
        ("a: 1\t# c\n", [("yaml/tab", 1, 5)]),
        ("a: [1, 2\nb: 3\n", [("yaml/syntax", 2, 2)]),
        ("a: b: c\n", [("yaml/syntax", 1, 5)]),
        ("a: @x\n", [("yaml/syntax", 1, 4)]),
        ('a: "\\U99999999"\n', [("yaml/syntax", 1, 1)]),
        ("a: \x1b[31m\n", [("yaml/unreadable-character", 1, 4)]),
    ],
)
def test_what_is_easily_misread_is_refused_at_its_place(text: str, expected: list[tuple[str, int, int]]) -> None:
    assert places(text) == expected
    assert all(found.detail.endswith(".") and not found.summary.endswith(".") for found in problems(text))


def test_all_problems_of_a_file_are_reported_at_once_and_a_syntax_error_behind_them_too() -> None:
    text = "a: 0777\nb: 1\nb: 2\nc: !x y\n80: 1\nd: e: f\n"
    assert places(text) == [
        ("yaml/leading-zero", 1, 4),
        ("yaml/duplicate-key", 3, 1),
        ("yaml/unknown-tag", 4, 4),
        ("yaml/key-not-text", 5, 1),
        ("yaml/syntax", 6, 5),
    ]


def test_a_duplicate_key_names_both_lines() -> None:
    (problem,) = problems("vpc: 1\nname: x\nvpc: 2\n")
    assert problem.span == Span("a.yaml", 3, 1, 3, 4)
    assert "Line 1, column 1" in problem.detail


def test_a_number_as_key_is_to_be_quoted() -> None:
    (problem,) = problems("80: x\n")
    assert "Quote it: '80'" in problem.detail


def test_an_unknown_tag_lists_the_known_ones() -> None:
    (problem,) = problems("a: !secret x\n")
    assert all(tag in problem.detail for tag in ("!append", "!unset", "!!str", "!!int"))


def test_a_merge_key_points_to_extends() -> None:
    (problem,) = problems("<<: {a: 1}\n")
    assert "'extends'" in problem.detail


def test_a_text_that_is_not_normalised_is_shown_composed() -> None:
    (problem,) = problems("a: cafe\u0301\n")
    assert "caf\u00e9" in problem.detail


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("a: 'é日本😀' # c\n", (1, 4, 1, 10)),
        ("a:   x   \n", (1, 6, 1, 7)),
        ("a: |\n  x\n  y\n\n# c\nb: 1\n", (1, 4, 3, 4)),
        ("a: >-\n  x\n\n\n", (1, 4, 2, 4)),
        ("a: b\n c\nd: 1\n", (1, 4, 2, 3)),
        ("a:\n  b: 1\n\n# c\nc: 2\n", (2, 3, 2, 7)),
        ("a:\n- 1\n- 2\nb: 1\n", (2, 1, 3, 4)),
        ("a: {b: 1,\n  c: 2 }\n", (1, 4, 2, 9)),
        ("a:\nb: 1\n", (1, 1, 1, 2)),
        ("{a: , b: 1}\n", (1, 2, 1, 3)),
        ("a: &x 1\n", (1, 4, 1, 8)),
        ("a: !unset # c\n", (1, 4, 1, 10)),
    ],
)
@pytest.mark.parametrize("fast", [True, False])
def test_a_span_covers_the_text_of_its_value_and_no_more(
    text: str, span: tuple[int, int, int, int], fast: bool
) -> None:
    assert span_of(read(text, "a.yaml", fast=fast), ("a",)) == Span("a.yaml", *span)


def test_an_alias_is_the_node_its_anchor_names_and_points_there() -> None:
    document = read("a: &x {b: 1}\nc: *x\n", "a.yaml")
    assert find(document, ("c",)) is find(document, ("a",))


def test_aliases_that_explode_are_refused_at_once() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{level}: &a{level} [{', '.join([f'*a{level - 1}'] * 10)}]" for level in range(1, 12)]
    began = time.monotonic()
    assert [code for code, *_ in places("\n".join(lines))] == ["yaml/too-many-values"]
    assert time.monotonic() - began < 2


def test_as_many_values_as_are_allowed_are_read() -> None:
    assert len(read("a: [" + "1," * (MAX_VALUES - 3) + "]\n", "a.yaml").entries) == 1
    assert [code for code, *_ in places("a: [" + "1," * (MAX_VALUES - 2) + "]\n")] == ["yaml/too-many-values"]


@pytest.mark.parametrize("fast", [True, False])
def test_nesting_is_bounded_also_through_aliases(fast: bool) -> None:
    deepest = "a: " + "[" * 48 + "1" + "]" * 48
    assert read(deepest, "a.yaml", fast=fast)
    outcomes = [
        outcome("a: " + "[" * 49 + "1" + "]" * 49, fast=fast),
        outcome("a: " + "[" * 100_000, fast=fast),
        outcome(f"a: &x {'[' * 30}1{']' * 30}\nb: {'[' * 20}*x{']' * 20}", fast=fast),
    ]
    for result in outcomes:
        assert isinstance(result, tuple)
        assert [found.code for found in result] == ["yaml/too-deep"]


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200) | st.text(max_size=200))
def test_whatever_a_file_holds_there_is_a_document_or_a_diagnosis(raw: bytes | str) -> None:
    try:
        data, found = plain(read(raw, "a.yaml")), None
    except Diagnosed as diagnosed:
        data, found = None, diagnosed.diagnostics
    if found is None:
        assert isinstance(data, dict)
    else:
        assert found
        assert all(problem.span and problem.span.file == "a.yaml" for problem in found)
