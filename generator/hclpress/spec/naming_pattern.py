"""The naming pattern of an environment, and the names made of it."""

from __future__ import annotations

import string
from functools import lru_cache

PLACEHOLDERS = ("project", "environment", "suffix", "component", "name", "region")


DEFAULT_PATTERN = "{project}-{name}-{suffix}"


@lru_cache(maxsize=4096)
def made_name(pattern: str, project: str, environment: str, suffix: str, component: str, name: str, region: str) -> str:
    """A naming pattern, filled. Every stage asks for the names of an environment again."""
    return pattern.format(
        project=project, environment=environment, suffix=suffix, component=component, name=name, region=region
    )


@lru_cache(maxsize=256)
def placeholders_of(pattern: str) -> tuple[str, ...]:
    """The `{placeholders}` of a naming pattern in order.

    Raises:
        ValueError: for a pattern that is not one: a brace without its partner, a format spec, an empty field.
    """
    found = []
    for _, field, spec, conversion in string.Formatter().parse(pattern):
        if field is None:
            continue
        if spec or conversion or field not in PLACEHOLDERS:
            raise ValueError(f"`{{{field}}}` is not one of {', '.join(f'{{{known}}}' for known in PLACEHOLDERS)}")
        found.append(field)
    return tuple(found)
