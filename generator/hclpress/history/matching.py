"""Matching: previous and present resources → certain moves, possible renames, and removals.

A match is certain if the identity proves it (`hclpress.history.identity`) or if it follows from a certain one: all
resources of an instance move with it, and resources with the same label move along.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from msgspec import Struct

from hclpress.aws.resource_facts import KNOWN, ResourceFacts
from hclpress.hcl.address import ResourceAddress
from hclpress.history.identity import Identity
from hclpress.history.moves import Move, mover

Resources = Mapping[str, Identity]
_ALIKE = 0.5
"""The share of an instance's addresses that another must have to be its possible new name."""


class Ambiguity(Struct, frozen=True):
    """A removed instance and the new instances that resemble it."""

    source: str
    targets: tuple[str, ...]


class Matched(Struct, frozen=True):
    """The result of matching.

    Attributes:
        moves: the moves in order, recorded ones first.
        before: all previous resources, by their present address.
        ambiguities: instances that may have been renamed.
    """

    moves: tuple[Move, ...]
    before: Resources
    ambiguities: tuple[Ambiguity, ...]


def match(old: Resources, new: Resources, told: Iterable[Move] = (), facts: ResourceFacts = KNOWN) -> Matched:
    """Match the previous resources with the present ones.

    Args:
        old: the previous resources by address.
        new: the present resources by address.
        told: recorded moves.
        facts: about types of resources.
    """
    moves = list(told)
    moves += _instances(_moved(old, moves), new, facts)
    while found := _resources(old, new, moves, facts):
        moves += found
    before = _moved(old, moves)
    return Matched(tuple(moves), before, tuple(_ambiguities(before, new, facts)))


def _moved(old: Resources, moves: Iterable[Move]) -> dict[str, Identity]:
    moved = mover(moves)
    return {moved(address): identity.moved(moved) for address, identity in old.items()}


def _modules(resources: Resources) -> dict[str, dict[str, Identity]]:
    """Return the resources of each instance by their address within it; without the root module."""
    found: dict[str, dict[str, Identity]] = defaultdict(dict)
    for address, identity in resources.items():
        module = ResourceAddress.of(address).module
        if module:
            found[module][address[len(module) :]] = identity
    return found


def _instances(old: Resources, new: Resources, facts: ResourceFacts) -> list[Move]:
    """Return the moves of instances that were certainly renamed."""
    before, now = _modules(old), _modules(new)
    pairs = [
        (source, target, reason)
        for source in before.keys() - now.keys()
        for target in now.keys() - before.keys()
        if (reason := _proof(source, before[source], target, now[target], facts))
    ]
    return [
        Move(source[:-1], target[:-1], f"The instance has a new name; it has {reason} as before.")
        for source, target, reason in sorted(pairs)
        if sum(source == one[0] for one in pairs) == 1 and sum(target == one[1] for one in pairs) == 1
    ]


def _proof(source: str, before: Resources, target: str, now: Resources, facts: ResourceFacts) -> str:
    """Return the proof that two instances are one; empty if there is none, or if stored data contradicts it."""
    renamed = (Move(source[:-1], target[:-1]),)
    same = ""
    for address in _common(before, now):
        was, now_is = before[address].after(renamed), now[address]
        if was.is_global and was.is_certainly(now_is):
            same = same or f"the {ResourceAddress.of(address).kind} {was.name}"
        elif _holds_something(address, was, facts) and was.differences(now_is, ResourceAddress.of(address).kind, facts):
            return ""
    return same


def _common(before: Resources, now: Resources) -> list[str]:
    """Return the addresses that two instances share, in order; empty if they share too few."""
    common = sorted(before.keys() & now.keys())
    return common if len(common) >= _ALIKE * len(before) else []


def _holds_something(address: str, identity: Identity, facts: ResourceFacts) -> bool:
    return facts.holds(ResourceAddress.of(address).kind, identity.names) is not None


def _resources(old: Resources, new: Resources, moves: list[Move], facts: ResourceFacts) -> list[Move]:
    """Return the moves of resources with a certain new address that the moves so far do not explain."""
    before = _moved(old, moves)
    if before.keys() == new.keys():
        return []
    moved = mover(moves)
    origin = {moved(address): identity for address, identity in old.items()}
    came = _Came({address: new[address] for address in new.keys() - before.keys()}, moves)
    pairs = []
    for source in sorted(before.keys() - new.keys()):
        has_moved_parents = before[source].parents != origin[source].parents
        for target in came.candidates(source, before[source]):
            reason = _why(
                ResourceAddress.of(source),
                before[source],
                ResourceAddress.of(target),
                new[target],
                came.moves_from(source),
                has_moved_parents,
                facts,
            )
            if reason:
                pairs.append((source, target, reason))
    sources, targets = Counter(pair[0] for pair in pairs), Counter(pair[1] for pair in pairs)
    certain = [Move(*pair) for pair in pairs if sources[pair[0]] == 1 and targets[pair[1]] == 1]
    return [*_whole(certain, before, new)]


