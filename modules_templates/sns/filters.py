"""Filter policies of subscriptions, as far as SNS refuses them.

SNS Developer Guide, "Filter policy constraints" and "Subscription filter policies": keys, operators and sizes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from math import prod

from hclpress.module import Problem, SpecPath

MOST_KEYS, MOST_COMBINATIONS, LARGEST = 5, 150, 256 * 1024
"""Keys of a filter of attributes, combinations of values, and bytes of the policy."""
_OPERATORS = ("prefix", "suffix", "equals-ignore-case", "anything-but", "numeric", "exists", "cidr", "wildcard")


def filter_problems(policy: Mapping[str, object], scope: str, path: SpecPath) -> Iterator[Problem]:
    """Report a filter that SNS refuses.

    Args:
        policy: the filter.
        scope: the place of the values: `attributes` or `body`.
        path: its place in the spec.
    """
    if not policy:
        return
    wrong = [*_shapes(policy, scope, path)]
    yield from wrong
    keys = [*_keys(policy)]
    if scope == "attributes" and len(keys) > MOST_KEYS:
        yield _refused(path, f"It has {len(keys)} keys", f"SNS takes {MOST_KEYS} of attributes. Filter by fewer.")
    if not wrong and (combined := prod(count for _, count in _counted(policy))) > MOST_COMBINATIONS:
        detail = f"SNS takes {MOST_COMBINATIONS}: the numbers of values of all keys, multiplied. Write fewer values."
        yield _refused(path, f"It has {combined} combinations of values", detail)
    size = len(json.dumps(policy, separators=(",", ":"), default=str).encode())
    if size > LARGEST:
        yield _refused(path, f"It has {size} bytes as JSON", f"SNS takes {LARGEST}. Write fewer values.")


def _shapes(policy: object, scope: str, path: SpecPath) -> Iterator[Problem]:
    if isinstance(policy, Mapping):
        for key, value in policy.items():
            if key == "$or" and isinstance(value, (list, tuple)):
                for index, one in enumerate(value):
                    yield from _shapes(one, scope, (*path, key, index))
            elif isinstance(value, Mapping):
                if scope == "attributes":
                    detail = f"Attributes have no parts: write `{key}: [value, …]`, or set `filter_scope: body`."
                    yield _refused((*path, key), f"{key} has keys below it", detail)
                else:
                    yield from _shapes(value, scope, (*path, key))
            elif not isinstance(value, (list, tuple)) or not value:
                detail = f"SNS takes a list of values: `{key}: [value, …]`."
                yield _refused((*path, key), f"{key} has no list of values", detail)
            else:
                yield from _conditions(value, (*path, key))


def _conditions(values: tuple[object, ...] | list[object], path: SpecPath) -> Iterator[Problem]:
    for index, value in enumerate(values):
        if isinstance(value, Mapping):
            known = [name for name in value if name in _OPERATORS]
            if len(value) != 1 or not known:
                detail = f"A condition has one operator: {', '.join(_OPERATORS)}."
                yield _refused((*path, index), f"{', '.join(map(str, value)) or 'Nothing'} is no operator", detail)
        elif isinstance(value, (list, tuple)):
            yield _refused((*path, index), "A list stands in a list", "Write text, numbers, true, false or null.")


def _keys(policy: object) -> Iterator[str]:
    if isinstance(policy, Mapping):
        for key, value in policy.items():
            if key == "$or" and isinstance(value, (list, tuple)):
                for one in value:
                    yield from _keys(one)
            elif isinstance(value, Mapping):
                yield from _keys(value)
            else:
                yield key


def _counted(policy: object, depth: int = 1) -> Iterator[tuple[str, int]]:
    """The keys with the number of their values; a key of the body counts its depth too."""
    if isinstance(policy, Mapping):
        for key, value in policy.items():
            if key == "$or" and isinstance(value, (list, tuple)):
                yield key, sum(prod(count for _, count in _counted(one, depth)) for one in value)
            elif isinstance(value, Mapping):
                yield from _counted(value, depth + 1)
            elif isinstance(value, (list, tuple)):
                yield key, len(value) * depth


def _refused(path: SpecPath, summary: str, detail: str) -> Problem:
    return Problem(path, "filter-refused", f"SNS refuses the filter: {summary[0].lower()}{summary[1:]}", detail)
