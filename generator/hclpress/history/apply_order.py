"""The order in which an apply makes its changes, and what goes wrong in it.

Terraform orders two changes only along references: what is referred to is created before what refers to it, and
destroyed after it. Everything else happens at once. `create_before_destroy` of a resource holds for everything it
depends on too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from ipaddress import IPv4Network

from msgspec import Struct

from hclpress.aws.name_rules import NameRule
from hclpress.aws.places import PLACES, Place
from hclpress.aws.refused_deletions import REFUSED_DELETIONS
from hclpress.history.changes import Action, Change, Changes
from hclpress.history.configuration import Configuration, Configured
from hclpress.history.meanings import text_of
from hclpress.history.moves import Move

_FIFO = ".fifo"
_VARIABLE = re.compile(r"\{[^}]*\}")
_UNIQUE_WITHIN: Mapping[str, str] = {"aws_security_group": "vpc_id"}
"""The argument that a name is unique within; the names of other types are unique in the account."""


class TakenPlace(Struct, frozen=True):
    """A place that one resource takes while another still holds it.

    Attributes:
        taker: the address of the resource that takes it.
        holder: the address of the resource that held it before.
        place: the kind of place.
        is_freed: whether the holder is destroyed; if not, it takes another place in the same apply.
    """

    taker: str
    holder: str
    place: Place
    is_freed: bool


def moves_into_places(before: Configuration, after: Configuration) -> tuple[Move, ...]:
    """Return the moves of resources that are gone to new ones which take their places.

    Otherwise Terraform would create the one and destroy the other at once.
    """
    held = _by_place(before.resources)
    moves: list[Move] = []
    for place, taker in _by_place(after.resources).items():
        holder = held.get(place)
        if holder is None or holder == taker or holder in after.resources or taker in before.resources:
            continue
        is_moved = any(holder == one.source or taker == one.target for one in moves)
        if is_moved or not _holds_the_same(before.resources[holder], after.resources[taker]):
            continue
        moves.append(Move(holder, taker, "It takes the place of the former, which only one may hold."))
    return tuple(moves)


def taken_places(before: Configuration, after: Configuration) -> Iterator[TakenPlace]:
    """Yield the places that one resource takes from another in the same apply."""
    held = _by_place(before.resources)
    for place, taker in _by_place(after.resources).items():
        holder = held.get(place)
        if holder is not None and holder != taker:
            kind = after.resources[taker].kind
            yield TakenPlace(taker, holder, PLACES[kind], holder not in after.resources)


def _by_place(resources: Mapping[str, Configured]) -> Mapping[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for address, one in resources.items():
        place = PLACES.get(one.kind)
        if place is None or (place.made_up and one.arguments.values.get(place.made_up) is None):
            continue
        if place.each:
            items = one.arguments.values.get(place.arguments[-1])
            for item in items if isinstance(items, tuple) else ():
                found[(one.kind, *(_part(one, name, place) for name in place.arguments[:-1]), text_of(item))] = address
        elif place.arguments:
            found[(one.kind, *(_part(one, name, place) for name in place.arguments))] = address
    return found


def _holds_the_same(holder: Configured, taker: Configured) -> bool:
    """Return whether one resource takes every place of another, if it can hold several."""
    place = PLACES[taker.kind]
    items = [one.arguments.values.get(place.arguments[-1]) for one in (holder, taker)] if place.each else []
    lists = [frozenset(map(text_of, one)) for one in items if isinstance(one, tuple)]
    return all(one == lists[0] for one in lists)


def _part(one: Configured, name: str, place: Place) -> str:
    value = one.arguments.values.get(name)
    text = "" if value is None else text_of(value)
    return _VARIABLE.sub("{}", text) if name == place.variable else text


def created_first(configuration: Configuration) -> frozenset[str]:
    """Return the resources whose successor is created before they are destroyed, by their own word or by another's."""
    blocks: dict[str, list[str]] = defaultdict(list)
    for address in configuration.resources:
        blocks[address.partition("[")[0]].append(address)
    found: set[str] = set()
    left = [address for address, one in configuration.resources.items() if one.is_created_first]
    while left:
        address = left.pop()
        if address in found:
            continue
        found.add(address)
        for source in configuration.resources[address].reads:
            left += blocks.get(source.address.partition("[")[0], ())
    return frozenset(found)


class DeletedWhileUsed(Struct, frozen=True):
    """A resource that would be deleted while another still refers to it in AWS.

    Attributes:
        change: its destruction or replacement.
        user: the address of the other resource, which is changed only afterwards.
        error: the error of AWS.
    """

    change: Change
    user: str
    error: str


