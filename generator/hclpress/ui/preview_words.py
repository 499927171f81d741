"""The words and signs of previews, the same for a terminal and for Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from hclpress.model.environment_preview import AttributeChange, EnvironmentPreview, ResourcePreview

SIGNS = {"create": "+", "update": "~", "replace": "-/+", "delete": "-", "forget": ".", "move": ">"}
"""The sign before each action, as Terraform has it; `.` for what only leaves the state, `>` for a move."""
_COUNTED = {
    "replace": "to replace",
    "delete": "to destroy",
    "create": "to add",
    "update": "to change",
    "forget": "to let go",
    "move": "to move",
}
_LONGEST = 100
"""The number of characters of a value that are shown."""
_FOLDED = 3
"""Resources that change alike are told together from this number on."""
_NAMED = 6
"""The number of resources that are named where many change alike."""


def counts(previews: Iterable[EnvironmentPreview]) -> str:
    """Return the number of each action in words, such as `1 to replace, 2 to change`."""
    found = Counter(one.action for preview in previews for one in preview.resources)
    told = [f"{found[action]} {words}" for action, words in _COUNTED.items() if found[action]]
    return ", ".join(told) or "nothing to change"


def resource_lines(preview: EnvironmentPreview) -> Iterator[str]:
    """Yield the lines about the resources of an environment, without an indent. Alike changes are told once."""
    for ones in _alike(preview.resources):
        if len(ones) < _FOLDED:
            for one in ones:
                yield f"{_signed(one, one.address)}{_notes(one)}"
                yield from (f"    {line}" for line in attribute_lines(one.attributes))
            continue
        yield _signed(ones[0], f"{len(ones)} resources")
        more = f" and {len(ones) - _NAMED} more" if len(ones) > _NAMED else ""
        names = f"{', '.join(one.address for one in ones[:_NAMED])}{more}"
        yield from wrap(names, 110, initial_indent="      ", subsequent_indent="      ", break_on_hyphens=False)
        yield from (f"    {line}" for line in attribute_lines(ones[0].attributes))
    for address in preview.adopted:
        yield f"<   {address}  (exists in AWS, enters the state)"
    for address in preview.unpredicted:
        yield f"?   {address}  (only Terraform knows how many there are)"


def _alike(resources: Iterable[ResourcePreview]) -> list[list[ResourcePreview]]:
    """Return the resources in their order, those with the same changes of attributes and nothing else together."""
    found: dict[object, list[ResourcePreview]] = {}
    for one in resources:
        is_plain = one.attributes and not one.moved_from and not one.loses
        key = (one.action, one.is_created_first, one.attributes) if is_plain else one.address
        found.setdefault(key, []).append(one)
    return list(found.values())


def _signed(resource: ResourcePreview, name: str) -> str:
    """Return a name behind the sign of the action on a resource."""
    sign = SIGNS[resource.action]
    if resource.action == "replace" and resource.is_created_first:
        sign = "+/-"
    return f"{sign:<3} {name}"


def _notes(resource: ResourcePreview) -> str:
    notes = []
    if resource.loses:
        notes.append(f"destroys {resource.loses}")
    if resource.moved_from:
        notes.append(f"moved from {resource.moved_from}")
    if resource.action == "forget":
        notes.append("leaves the state and stays in AWS")
    return f"  ({'; '.join(notes)})" if notes else ""


def attribute_lines(attributes: Sequence[AttributeChange]) -> Iterator[str]:
    """Yield the lines about changes of attributes, without an indent."""
    for one in attributes:
        forces = "  # forces the replacement" if one.forces else ""
        if one.follows:
            yield f"~ {one.path} is known after the change of {one.follows}{forces}"
        elif one.added or one.removed:
            yield f"~ {one.path}{forces}"
            yield from (f"    + {_short(item)}" for item in one.added)
            yield from (f"    - {_short(item)}" for item in one.removed)
        elif one.was is None:
            yield f"+ {one.path} = {_short(one.now)}{forces}"
        elif one.now is None:
            yield f"- {one.path} = {_short(one.was)}{forces}"
        else:
            yield f"~ {one.path} {_short(one.was)} → {_short(one.now)}{forces}"


def _short(text: str | None) -> str:
    text = " ".join((text or "").split())
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
