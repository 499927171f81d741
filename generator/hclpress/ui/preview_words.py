"""The words and signs of previews, the same for a terminal and for Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

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


def counts(previews: Iterable[EnvironmentPreview]) -> str:
    """Return the number of each action in words, such as `1 to replace, 2 to change`."""
    found = Counter(one.action for preview in previews for one in preview.resources)
    told = [f"{found[action]} {words}" for action, words in _COUNTED.items() if found[action]]
    return ", ".join(told) or "nothing to change"


def resource_lines(preview: EnvironmentPreview) -> Iterator[str]:
    """Yield the lines about the resources of an environment, without an indent."""
    for one in preview.resources:
        yield f"{signed(one)}{_notes(one)}"
        yield from (f"    {line}" for line in attribute_lines(one.attributes))
    for address in preview.adopted:
        yield f"<   {address}  (exists in AWS, enters the state)"
    for address in preview.unpredicted:
        yield f"?   {address}  (only Terraform knows how many there are)"


def signed(resource: ResourcePreview) -> str:
    """Return the address of a resource behind the sign of its action."""
    sign = SIGNS[resource.action]
    if resource.action == "replace" and resource.is_created_first:
        sign = "+/-"
    return f"{sign:<3} {resource.address}"


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