def deleted_while_used(before: Configuration, first: frozenset[str], changes: Changes) -> Iterator[DeletedWhileUsed]:
    """Yield the resources that AWS refuses to delete when Terraform does.

    A resource that is replaced is created first if the new configuration says so; one that is only destroyed is
    destroyed last if the state says so, which is what was applied before.

    Args:
        before: the configuration that is applied.
        first: the resources that the new configuration creates before it destroys them.
        changes: the changes.
    """
    going = {
        one.address: one
        for one in changes.by_address.values()
        if one.kind in REFUSED_DELETIONS and one.action in {Action.DESTROYED, Action.REPLACED}
    }
    if not going:
        return
    last = {Action.DESTROYED: created_first(before), Action.REPLACED: first}
    blocks: dict[str, list[str]] = defaultdict(list)
    for address in going:
        blocks[address.partition("[")[0]].append(address)
    told = set[str]()
    for address, user in before.resources.items():
        stays = changes.by_address.get(address)
        if stays is None or stays.action is not Action.UPDATED:
            continue
        for used in dict.fromkeys(one.address for one in sorted(user.reads)):
            for gone in blocks.get(used, (used,) if used in going else ()):
                change, fact = going[gone], REFUSED_DELETIONS[going[gone].kind]
                if gone not in told and gone not in last[change.action] and user.kind not in fact.goes_first:
                    told.add(gone)
                    yield DeletedWhileUsed(change, address, fact.error)


class BlockInTheWay(Struct, frozen=True):
    """A subnet that is created in a block of addresses while a subnet that goes still has a part of it.

    Attributes:
        taker: the address of the new subnet.
        holder: the address of the subnet that is destroyed afterwards; the same if it is replaced.
        block: the block of the new subnet.
    """

    taker: str
    holder: str
    block: str


def blocks_in_the_way(changes: Changes, first: frozenset[str]) -> Iterator[BlockInTheWay]:
    """Yield the new subnets that overlap one which goes in the same apply.

    Args:
        changes: the changes.
        first: the resources that are created before their predecessor is destroyed.
    """
    subnets = [one for one in changes.by_address.values() if one.kind == "aws_subnet"]
    going = [one for one in subnets if one.action in {Action.DESTROYED, Action.REPLACED}]
    for taker in subnets:
        if taker.action is not Action.CREATED and not (taker.action is Action.REPLACED and taker.address in first):
            continue
        block = _block_of(taker.after)
        for holder in going:
            held = _block_of(holder.before)
            is_beside = _network_of(taker.after) == _network_of(holder.before)
            if block and held and block != held and is_beside and block.overlaps(held):
                yield BlockInTheWay(taker.address, holder.address, str(block))
                break


def _block_of(subnet: Configured | None) -> IPv4Network | None:
    value = subnet.arguments.values.get("cidr_block") if subnet else None
    try:
        return IPv4Network(value) if isinstance(value, str) else None
    except ValueError:
        return None


def _network_of(subnet: Configured | None) -> str:
    value = subnet.arguments.values.get("vpc_id") if subnet else None
    return "" if value is None else text_of(value)


class NameInTheWay(Struct, frozen=True):
    """A resource that is replaced under its name, while its successor is created first.

    Attributes:
        change: its replacement.
        argument: the argument that takes the name.
        name: the name.
        another: a name like it that AWS accepts as well.
    """

    change: Change
    argument: str
    name: str
    another: str


def names_in_the_way(changes: Changes, first: frozenset[str], rules: Mapping[str, NameRule]) -> Iterator[NameInTheWay]:
    """Yield the replacements that need the same name twice at once.

    Args:
        changes: the changes.
        first: the resources that are created before their predecessor is destroyed.
        rules: the name rules by type; only types whose names are unique have one.
    """
    for change in changes.by_address.values():
        rule = rules.get(change.kind)
        if change.action is not Action.REPLACED or rule is None or change.address not in first:
            continue
        was = change.before.arguments.values.get(rule.argument) if change.before else None
        now = change.after.arguments.values.get(rule.argument) if change.after else None
        is_elsewhere = any(one.edit.path == _UNIQUE_WITHIN.get(change.kind) for one in change.reasons)
        if isinstance(now, str) and was == now and not is_elsewhere:
            yield NameInTheWay(change, rule.argument, now, _another(now, rule.longest))


def _another(name: str, longest: int) -> str:
    """Return a name like another one and no longer than AWS accepts; the ending of a FIFO queue or topic stays."""
    stem = name.removesuffix(_FIFO)
    ending = f"-2{name[len(stem) :]}"
    return f"{stem[: longest - len(ending)].rstrip('-')}{ending}"
