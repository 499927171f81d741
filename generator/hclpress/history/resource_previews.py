"""The changes of an apply as previews of resources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from hclpress.aws.resource_facts import ResourceFacts
from hclpress.history.attribute_changes import attribute_changes
from hclpress.history.changes import Action, Change, Changes
from hclpress.history.moves import Move, mover
from hclpress.model.environment_preview import ResourcePreview

MOVED = "move"
"""The action on a resource that only gets another address."""


def moved_from(before: Iterable[str], moves: Iterable[Move]) -> dict[str, str]:
    """Return the address before, by that afterwards, of every resource that moves.

    Args:
        before: the addresses of all resources before.
        moves: the moves in their order.
    """
    after = mover(moves)
    return {target: source for source in before if (target := after(source)) != source}


def resource_previews(
    changes: Changes, sources: Mapping[str, str], facts: ResourceFacts
) -> tuple[ResourcePreview, ...]:
    """Return what an apply does to each resource, by address.

    Args:
        changes: the changes.
        sources: the addresses before of the resources that move, as `moved_from` gives them.
        facts: about types of resources.
    """
    found = {one.address: one for one in _changed(changes, sources, facts)}
    for address, source in sources.items():
        found.setdefault(address, ResourcePreview(address, MOVED, source))
    return tuple(found[address] for address in sorted(found))


def _changed(changes: Changes, sources: Mapping[str, str], facts: ResourceFacts) -> Iterator[ResourcePreview]:
    for address, change in changes.by_address.items():
        yield ResourcePreview(
            address,
            change.action.value,
            sources.get(address, ""),
            _lost(change, facts),
            bool(change.action is Action.REPLACED and change.after and change.after.is_created_first),
            attribute_changes(change.reasons),
        )


def _lost(change: Change, facts: ResourceFacts) -> str:
    """Return the data that is destroyed with a resource, in words; empty if there is none."""
    if change.before is None or change.action not in {Action.DESTROYED, Action.REPLACED}:
        return ""
    values = change.before.arguments.values
    names = {name: value for name, value in values.items() if isinstance(value, str)}
    held = facts.holds(change.kind, names)
    return "" if held is None else held.holds
