from collections.abc import Mapping as AnyMapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.source.document import Entry, Mapping, Node, Plain, Scalar, Sequence, SpecPath, find, plain, span_of, walk
from hclpress.source.merge import finish, merge
from hclpress.source.reader import read

KEYS = st.sampled_from(["a", "b", "c"])
LEAVES = st.integers(0, 3) | st.lists(st.integers(0, 3), max_size=2)
TREES = st.dictionaries(KEYS, st.recursive(LEAVES, lambda below: st.dictionaries(KEYS, below, max_size=3)), max_size=3)
# Documents in which one key holds one kind of value in every file, as a schema without unions demands.
SAME_KIND = st.fixed_dictionaries(
    {},
    optional={
        "number": st.integers(),
        "list": st.lists(st.integers(), max_size=2),
        "inner": st.fixed_dictionaries({}, optional={"x": st.integers(), "y": st.lists(st.integers(), max_size=2)}),
    },
)


def document(data: object, file: str) -> Mapping:
    """A document of plain data whose values all stand at the beginning of `file`."""
    node = _node(data, Span.start_of(file))
    assert isinstance(node, Mapping)
    return node


def _node(data: object, span: Span) -> Node:
    if isinstance(data, AnyMapping):
        return Mapping({key: Entry(key, span, _node(value, span)) for key, value in data.items()}, span)
    if isinstance(data, list):
        return Sequence(tuple(_node(item, span) for item in data), span)
    assert isinstance(data, str | int | None)
    return Scalar(data, span)


def merged(base: str, over: str) -> Mapping:
    return merge(finish(read(base, "base.yaml")), read(over, "dev.yaml"))


def problem(base: str, over: str) -> Diagnostic:
    with pytest.raises(Diagnosed) as caught:
        merged(base, over)
    (found,) = caught.value.diagnostics
    return found


@pytest.mark.parametrize(
    ("base", "over", "data"),
    [
        ("a: 1\nb: 2\n", "b: 3\nc: 4\n", {"a": 1, "b": 3, "c": 4}),
        ("a: {x: 1, y: {z: 2}}\n", "a: {y: {w: 3}}\n", {"a": {"x": 1, "y": {"z": 2, "w": 3}}}),
        ("a: [1, 2]\n", "a: [3]\n", {"a": [3]}),
        ("a: [1, 2]\n", "a: !append [3]\n", {"a": [1, 2, 3]}),
        ("a: []\n", "a: !append [3]\n", {"a": [3]}),
        ("b: 1\n", "a: !append [3]\n", {"b": 1, "a": [3]}),
        ("b: 1\n", "a: {c: !append [3]}\n", {"b": 1, "a": {"c": [3]}}),
        ("a: 1\nb: 2\n", "a: !unset\n", {"b": 2}),
        ("a: {b: {c: 1}, d: 2}\n", "a: {b: !unset }\n", {"a": {"d": 2}}),
        ("a: {x: 1}\n", "a: none\n", {"a": "none"}),
        ("a: none\n", "a: {x: 1}\n", {"a": {"x": 1}}),
        ("a: {x: 1}\n", "a: [1]\n", {"a": [1]}),
        ("a: {x: 1}\n", "a:\n", {"a": None}),
        ("a: {x: 1}\n", "a: {}\n", {"a": {"x": 1}}),
        ("a: {x: 1, y: 2}\n", "a: !replace {y: 3}\n", {"a": {"y": 3}}),
        ("a: {x: 1}\n", "a: !replace {}\n", {"a": {}}),
        ("a: [1]\n", "a: !replace {y: 3}\n", {"a": {"y": 3}}),
        ("b: 1\n", "a: !replace {y: 3}\n", {"b": 1, "a": {"y": 3}}),
        ("a: {x: {z: 1}, y: 2}\n", "a: {x: !replace {w: 2}}\n", {"a": {"x": {"w": 2}, "y": 2}}),
        ("a: {x: 1}\n", "a: !replace {y: !append [1]}\n", {"a": {"y": [1]}}),
    ],
)
def test_a_file_is_laid_over_its_base(base: str, over: str, data: Plain) -> None:
    assert plain(merged(base, over)) == data


def test_keys_keep_the_order_of_the_base_and_new_ones_follow() -> None:
    assert list(merged("b: 1\na: 2\n", "d: 3\na: 4\nc: 5\n").entries) == ["b", "a", "d", "c"]


def test_each_value_points_at_the_file_that_set_it() -> None:
    result = merged("vpc:\n  cidr: x\n  zones: [a]\n", "vpc:\n  name: y\n  zones: !append [b]\n")
    assert span_of(result, ("vpc", "cidr")) == Span("base.yaml", 2, 9, 2, 10)
    assert span_of(result, ("vpc", "name")) == Span("dev.yaml", 2, 9, 2, 10)
    assert span_of(result, ("vpc", "zones", 0)).file == "base.yaml"
    assert span_of(result, ("vpc", "zones", 1)).file == "dev.yaml"
    assert span_of(result, ("vpc", "zones")).file == "dev.yaml"
    assert span_of(result, ("vpc", "missing")) == Span("dev.yaml", 1, 1, 1, 4)


def replaced(node: Node, path: tuple[str | int, ...]) -> Span | None:
    found = find(node, path)
    assert isinstance(found, Mapping)
    assert found.directive is None
    return found.replaced


