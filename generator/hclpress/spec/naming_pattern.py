"""The naming pattern of an environment, and the names made with it."""

from __future__ import annotations

import string
from functools import lru_cache

PLACEHOLDERS = ("project", "environment", "suffix", "component", "name", "region")


DEFAULT_PATTERN = "{project}-{name}-{suffix}"


@lru_cache(maxsize=4096)
def made_name(pattern: str, project: str, environment: str, suffix: str, component: str, name: str, region: str) -> str:
    """Return the name that a naming pattern gives. Memoized, because every stage needs the names of an environment."""
    return pattern.format(
        project=project, environment=environment, suffix=suffix, component=component, name=name, region=region
    )


@lru_cache(maxsize=256)
def placeholders_of(pattern: str) -> tuple[str, ...]:
    """Return the `{placeholders}` of a naming pattern in order.

    Raises:
        ValueError: for an invalid pattern: a brace without its partner, a format spec, an empty field.
    """
    found = []
    for _, field, spec, conversion in string.Formatter().parse(pattern):
        if field is None:
            continue
        if spec or conversion or field not in PLACEHOLDERS:
            raise ValueError(f"`{{{field}}}` is not one of {', '.join(f'{{{known}}}' for known in PLACEHOLDERS)}")
        found.append(field)
    return tuple(found)
