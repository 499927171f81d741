"""Shares of dear tests leave none out."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from daily_share import share_of, todays_share

CASES = tuple(range(23))


@pytest.mark.parametrize("parts", [1, 2, 10, 40])
def test_the_shares_of_as_many_days_as_there_are_parts_hold_each_case_once(parts: int) -> None:
    first = date(2026, 12, 30)
    shares = [share_of(CASES, parts, first + timedelta(days=day)) for day in range(parts)]
    assert sorted(one for share in shares for one in share) == list(CASES)
    assert max(map(len, shares)) - min(map(len, shares)) <= 1


def test_all_are_taken_where_the_environment_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HCLPRESS_SHARES", "all")
    assert todays_share(CASES, 10) == list(CASES)
    monkeypatch.delenv("HCLPRESS_SHARES")
    assert todays_share(CASES, 10) == share_of(CASES, 10, date.today())
