import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclpress.aws.tag_characters import refused_in_tag


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("platform-team", ""),
        ("R&D (core), 42%", "&(),%"),
        ("team#1", "#"),
        ("a\tb\n", "\t\n"),
        ("ops@example.com / cost_centre: 7 + 1 = 8.", ""),
        ("Größe 東京", ""),
        ('"quoted"', '"'),
        ("emoji 🚀", "🚀"),
    ],
)
def test_characters_that_some_service_refuses_are_named(text: str, refused: str) -> None:
    assert refused_in_tag(text) == refused


@given(st.text(st.one_of(st.characters(categories=["L", "N", "Z"]), st.sampled_from("_.:/=+-@"))))
def test_what_matches_the_pattern_of_iam_is_accepted(text: str) -> None:
    assert refused_in_tag(text) == ""
