"""hclpress.aws.version_constraint: the versions that a constraint of Terraform allows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclpress.aws.version_constraint import Version, allows, allows_line, version_of

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
        ("abc", {4, 5, 6, 7}),
    ],
)
def test_a_constraint_allows_a_line_if_it_allows_one_of_its_versions(constraint: str, lines: set[int]) -> None:
    assert {major for major in range(4, 8) if allows_line(constraint, (major, 50, 0))} == lines


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
