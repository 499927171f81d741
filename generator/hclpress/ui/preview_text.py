"""Previews as text for a terminal."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence

from hclpress.history.alike_previews import AlikePreviews
from hclpress.ui.preview_words import counts, resource_lines

_NAMED = 12
"""The number of environments that a group names."""


def preview_text(groups: Sequence[AlikePreviews], total: int) -> str:
    """Return previews as text: what many environments have in common once, and a sentence about all of them.

    Args:
        groups: the environments in which something happens.
        total: the number of all environments.
    """
    return "\n".join(_lines(groups, total))


def _lines(groups: Sequence[AlikePreviews], total: int) -> Iterator[str]:
    for group in groups:
        yield from _heading(group)
        yield from (f"  {line}" for line in resource_lines(group.first))
        yield ""
    changed = sum(len(group.environments) for group in groups)
    noun = "environment" if total == 1 else "environments"
    yield f"{changed} of {total} {noun} would change." if changed else f"Nothing would change in {total} {noun}."


def _heading(group: AlikePreviews) -> Iterator[str]:
    number = len(group.environments)
    in_words = counts([group.first])
    if number == 1:
        yield f"{group.environments[0]}: {in_words}"
        return
    yield f"The same in {number} environments: {in_words}"
    more = f" and {number - _NAMED} more" if number > _NAMED else ""
    names = f"{', '.join(group.environments[:_NAMED])}{more}"
    yield from textwrap.wrap(names, 110, initial_indent="  ", subsequent_indent="  ", break_on_hyphens=False)
    told = len(group.first.findings)
    if told:
        noun, verb = ("finding", "is") if told == 1 else ("findings", "are")
        others = "environment" if number == 2 else "environments"
        yield f"  The same {told} {noun} {verb} told of {number - 1} more {others}."
    yield f"  Shown for {group.first.address}:"