class _Came:
    """The new addresses, found by what `_why` compares, since comparing each with each takes too long for thousands."""

    def __init__(self, new: Resources, moves: Iterable[Move]) -> None:
        self._by_identity: dict[object, list[str]] = defaultdict(list)
        self._by_label: dict[object, list[str]] = defaultdict(list)
        self._moves: dict[tuple[str, str], list[Move]] = defaultdict(list)
        for address, identity in new.items():
            place = ResourceAddress.of(address)
            for key in _keys(place.kind, identity):
                self._by_identity[key].append(address)
            self._by_label[place.kind, place.module, place.label, place.key].append(address)
        for move in moves:
            with suppress(ValueError):
                first = ResourceAddress.of(move.source)
                self._moves[first.module, first.label].append(move)

    def moves_from(self, source: str) -> list[Move]:
        """Return the moves of resources with the label of another one."""
        place = ResourceAddress.of(source)
        return self._moves.get((place.module, place.label), [])

    def candidates(self, source: str, was: Identity) -> Iterable[str]:
        """Return the addresses of the same type, each once, that may be certain."""
        place = ResourceAddress.of(source)
        found = dict.fromkeys(address for key in _keys(place.kind, was) for address in self._by_identity.get(key, ()))
        for move in self.moves_from(source):
            with suppress(ValueError):
                second = ResourceAddress.of(move.target)
                key = (place.kind, second.module, second.label, place.key)
                found |= dict.fromkeys(self._by_label.get(key, ()))
        return found


def _keys(kind: str, identity: Identity) -> Iterator[object]:
    names = frozenset(identity.names.items())
    yield kind, names, frozenset(identity.parents.items())
    if identity.is_global:
        yield kind, names


def _why(
    source: ResourceAddress,
    was: Identity,
    target: ResourceAddress,
    now: Identity,
    moves: Iterable[Move],
    has_moved_parents: bool,
    facts: ResourceFacts,
) -> str:
    """Return the reason why both are the same resource, as a sentence; empty if that is not certain."""
    if was.is_certainly(now):
        return f"It is {was.name or was} as before."
    if has_moved_parents and was.names == now.names and was.parents == now.parents:
        return f"It belongs to {', '.join(sorted(set(was.parents.values())))}, which has moved."
    if source.key == target.key and not was.differences(now, source.kind, facts):
        for move in moves:
            # Modules give one label to all resources that belong together.
            try:
                first, second = ResourceAddress.of(move.source), ResourceAddress.of(move.target)
            except ValueError:
                continue
            if (first.module, first.label) == (source.module, source.label) and (second.module, second.label) == (
                target.module,
                target.label,
            ):
                return f"It belongs to {second.block}, which has moved."
    return ""


def _whole(moves: list[Move], before: Resources, new: Resources) -> Iterator[Move]:
    """Yield the moves, with one for a whole resource if all of its instances move to one that had none.

    Terraform moves no whole resource to an address where another one stands.
    """
    blocks: dict[tuple[str, str], list[Move]] = defaultdict(list)
    for move in moves:
        source, target = ResourceAddress.of(move.source), ResourceAddress.of(move.target)
        blocks[source.block, target.block].append(move)
    left = defaultdict(set)
    for address in before:
        left[ResourceAddress.of(address).block].add(address)
    here = {ResourceAddress.of(address).block for address in new}
    for (source_block, target_block), together in blocks.items():
        alone = left[source_block] == {move.source for move in together} and source_block not in here
        same_keys = all(ResourceAddress.of(move.source).key == ResourceAddress.of(move.target).key for move in together)
        # Terraform ignores the move of a whole resource to one of which it has other instances.
        is_free = target_block not in left
        if alone and same_keys and is_free:
            yield Move(source_block, target_block, together[0].reason)
        else:
            yield from together


def _ambiguities(before: Resources, new: Resources, facts: ResourceFacts) -> Iterator[Ambiguity]:
    was, now = _modules(before), _modules(new)
    for source in sorted(was.keys() - now.keys()):
        targets = [
            target
            for target in sorted(now.keys() - was.keys())
            if (common := _common(was[source], now[target]))
            and not any(
                _holds_something(address, was[source][address], facts)
                and was[source][address].differences(now[target][address], ResourceAddress.of(address).kind, facts)
                for address in common
            )
        ]
        if targets:
            yield Ambiguity(source[:-1], tuple(target[:-1] for target in targets))
