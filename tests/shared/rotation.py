"""A rotating share: tests that take too long for every run have their turn one after another, day by day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TypeVar

_One = TypeVar("_One")


def todays(all_of: Sequence[_One], day: date, parts: int = 10) -> list[_One]:
    """The share whose turn it is on a day.

    Args:
        all_of: everything that has its turn within as many days as there are parts.
        day: the day.
        parts: the number of shares.
    """
    return [one for index, one in enumerate(all_of) if index % parts == day.toordinal() % parts]
