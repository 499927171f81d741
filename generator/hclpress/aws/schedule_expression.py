"""Schedule expressions of EventBridge: `rate(…)` and `cron(…)`, with the grammar of each field."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct

# Amazon EventBridge API Reference, PutRule, ScheduleExpression.
_LONGEST = 256
_RATE = re.compile(r"rate\(([1-9][0-9]*) (minute|hour|day)(s?)\)")
_CRON = re.compile(r"cron\(([^()]*)\)")
_MONTHS = {
    name: number
    for number, name in enumerate(
        ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"), start=1
    )
}
_DAYS = {name: number for number, name in enumerate(("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"), start=1)}
_DAY_OF_MONTH, _DAY_OF_WEEK = 2, 4
_NAMES = "minutes, hours, day of month, month, day of week, year"


class _Field(Struct, frozen=True):
    """One field of a cron expression.

    Attributes:
        title: its name.
        first: the smallest value.
        last: the greatest value.
        names: names of values.
        special: further forms that stand alone in the field.
        allowed: words for what it may hold.
    """

    title: str
    first: int
    last: int
    allowed: str
    names: Mapping[str, int] = {}
    special: str = ""


_SPECIAL_DAYS_OF_MONTH = r"L|LW|L-(?:[1-9]|[12][0-9]|30)|(?:[1-9]|[12][0-9]|3[01])W"

# Amazon EventBridge User Guide, "Setting a schedule pattern for scheduled rules", "Cron expressions".
_FIELDS = (
    _Field("minutes", 0, 59, "0-59 and , - * /"),
    _Field("hours", 0, 23, "0-23 and , - * /"),
    _Field(
        "day of month",
        1,
        31,
        "1-31 and , - * / ? L W",
        special=r"L|LW|L-(?:[1-9]|[12][0-9]|30)|(?:[1-9]|[12][0-9]|3[01])W",
    ),
    _Field("month", 1, 12, "1-12 or JAN-DEC and , - * /", _MONTHS),
    _Field("day of week", 1, 7, "1-7 or SUN-SAT and , - * ? L #", _DAYS, rf"L|(?:[1-7]|{'|'.join(_DAYS)})(?:L|#[1-5])"),
    _Field("year", 1970, 2199, "1970-2199 and , - * /"),
)


def schedule_expression(text: str) -> str:
    """Return a schedule expression that EventBridge accepts for a rule.

    Raises:
        ValueError: for any other text, with the field that is wrong and what it may hold.
    """
    if len(text) > _LONGEST:
        raise ValueError(f"it has {len(text)} characters, and EventBridge accepts {_LONGEST}")
    rate, cron = _RATE.fullmatch(text), _CRON.fullmatch(text)
    if rate is not None:
        if (rate[1] == "1") == bool(rate[3]):
            raise ValueError(f"one is a {rate[2]}, more are {rate[2]}s; write `rate(1 hour)` or `rate(2 hours)`")
    elif cron is not None:
        _check_cron(cron[1].split())
    else:
        raise ValueError(f"{text!r} is no schedule; write `rate(5 minutes)`, or `cron(0 3 * * ? *)` in UTC")
    return text


def _check_cron(written: list[str]) -> None:
    if len(written) != len(_FIELDS):
        raise ValueError(
            f"it has {len(written)} fields, and EventBridge requires six: {_NAMES}, as in `cron(0 3 * * ? *)`"
        )
    for number, (field, text) in enumerate(zip(_FIELDS, written, strict=True)):
        if text == "?" and number in {_DAY_OF_MONTH, _DAY_OF_WEEK}:
            continue
        upper = text.upper()
        if field.special and re.fullmatch(field.special, upper):
            continue
        for item in upper.split(","):
            _check_item(field, item, text)
    if (written[_DAY_OF_MONTH] == "?") == (written[_DAY_OF_WEEK] == "?"):
        raise ValueError("just one of day of month and day of week must be `?`, as in `cron(0 3 * * ? *)`")


def _check_item(field: _Field, item: str, text: str) -> None:
    values, slash, step = item.partition("/")
    if slash and not (step.isascii() and step.isdigit() and 1 <= int(step) <= field.last - field.first + 1):
        greatest = field.last - field.first + 1
        raise ValueError(f"the {field.title} {text!r} has the step {step!r}; a step is a number from 1 to {greatest}")
    if values == "*":
        return
    ends = values.split("-")
    if len(ends) > 2 or not all(_is_value(field, end) for end in ends):
        raise ValueError(f"the {field.title} {text!r} is not valid; the field may hold {field.allowed}")


def _is_value(field: _Field, text: str) -> bool:
    if text in field.names:
        return True
    return text.isascii() and text.isdigit() and len(text) <= 4 and field.first <= int(text) <= field.last
