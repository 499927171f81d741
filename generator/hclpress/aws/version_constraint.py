"""Version constraints of Terraform, such as `~> 5.100` or `>= 5.0, != 5.3.0, < 7`, and the versions they allow.

The grammar is that of `terraform init`: terms with an operator and up to three numbers, separated by commas (Terraform,
"Version Constraints").
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct

Version: TypeAlias = tuple[int, int, int]
"""A version without what follows a hyphen."""
LEAST_AWS: Version = (5, 100, 0)
"""The first version of hashicorp/aws that the output works with."""

_NUMBER = r"(?:0|[1-9][0-9]{0,8})"
_TERM = re.compile(
    rf"\s*(?P<operator>~>|>=|<=|!=|=|>|<)?\s*(?P<numbers>{_NUMBER}(?:\.{_NUMBER}){{0,2}})(?P<label>-[0-9A-Za-z.-]*[0-9A-Za-z])?\s*"
)


class _Range(Struct, frozen=True):
    """The versions from the first to before the second; without a second, all later ones."""

    first: Version
    end: Version | None

    def holds(self, version: Version) -> bool:
        return self.first <= version and (self.end is None or version < self.end)


def version_of(text: str) -> Version:
    """Return the version that up to three numbers with points stand for; those left out are 0.

    Raises:
        ValueError: if the text is no such version.
    """
    numbers = [int(part) for part in text.split(".")]
    if len(numbers) > 3:
        raise ValueError(f"{text} has more than three numbers")
    major, minor, patch = (*numbers, 0, 0, 0)[:3]
    return major, minor, patch


def usable_constraint(text: str) -> str:
    """Return a version constraint of hashicorp/aws if Terraform accepts it and a usable version satisfies it.

    Raises:
        ValueError: if it is no constraint, or if no version from 5.100 on satisfies it.
    """
    ranges, excluded = _read(text)
    if not _is_satisfiable(ranges, excluded):
        raise ValueError(f"no version of hashicorp/aws satisfies {text!r}; write one range, such as `~> 6.0`")
    if not _is_satisfiable([*ranges, _Range(LEAST_AWS, None)], excluded):
        raise ValueError(
            f"the output needs hashicorp/aws 5.100 or later, and {text!r} permits earlier versions only; write "
            "`~> 6.0` or `~> 5.100`"
        )
    return text


def allows(constraint: str, version: Version) -> bool:
    """Return whether a constraint allows a version.

    Raises:
        ValueError: if it is no constraint.
    """
    ranges, excluded = _read(constraint)
    return version not in excluded and all(one.holds(version) for one in ranges)


def allows_line(constraint: str, version: Version) -> bool:
    """Return whether a constraint allows any version with the first number of `version`.

    Raises:
        ValueError: if it is no constraint.
    """
    ranges, excluded = _read(constraint)
    return _is_satisfiable([*ranges, _Range((version[0], 0, 0), (version[0] + 1, 0, 0))], excluded)


@lru_cache(maxsize=256)
def has_all_of(constraint: str, first: Version) -> bool:
    """Return whether the versions that a constraint allows have what came with `first`.

    None with an earlier first number may be among them. Among those with the same number the newest counts, since
    `terraform init` takes it.

    Raises:
        ValueError: if it is no constraint.
    """
    ranges, excluded = _read(constraint)
    if _is_satisfiable([*ranges, _Range((0, 0, 0), (first[0], 0, 0))], excluded):
        return False
    return _is_satisfiable([*ranges, _Range(first, None)], excluded)


def _read(text: str) -> tuple[list[_Range], frozenset[Version]]:
    """Return the ranges that a version must be in, and the versions it must not be."""
    ranges, excluded = [], set()
    for written in text.split(","):
        match = _TERM.fullmatch(written)
        if match is None:
            raise ValueError(
                f"{written.strip()!r} is no version constraint; write one such as `~> 6.0`, or several with a comma "
                "between them"
            )
        if match["operator"] == "!=":
            excluded.add(version_of(match["numbers"]))
        else:
            ranges.append(_range(match["operator"] or "=", match["numbers"]))
    return ranges, frozenset(excluded)


def _range(operator: str, numbers: str) -> _Range:
    version = version_of(numbers)
    major, minor, patch = version
    after = (major, minor, patch + 1)
    match operator:
        case "=":
            return _Range(version, after)
        case ">":
            return _Range(after, None)
        case ">=":
            return _Range(version, None)
        case "<":
            return _Range((0, 0, 0), version)
        case "<=":
            return _Range((0, 0, 0), after)
    # `~>` lets the last number grow, and of a single one the numbers behind it.
    return _Range(version, (major, minor + 1, 0) if numbers.count(".") == 2 else (major + 1, 0, 0))


def _is_satisfiable(ranges: list[_Range], excluded: frozenset[Version]) -> bool:
    first = max((one.first for one in ranges), default=(0, 0, 0))
    end = min((one.end for one in ranges if one.end is not None), default=None)
    while first in excluded:
        first = (first[0], first[1], first[2] + 1)
    return end is None or first < end
