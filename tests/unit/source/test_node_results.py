"""Results that a node remembers."""

from __future__ import annotations

import gc

import pytest

from hclpress.diagnostics import Span
from hclpress.source.document import Mapping, Scalar
from hclpress.source.node_results import once_for_each_node

PLACE = Span.start_of("dev.yaml")


def scalar(value: str) -> Scalar:
    return Scalar(value, PLACE)


def test_work_is_done_once_for_a_node_and_again_for_its_equal() -> None:
    asked: list[str] = []

    @once_for_each_node(4)
    def shouted(node: Scalar) -> str:
        asked.append(str(node.value))
        return str(node.value).upper()

    one, equal = scalar("a"), scalar("a")
    assert [shouted(one), shouted(one), shouted(equal)] == ["A", "A", "A"]
    assert asked == ["a", "a"]


def test_mappings_can_be_asked_for_although_they_have_no_hash() -> None:
    @once_for_each_node(4)
    def size(node: Mapping) -> int:
        return len(node.entries)

    assert size(Mapping({}, PLACE)) == 0


def test_each_set_of_other_arguments_has_its_own_result() -> None:
    @once_for_each_node(4)
    def joined(node: Scalar, sign: str, *, twice: bool = False) -> str:
        return f"{node.value}{sign}" * (2 if twice else 1)

    node = scalar("a")
    assert [joined(node, "!"), joined(node, "?"), joined(node, "!", twice=True)] == ["a!", "a?", "a!a!"]


def test_an_error_is_not_remembered() -> None:
    answers = iter([ValueError("first"), "second"])

    @once_for_each_node(4)
    def risky(_node: Scalar) -> str:
        answer = next(answers)
        if isinstance(answer, ValueError):
            raise answer
        return answer

    node = scalar("a")
    with pytest.raises(ValueError, match="first"):
        risky(node)
    assert risky(node) == "second"


def test_the_result_asked_for_least_recently_goes_first() -> None:
    asked: list[str] = []

    @once_for_each_node(2)
    def noted(node: Scalar) -> None:
        asked.append(str(node.value))

    a, b, c = map(scalar, "abc")
    for node in (a, b, a, c, a, b):
        noted(node)
    assert asked == ["a", "b", "c", "b"]


def test_a_new_node_never_takes_the_result_of_one_that_is_gone() -> None:
    @once_for_each_node(2)
    def value(node: Scalar) -> object:
        return node.value

    for number in range(1000):
        assert value(scalar(str(number))) == str(number)
        gc.collect(0)
