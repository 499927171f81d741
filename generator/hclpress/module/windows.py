"""Weekly and daily windows in which AWS works on a database or a cache. All times are UTC, as AWS takes them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated

from pydantic import AfterValidator

from hclpress.module.problem import Problem

_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_TIME = r"([01][0-9]|2[0-3]):([0-5][0-9])"
_DAILY = re.compile(rf"{_TIME}-{_TIME}")
_WEEKLY = re.compile(rf"({'|'.join(_DAYS)}):{_TIME}-({'|'.join(_DAYS)}):{_TIME}")
_DAY = 24 * 60
_WEEK = 7 * _DAY

# Amazon RDS API Reference, CreateDBCluster and CreateDBInstance: both windows last 30 minutes at least and do not touch
# each other.
SHORTEST = 30


def _daily(text: str) -> str:
    if not _DAILY.fullmatch(text):
        raise ValueError(f"{text!r} is no daily window; write one such as 03:00-04:00, in UTC")
    return text


def _weekly(text: str) -> str:
    if not _WEEKLY.fullmatch(text):
        raise ValueError(f"{text!r} is no weekly window; write one such as sun:04:30-sun:05:30, in UTC")
    return text


DailyWindow = Annotated[str, AfterValidator(_daily)]
"""A window of each day, such as `03:00-04:00`."""
WeeklyWindow = Annotated[str, AfterValidator(_weekly)]
"""A window of each week, such as `sun:04:30-sun:05:30`."""


def window_problems(backup: str, maintenance: str, shortest: int = SHORTEST) -> Iterator[Problem]:
    """Yield a problem for a backup window or a maintenance window that AWS refuses.

    Args:
        backup: the daily window.
        maintenance: the weekly window.
        shortest: the minutes that AWS requires of both.
    """
    daily, weekly = _DAILY.fullmatch(backup), _WEEKLY.fullmatch(maintenance)
    if daily is None or weekly is None:
        raise ValueError("both windows have been checked by their types")
    first, last = _minute(*daily.group(1, 2)), _minute(*daily.group(3, 4))
    begin = _DAYS.index(weekly[1]) * _DAY + _minute(*weekly.group(2, 3))
    end = _DAYS.index(weekly[4]) * _DAY + _minute(*weekly.group(5, 6))
    backup_length, maintenance_length = (last - first) % _DAY, (end - begin) % _WEEK
    for field, text, length in (
        ("backup_window", backup, backup_length),
        ("maintenance_window", maintenance, maintenance_length),
    ):
        if length < shortest:
            yield Problem(
                (field,),
                "window-too-short",
                f"{length} minutes are too short",
                f"{text} lasts {length} minutes, and AWS requires {shortest} at least.",
            )
    for day in range(7):
        start = day * _DAY + first
        if (begin - start) % _WEEK < backup_length or (start - begin) % _WEEK < maintenance_length:
            yield Problem(
                ("maintenance_window",),
                "windows-overlap",
                "Maintenance would fall into the backup",
                f"{maintenance} overlaps the daily backup at {backup}, and AWS refuses that. Move one of them.",
            )
            return


def _minute(hour: str, minute: str) -> int:
    return int(hour) * 60 + int(minute)
