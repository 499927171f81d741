import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hclpress.aws.schedule_expression import schedule_expression

MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
DAYS = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"]


def field(first: int, last: int, names: list[str] = []) -> st.SearchStrategy[str]:  # noqa: B006  (never changed)
    value = st.one_of(st.integers(first, last).map(str), *([st.sampled_from(names)] if names else []))
    pair = st.tuples(value, value).map("-".join)
    step = st.tuples(st.one_of(st.just("*"), value, pair), st.integers(1, last - first + 1).map(str)).map("/".join)
    return st.one_of(st.just("*"), st.lists(st.one_of(value, pair, step), min_size=1, max_size=4).map(",".join))


DAY_OF_MONTH = st.one_of(field(1, 31), st.just("L"), st.integers(1, 31).map(lambda day: f"{day}W"))
DAY_OF_WEEK = st.one_of(
    field(1, 7, DAYS),
    st.just("L"),
    st.sampled_from([*DAYS, *"1234567"]).map(lambda day: f"{day}L"),
    st.tuples(st.sampled_from([*DAYS, *"1234567"]), st.sampled_from("12345")).map("#".join),
)
PAIRS = st.one_of(DAY_OF_MONTH.map(lambda day: (day, "?")), DAY_OF_WEEK.map(lambda day: ("?", day)))


@given(field(0, 59), field(0, 23), PAIRS, field(1, 12, MONTHS), field(1970, 2199))
def test_what_the_fields_may_hold_is_accepted(
    minutes: str, hours: str, days: tuple[str, str], months: str, years: str
) -> None:
    schedule_expression(f"cron({minutes} {hours} {days[0]} {months} {days[1]} {years})")


@given(st.integers(2, 10_000), st.sampled_from(["minutes", "hours", "days"]))
def test_rates_are_accepted(number: int, unit: str) -> None:
    schedule_expression(f"rate({number} {unit})")


@pytest.mark.parametrize(
    "text",
    [
        # The examples of the EventBridge user guide.
        "cron(0 10 * * ? *)",
        "cron(15 12 * * ? *)",
        "cron(0 18 ? * MON-FRI *)",
        "cron(0 8 1 * ? *)",
        "cron(0/15 * * * ? *)",
        "cron(0/10 * ? * MON-FRI *)",
        "cron(0/5 8-17 ? * MON-FRI *)",
        "cron(0/30 20-2 ? * MON-FRI *)",
        "cron(0 9 ? * 2#1 *)",
        "cron(0 3 L * ? *)",
        "cron(0 0 3W * ? 2030)",
        "cron(0 12 ? * 6L *)",
        "rate(1 minute)",
        "rate(1 hour)",
        "rate(7 days)",
    ],
)
def test_examples_are_accepted(text: str) -> None:
    assert schedule_expression(text) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("cron(0 25 * * ? *)", "hours '25' is not valid; the field may hold 0-23"),
        ("cron(60 * * * ? *)", "minutes '60'"),
        ("cron(0 12 32 * ? *)", "day of month '32'"),
        ("cron(0 12 0 * ? *)", "day of month '0'"),
        ("cron(0 12 * 13 ? *)", "month '13'"),
        ("cron(0 12 * 0 ? *)", "month '0'"),
        ("cron(0 12 * JANUARY ? *)", "1-12 or JAN-DEC"),
        ("cron(0 12 ? * MOO *)", "day of week 'MOO'"),
        ("cron(0 12 ? * 9 *)", "day of week '9'"),
        ("cron(0 12 ? * 0 *)", "day of week '0'"),
        ("cron(0 12 ? * 2#6 *)", "day of week '2#6'"),
        ("cron(0 12 ? * 3#1,6#3 *)", "day of week '3#1,6#3'"),
        ("cron(0 12 L,1 * ? *)", "day of month 'L,1'"),
        ("cron(0 12 32W * ? *)", "day of month '32W'"),
        ("cron(0 12 * * ? 1969)", "year '1969'"),
        ("cron(0 12 * * ? 2200)", "year '2200'"),
        ("cron(*/0 * * * ? *)", "step '0'"),
        ("cron(0/ * * * ? *)", "step ''"),
        ("cron(*/90 * * * ? *)", "step '90'"),
        ("cron(L * * * ? *)", "minutes 'L'"),
        ("cron(? * * * ? *)", "minutes '?'"),
        ("cron(1,,2 * * * ? *)", "minutes '1,,2'"),
        ("cron(1-2-3 * * * ? *)", "minutes '1-2-3'"),
        ("cron(٣ * * * ? *)", "minutes"),
        ("cron(0 12 1 * MON *)", "just one of day of month and day of week"),
        ("cron(0 12 ? * ? *)", "just one of day of month and day of week"),
        ("cron(0 12 * * *)", "it has 5 fields"),
        ("rate(0 minutes)", "is no schedule"),
        ("rate(1 minutes)", "one is a minute"),
        ("rate(2 hour)", "more are hours"),
        ("rate(5 seconds)", "is no schedule"),
        ("at(2030-01-01T00:00:00)", "is no schedule"),
        ("", "is no schedule"),
    ],
)
def test_what_eventbridge_refuses_is_refused_with_its_field(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=re.escape(words)):
        schedule_expression(text)
