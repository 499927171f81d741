"""The reason, in words, why a value is refused."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from pydantic_core import ErrorDetails

from hclpress.source.nearest import nearest
from hclpress.validation.pattern_misfit import misfit


def reason(error: ErrorDetails) -> str:
    """Return the reason of an error of pydantic as sentences: what was written, as it was written, and what may be."""
    context = error.get("ctx", {})
    if error["type"] == "value_error":
        return f"{context['error']}."
    if error["type"] == "string_pattern_mismatch":
        return f"It is {described(error['input'])}. {misfit(str(error['input']), str(context['pattern']))}"
    if error["type"] in _LIMITS:
        number = f" with {_number(error['input'])}" if error["type"] in ("too_short", "too_long") else ""
        return f"It is {described(error['input'])}{number}; {_LIMITS[error['type']](context)}."
    if error["type"] in _CHOICES:
        expected = str(context[_CHOICES[error["type"]]])
        chosen = str(context.get("tag", error["input"]))
        guess = nearest(chosen, re.findall(r"'([^']*)'", expected))
        meant = f" Did you mean `{guess}`?" if guess else ""
        written = f"the text {chosen!r}" if "tag" in context else described(error["input"])
        return f"It is {written}; it may be {_in_words(expected)}.{meant}"
    return f"It is {described(error['input'])}, which cannot stand here."


def described(value: object) -> str:
    """Return a value as an author would call it, such as `the text 'x'` or `a list`."""
    if value is None:
        return "empty"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f"the text {value[:80]!r}"
    if isinstance(value, (int, float)):
        return f"the number {value}"
    return "a list" if isinstance(value, (list, tuple)) else "a mapping"


_CHOICES = {"literal_error": "expected", "enum": "expected", "union_tag_invalid": "expected_tags"}
"""The errors of a choice, each with the place of what may be chosen."""


def _in_words(expected: str) -> str:
    alone = {"True": "true", "False": "false"}.get(expected, expected)
    *others, last = alone.split(", ")
    return f"{', '.join(others)} or {last}" if others and " or " not in last else alone


def _number(held: Any) -> str:  # noqa: ANN401  (a list or a mapping)
    one, many = ("entry", "entries") if isinstance(held, Mapping) else ("item", "items")
    return _counted(len(held), one, many)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


_LIMITS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "greater_than": lambda context: f"it must be more than {context['gt']}",
    "greater_than_equal": lambda context: f"the least is {context['ge']}",
    "less_than": lambda context: f"it must be less than {context['lt']}",
    "less_than_equal": lambda context: f"the most is {context['le']}",
    "multiple_of": lambda context: f"it must be a multiple of {context['multiple_of']}",
    "string_too_short": lambda context: f"it has at least {_counted(context['min_length'], 'character', 'characters')}",
    "string_too_long": lambda context: f"it has at most {_counted(context['max_length'], 'character', 'characters')}",
    "too_short": lambda context: f"the least is {context['min_length']}",
    "too_long": lambda context: f"the most is {context['max_length']}",
    "finite_number": lambda _: "it must be a finite number",
}
"""The errors of a limit, each with the words for it."""
