"""Names: the pattern, and what AWS takes for each kind of resource."""

from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclpress.aws.name_rules import NAME_RULES
from hclpress.spec.naming_pattern import placeholders_of


@pytest.mark.parametrize(
    ("resource", "good", "bad"),
    [
        ("aws_lb", "a" * 32, "a" * 33),
        ("aws_lb", "shop-web", "-shop"),
        ("aws_lb", "shop-web", "internal-shop"),
        ("aws_lb_target_group", "shop-web-blue", "shop_web"),
        ("aws_s3_bucket", "shop-assets", "Shop-Assets"),
        ("aws_s3_bucket", "abc", "ab"),
        ("aws_s3_bucket", "a" * 63, "a" * 64),
        ("aws_s3_bucket", "a.b-c", "a..b"),
        ("aws_iam_role", "r" * 64, "r" * 65),
        ("aws_rds_cluster", "shop-db", "shop--db"),
        ("aws_rds_cluster", "shop-db", "1shop"),
        ("aws_lambda_function", "f" * 64, "f" * 65),
        ("aws_dynamodb_table", "abc", "ab"),
        ("aws_sqs_queue", "q" * 80, "q" * 81),
        ("aws_security_group", "shop-web", "sg-web"),
        ("aws_wafv2_web_acl", "shop_waf-1", "shop.waf"),
    ],
)
def test_a_name_is_judged_by_the_limits_of_its_service(resource: str, good: str, bad: str) -> None:
    assert NAME_RULES[resource].complaint(good) is None
    assert NAME_RULES[resource].complaint(bad)


@given(st.sampled_from(sorted(NAME_RULES)), st.text(alphabet=string.ascii_lowercase, min_size=3, max_size=32))
def test_short_names_of_small_letters_fit_everywhere(resource: str, name: str) -> None:
    if not name.startswith(("sg", "xn", "internal")):
        assert NAME_RULES[resource].complaint(name) is None


@given(st.sampled_from(sorted(NAME_RULES)))
def test_a_name_beyond_every_limit_is_refused_with_the_figures(resource: str) -> None:
    longest = NAME_RULES[resource].longest
    complaint = NAME_RULES[resource].complaint("a" * (longest + 1))
    assert complaint == f"It has {longest + 1} characters; AWS accepts at most {longest}."


@pytest.mark.parametrize("pattern", ["{nmae}", "{}", "{name!r}", "{name:>9}", "{name"])
def test_a_pattern_that_is_none_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        placeholders_of(pattern)


def test_the_placeholders_of_a_pattern_come_in_order() -> None:
    assert placeholders_of("{project}-x-{suffix}-{name}") == ("project", "suffix", "name")
