"""Quotas: a warning with the name of the quota, from the first thing above the default."""

from __future__ import annotations

import pytest

from hclpress.aws.name_rules import NAME_RULES
from hclpress.aws.quota import REGIONAL_QUOTAS, Quota


def test_only_more_than_the_default_is_an_excess() -> None:
    quota = Quota("Amazon VPC", "VPCs per Region", 5)
    assert quota.excess(5, "networks") is None
    excess = quota.excess(6, "networks")
    assert excess is not None
    summary, detail = excess
    assert "6 networks" in summary
    assert "VPCs per Region" in detail


@pytest.mark.parametrize("resource", REGIONAL_QUOTAS)
def test_a_regional_quota_is_for_a_type_whose_names_are_known(resource: str) -> None:
    assert resource in NAME_RULES
