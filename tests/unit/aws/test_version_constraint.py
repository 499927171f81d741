"""hclpress.aws.version_constraint: the versions that a constraint of Terraform allows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclpress.aws.version_constraint import Version, allows, allows_line, has_all_of, usable_constraint, version_of

# Each row was tried with Terraform 1.11.4 and a mirror that holds 5.100.0 alone.
TRIED = {
    "~> 4": False,
    "~> 5": True,
    "~> 5.0.0": False,
    "~> 5.100.0": True,
    "5": False,
    "5.100": True,
    "= 5": False,
    ">5.99": True,
    "!=5.100.0": False,
    ">= 5.100.0-beta1": True,
    ">= 5, <= 5.100": True,
}
VERSIONS = st.tuples(st.integers(4, 7), st.integers(0, 110), st.integers(0, 3))
TERMS = st.builds(
    lambda operator, version, parts: f"{operator} {'.'.join(map(str, version[:parts]))}",
    st.sampled_from(["=", "!=", ">", ">=", "<", "<=", "~>"]),
    VERSIONS,
    st.integers(1, 3),
)
CONSTRAINTS = st.lists(TERMS, min_size=1, max_size=3).map(", ".join)


@pytest.mark.parametrize("constraint", TRIED)
def test_a_constraint_allows_what_terraform_allows(constraint: str) -> None:
    assert allows(constraint, (5, 100, 0)) is TRIED[constraint]


@pytest.mark.parametrize(
    ("constraint", "lines"),
    [
        ("~> 5.100", {5}),
        (">= 5.100", {5, 6, 7}),
        ("6.25.0", {6}),
        ("!= 5.100.0", {4, 5, 6, 7}),
        ("> 5.0, < 6", {5}),
        ("< 5.0.0", {4}),
        ("> 5.99.0, < 5.100.0", {5}),
    ],
)
def test_a_constraint_allows_a_line_if_it_allows_one_of_its_versions(constraint: str, lines: set[int]) -> None:
    assert {major for major in range(4, 8) if allows_line(constraint, (major, 50, 0))} == lines


@pytest.mark.parametrize(
    ("constraint", "first", "has"),
    [
        ("~> 6.0", (6, 20, 0), True),
        (">= 6.0, < 6.20", (6, 20, 0), False),
        ("~> 6.20.0", (6, 20, 0), True),
        ("6.19.0", (6, 20, 0), False),
        (">= 5.100, < 7.0", (6, 20, 0), False),
        ("~> 5.100", (6, 0, 0), False),
        (">= 6.0.0-beta1", (6, 0, 0), True),
        ("~> 7.0", (6, 20, 0), True),
        ("!= 5.100.0, >= 5.100.0, < 6.1", (6, 0, 0), False),
    ],
)
def test_a_constraint_has_what_came_with_a_version_if_no_earlier_line_may_be_chosen(
    constraint: str, first: Version, has: bool
) -> None:
    assert has_all_of(constraint, first) is has


@given(CONSTRAINTS, VERSIONS, VERSIONS)
def test_a_version_that_is_allowed_allows_its_line(constraint: str, version: Version, other: Version) -> None:
    if allows(constraint, version):
        assert allows_line(constraint, (version[0], *other[1:]))


@given(CONSTRAINTS, CONSTRAINTS, VERSIONS)
def test_a_second_constraint_allows_nothing_more(first: str, second: str, version: Version) -> None:
    assert allows(f"{first}, {second}", version) == (allows(first, version) and allows(second, version))


@given(VERSIONS)
def test_a_version_is_read_back(version: Version) -> None:
    assert version_of(".".join(map(str, version))) == version


def test_more_than_three_numbers_are_no_version() -> None:
    with pytest.raises(ValueError, match="three"):
        version_of("1.2.3.4")


NUMBERS = st.lists(st.integers(0, 200), min_size=1, max_size=3).map(lambda parts: ".".join(map(str, parts)))


@pytest.mark.parametrize(
    "text",
    [
        "~> 5.100",
        "~> 5.100.0",
        "~> 5",
        "~>6.2",
        "5.100.0",
        "= 5.100.0",
        ">= 5.100, < 7",
        ">=5.100.0,<6.0.0",
        ">= 4.0",
        "> 5.99",
        "< 6",
        "<= 5.100",
        "!= 5.100.1",
        ">= 5.100, != 5.100.0, < 5.100.2",
        ">= 6.0.0-beta1",
        "  ~> 5.100  ",
    ],
)
def test_a_constraint_that_a_usable_version_satisfies_is_accepted(text: str) -> None:
    assert usable_constraint(text) == text


@pytest.mark.parametrize(
    "text", ["x y z", "", " ", ",", "5.100,", ">= 5.100 < 6", "~> v5.100", "=> 5", "5.100.0.0", "05.100", "5..1", "~>"]
)
def test_what_terraform_cannot_read_is_no_constraint(text: str) -> None:
    with pytest.raises(ValueError, match="no version constraint"):
        usable_constraint(text)


@pytest.mark.parametrize(
    "text",
    [">= 6, < 5", "> 5.100.0, < 5.100.1", "= 5.100.0, != 5.100.0", "~> 5.100, ~> 6.0", "< 0.0.0", "5.100.0, 5.100.1"],
)
def test_a_range_without_a_version_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no version of hashicorp/aws satisfies"):
        usable_constraint(text)


@pytest.mark.parametrize("text", ["~> 4.0", "~> 5.99.0", "< 5.100", "5.99.1", ">= 5.0, <= 5.99", "~> 4"])
def test_versions_before_those_that_the_output_works_with_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"needs hashicorp/aws 5\.100 or later"):
        usable_constraint(text)


@given(
    st.lists(st.tuples(st.sampled_from([">=", ">", "!="]), NUMBERS), min_size=1, max_size=4), st.text(" ", max_size=2)
)
def test_constraints_without_an_upper_end_are_accepted(terms: list[tuple[str, str]], space: str) -> None:
    usable_constraint(f"{space},{space}".join(f"{operator}{space}{numbers}" for operator, numbers in terms))
