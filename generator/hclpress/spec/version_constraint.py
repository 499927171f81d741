"""Version constraints of Terraform: their grammar, and whether a version satisfies them that the output works with."""

from __future__ import annotations

import re

from msgspec import Struct

LEAST_AWS = (5, 100, 0)
"""The first version of hashicorp/aws that the output works with."""

_Version = tuple[int, int, int]
_NUMBER = r"(?:0|[1-9][0-9]{0,8})"
_TERM = re.compile(
    rf"\s*(?P<operator>~>|>=|<=|!=|=|>|<)?\s*(?P<numbers>{_NUMBER}(?:\.{_NUMBER}){{0,2}})(?P<label>-[0-9a-z.-]*[0-9a-z])?\s*"
)


class _Range(Struct, frozen=True):
    """The versions from the first to before the second; without a second, all later ones."""

    first: _Version
    end: _Version | None


def version_constraint(text: str) -> str:
    """Return a version constraint of hashicorp/aws if Terraform accepts it and a usable version satisfies it.

    The grammar is that of `terraform init`: terms with an operator and up to three numbers, separated by commas
    (Terraform, "Version Constraints").

    Raises:
        ValueError: if it is no constraint, or if no version from 5.100 on satisfies it.
    """
    terms = []
    for written in text.split(","):
        match = _TERM.fullmatch(written)
        if match is None:
            raise ValueError(
                f"{written.strip()!r} is no version constraint; write one such as `~> 5.100`, or several with a comma "
                "between them"
            )
        terms.append((match["operator"] or "=", match["numbers"]))
    ranges = [_range(operator, numbers) for operator, numbers in terms if operator != "!="]
    excluded = {_version(numbers) for operator, numbers in terms if operator == "!="}
    if not _is_satisfiable(ranges, excluded):
        raise ValueError(f"no version of hashicorp/aws satisfies {text!r}")
    if not _is_satisfiable([*ranges, _Range(LEAST_AWS, None)], excluded):
        raise ValueError(f"the output needs hashicorp/aws 5.100 or later, and {text!r} permits earlier versions only")
    return text


def _version(numbers: str) -> _Version:
    parts = [int(part) for part in numbers.split(".")]
    major, minor, patch = [*parts, 0, 0][:3]
    return major, minor, patch


def _range(operator: str, numbers: str) -> _Range:
    version = _version(numbers)
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


def _is_satisfiable(ranges: list[_Range], excluded: set[_Version]) -> bool:
    first = max((one.first for one in ranges), default=(0, 0, 0))
    end = min((one.end for one in ranges if one.end is not None), default=None)
    while first in excluded:
        first = (first[0], first[1], first[2] + 1)
    return end is None or first < end
