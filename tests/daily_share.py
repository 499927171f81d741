"""A share of the dear tests each day, the next one tomorrow: CI walks through all of them in some days.

`HCLPRESS_SHARES=all` takes all at once, as `make all`, `make edits` and `make rehearse` do.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from typing import TypeVar

_Case = TypeVar("_Case")


def todays_share(cases: Sequence[_Case], parts: int) -> list[_Case]:
    """Return the cases whose turn it is today; all of them if the environment says so.

    Args:
        cases: all cases.
        parts: the number of days after which each has had its turn.
    """
    if os.environ.get("HCLPRESS_SHARES") == "all":
        return list(cases)
    return share_of(cases, parts, date.today())


def share_of(cases: Sequence[_Case], parts: int, day: date) -> list[_Case]:
    """Return the cases whose turn it is on a day: every so many'th, so that those that are alike fall on different days."""
    return [one for index, one in enumerate(cases) if index % parts == day.toordinal() % parts]
