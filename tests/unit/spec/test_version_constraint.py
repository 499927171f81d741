import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclpress.spec.version_constraint import version_constraint

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
    assert version_constraint(text) == text


@pytest.mark.parametrize(
    "text", ["x y z", "", " ", ",", "5.100,", ">= 5.100 < 6", "~> v5.100", "=> 5", "5.100.0.0", "05.100", "5..1", "~>"]
)
def test_what_terraform_cannot_read_is_no_constraint(text: str) -> None:
    with pytest.raises(ValueError, match="no version constraint"):
        version_constraint(text)


@pytest.mark.parametrize(
    "text",
    [">= 6, < 5", "> 5.100.0, < 5.100.1", "= 5.100.0, != 5.100.0", "~> 5.100, ~> 6.0", "< 0.0.0", "5.100.0, 5.100.1"],
)
def test_a_range_without_a_version_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no version of hashicorp/aws satisfies"):
        version_constraint(text)


@pytest.mark.parametrize("text", ["~> 4.0", "~> 5.99.0", "< 5.100", "5.99.1", ">= 5.0, <= 5.99", "~> 4"])
def test_versions_before_those_that_the_output_works_with_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"needs hashicorp/aws 5\.100 or later"):
        version_constraint(text)


@given(
    st.lists(st.tuples(st.sampled_from([">=", ">", "!="]), NUMBERS), min_size=1, max_size=4), st.text(" ", max_size=2)
)
def test_constraints_without_an_upper_end_are_accepted(terms: list[tuple[str, str]], space: str) -> None:
    version_constraint(f"{space},{space}".join(f"{operator}{space}{numbers}" for operator, numbers in terms))
