"""Version constraints of Terraform, such as `~> 5.100` or `>= 5.0, != 5.3.0, < 7`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

Version: TypeAlias = tuple[int, int, int]
"""A version without what follows a hyphen."""

_TERM = re.compile(r"(?P<operator>=|!=|>=|>|<=|<|~>)?\s*(?P<version>\d+(?:\.\d+){0,2})(?:-[0-9A-Za-z.-]+)?")
_LATEST = 1_000_000
"""A number larger than that of any release."""


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


def allows(constraint: str, version: Version) -> bool:
    """Return whether a constraint allows a version. A constraint that cannot be read allows every version."""
    return all(_satisfies(version, operator, text) for operator, text in _terms(constraint))


def allows_line(constraint: str, version: Version) -> bool:
    """Return whether a constraint allows any version with the first number of `version`."""
    major = version[0]
    candidates = {version, (major, 0, 0), (major, _LATEST, _LATEST)}
    for _, text in _terms(constraint):
        first, minor, patch = version_of(text)
        if first == major:
            # Between the versions that a constraint names, it does not change its mind.
            candidates |= {(major, minor, patch), (major, minor, patch + 1), (major, minor + 1, 0)}
            candidates |= {(major, minor, patch - 1)} if patch else {(major, minor - 1, _LATEST)} if minor else set()
    return any(allows(constraint, candidate) for candidate in candidates)


def _terms(constraint: str) -> Iterator[tuple[str, str]]:
    for part in constraint.split(","):
        if found := _TERM.fullmatch(part.strip()):
            yield found["operator"] or "=", found["version"]


def _satisfies(version: Version, operator: str, text: str) -> bool:
    bound = version_of(text)
    match operator:
        case "=":
            return version == bound
        case "!=":
            return version != bound
        case ">":
            return version > bound
        case ">=":
            return version >= bound
        case "<":
            return version < bound
        case "<=":
            return version <= bound
        case _:
            # `~> 5.100.2` fixes all numbers but the last; `~> 5` fixes its only one.
            fixed = max(1, text.count("."))
            return version >= bound and version[:fixed] == bound[:fixed]
