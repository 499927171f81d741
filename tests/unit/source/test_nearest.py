import pytest

from hclpress.source.nearest import nearest

KNOWN = ("vpc", "subnets", "max_size", "min_size", "region", "single_nat_gateway")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("vcp", "vpc"),
        ("VPC", "vpc"),
        ("subnet", "subnets"),
        ("Max-Size", "max_size"),
        ("maxsize", "max_size"),
        ("regoin", "region"),
        ("single-nat-gatway", "single_nat_gateway"),
        ("colour", None),
        ("s", None),
        ("", None),
        ("subnets" * 1000, None),
    ],
)
def test_the_nearest_known_word_is_found_or_none(word: str, meant: str | None) -> None:
    assert nearest(word, KNOWN) == meant


def test_the_order_of_the_known_words_does_not_matter() -> None:
    assert nearest("mxx_size", KNOWN) == nearest("mxx_size", reversed(KNOWN))


def test_nothing_is_near_where_nothing_is_known() -> None:
    assert nearest("vpc", ()) is None