def test_a_mapping_that_replaces_another_remembers_its_place() -> None:
    result = merged("a:\n  x: 1\nb: {y: 1}\n", "a: !replace {y: 3}\nb: {z: 1}\nc: !replace {}\n")
    assert replaced(result, ("a",)) == Span("base.yaml", 1, 1, 1, 2)
    assert replaced(result, ("b",)) is None
    assert replaced(result, ("c",)) is None, "nothing was inherited"


def test_a_later_file_keeps_the_place_of_what_was_replaced() -> None:
    result = merge(merged("a: {x: 1}\n", "a: !replace {y: 3}\n"), read("a: {z: 4}\n", "prod.yaml"))
    assert plain(result) == {"a": {"y": 3, "z": 4}}
    found = replaced(result, ("a",))
    assert found is not None
    assert found.file == "base.yaml"


def test_nothing_can_be_unset_or_appended_to_where_nothing_stays() -> None:
    assert problem("a: {x: 1}\n", "a: !replace {x: !unset }\n").code == "merge/nothing-to-unset"
    assert plain(merged("a: {x: [1]}\n", "a: !replace {x: !append [2]}\n")) == {"a": {"x": [2]}}


def test_a_rule_decides_which_mappings_replace_the_inherited_one_and_what_stays() -> None:
    asked: list[SpecPath] = []

    def kept(path: SpecPath, base: Mapping, over: Mapping) -> tuple[str, ...] | None:
        asked.append(path)
        return ("m",) if "e" in over.entries and "e" not in base.entries else None

    base, over = read("a: {m: 1, x: 2, n: {}}\nb: {x: 1}\n", "base.yaml"), read("a: {e: 3}\nb: {y: 2}\n", "dev.yaml")
    result = merge(finish(base), over, kept)
    assert plain(result) == {"a": {"m": 1, "e": 3}, "b": {"x": 1, "y": 2}}
    assert asked == [("a",), ("b",)]
    assert replaced(result, ("a",)) == Span("base.yaml", 1, 1, 1, 2)


def test_appending_to_what_is_no_list_is_refused_and_names_where_it_was_set() -> None:
    for base, kind in (("a:\n  x: 1\n", "a mapping"), ("a:\n  5\n", "a single value")):
        found = problem(base, "b: 1\na: !append [1]\n")
        assert found.code == "merge/append-to-non-list"
        assert found.span == Span("dev.yaml", 2, 4, 2, 15)
        assert kind in found.detail
        assert "base.yaml:2" in found.detail


def test_unsetting_what_is_not_there_suggests_the_nearest_key() -> None:
    found = problem("max_size: 1\n", "b: 1\nmax-siez: !unset\n")
    assert found.code == "merge/nothing-to-unset"
    assert found.span == Span("dev.yaml", 2, 1, 2, 9)
    assert "Did you mean 'max_size'?" in found.detail


def test_all_problems_of_a_merge_are_reported_at_once() -> None:
    with pytest.raises(Diagnosed) as caught:
        merged("a: 1\n", "a: !append [1]\nb: !unset\nc: {d: !unset }\n")
    assert [found.code for found in caught.value.diagnostics] == [
        "merge/append-to-non-list",
        "merge/nothing-to-unset",
        "merge/nothing-to-unset",
    ]


def test_a_file_that_extends_nothing_cannot_unset_but_its_appended_list_is_the_list() -> None:
    finished = finish(read("a: !append [1]\n", "root.yaml"))
    node = find(finished, ("a",))
    assert isinstance(node, Sequence)
    assert node.directive is None
    assert plain(node) == [1]
    with pytest.raises(Diagnosed) as caught:
        finish(read("a: !unset\n", "root.yaml"))
    assert [found.code for found in caught.value.diagnostics] == ["merge/nothing-to-unset"]


@given(TREES)
def test_an_empty_document_on_either_side_changes_nothing(data: object) -> None:
    made, empty = document(data, "a.yaml"), document({}, "e.yaml")
    assert merge(made, empty).entries == made.entries
    assert merge(empty, made) == made
    assert finish(made) == made


@given(TREES)
def test_a_document_over_itself_is_itself(data: object) -> None:
    made = document(data, "a.yaml")
    assert merge(made, made) == made


@given(SAME_KIND, SAME_KIND, SAME_KIND)
def test_merging_is_associative_where_the_files_agree_on_kinds(one: object, two: object, three: object) -> None:
    first, second, third = document(one, "1.yaml"), document(two, "2.yaml"), document(three, "3.yaml")
    assert merge(merge(first, second), third) == merge(first, merge(second, third))


@given(TREES, TREES)
def test_every_leaf_comes_from_the_last_file_that_set_it(under: object, above: object) -> None:
    base, over = document(under, "base.yaml"), document(above, "over.yaml")
    result = merge(base, over)
    for path, leaf in walk(over):
        inherited = find(base, path)
        if leaf != Mapping({}, leaf.span) or not isinstance(inherited, Mapping):
            assert find(result, path) == leaf
    for path, leaf in walk(result):
        source = over if find(over, path) is not None else base
        assert leaf.span.file == source.span.file
        assert plain(find(source, path) or leaf) == plain(leaf)
