"""Compares the previous resources with the present ones and with the removals that the spec requests."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from hclpress.aws.resource_facts import KNOWN, ResourceFacts
from hclpress.hcl.address import ResourceAddress, wholes_of
from hclpress.history.history import History
from hclpress.history.identity import Identity
from hclpress.history.matching import Matched
from hclpress.history.moves import Move, with_moves
from hclpress.spec.permitted_removal import Removal, address_of


class Comparison(Struct, frozen=True, dict=True):
    """The state before and after a render.

    Attributes:
        previous: the history that the last render recorded.
        matched: the matching of the previous resources.
        new: the present resources by address.
        wanted: the removals that the spec requests, by the spec's key.
        facts: about types of resources.
        written: the moves that modules write themselves, which are not recorded.
        replaced: the addresses that an apply replaces, for whatever reason.
    """

    previous: History
    matched: Matched
    new: Mapping[str, Identity]
    wanted: Mapping[str, Removal]
    facts: ResourceFacts = KNOWN
    written: frozenset[Move] = frozenset()
    replaced: frozenset[str] = frozenset()

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """All moves to record."""
        return with_moves(self.previous.moves, tuple(move for move in self.matched.moves if move not in self.written))

    @cached_property
    def gone(self) -> Mapping[str, Identity]:
        """The resources that are no longer rendered."""
        return {address: one for address, one in self.matched.before.items() if address not in self.new}

    @cached_property
    def changed(self) -> Mapping[str, tuple[Identity, Identity]]:
        """The resources replaced at their address because their name, or another immutable argument, has changed."""
        return {
            address: (was, self.new[address])
            for address, was in self.matched.before.items()
            if address in self.new and was.differences(self.new[address], ResourceAddress.of(address).kind, self.facts)
        }

    @cached_property
    def removals(self) -> Mapping[str, tuple[str, Removal]]:
        """The removals that the spec requests, with their keys, by address."""
        return {address_of(key): (key, one) for key, one in self.wanted.items()}

    def removal_of(self, address: str) -> Removal | None:
        """Return the spec's removal for an address, or None."""
        found = [whole for whole in wholes_of(address) if whole in self.removals]
        first = min(found, key=self._order.__getitem__, default=None)
        return None if first is None else self.removals[first][1]

    @cached_property
    def _order(self) -> Mapping[str, int]:
        return {whole: number for number, whole in enumerate(self.removals)}

    @cached_property
    def _going(self) -> Mapping[str, list[str]]:
        found: dict[str, list[str]] = {}
        for address in self.gone:
            for whole in wholes_of(address):
                found.setdefault(whole, []).append(address)
        return found

    @cached_property
    def _made_anew(self) -> frozenset[str]:
        return frozenset(whole for address in (*self.changed, *self.replaced) for whole in wholes_of(address))

    @cached_property
    def _below(self) -> Mapping[str, list[str]]:
        """The removed resources by what covers one of their parents."""
        found: dict[str, list[str]] = {}
        for address, was in self.gone.items():
            for whole in dict.fromkeys(whole for parent in was.parents.values() for whole in wholes_of(parent)):
                found.setdefault(whole, []).append(address)
        return found

    @cached_property
    def rendered_below(self) -> Mapping[str, str]:
        """The first present resource of each module and resource, by the address of that."""
        found: dict[str, str] = {}
        for address in self.new:
            for whole in wholes_of(address):
                found.setdefault(whole, address)
        return found

    @cached_property
    def added(self) -> Mapping[str, list[tuple[str, Identity]]]:
        """The new resources by their type, each with its address."""
        found: dict[str, list[tuple[str, Identity]]] = {}
        for address, now in self.new.items():
            if address not in self.matched.before:
                found.setdefault(ResourceAddress.of(address).kind, []).append((address, now))
        return found

    def going(self, whole: str) -> list[str]:
        """Return the removed resources of a module or resource."""
        return list(self._going.get(whole, ()))

    def is_made_anew(self, whole: str) -> bool:
        """Return whether any resource of a module or resource is replaced."""
        return whole in self._made_anew

    def is_about_something(self, whole: str) -> bool:
        """Return whether the spec removes or replaces something there, or has removed it before."""
        return bool(self.going(whole)) or self.is_made_anew(whole) or whole in self.previous.removed.values()

    @cached_property
    def removed(self) -> dict[str, str]:
        """The removals to record: those that the spec still requests."""
        remembered = {address: whole for address, whole in self.previous.removed.items() if whole in self.removals}
        for whole, (_, removal) in self.removals.items():
            going = self.going(whole)
            if removal.destroy or (going and _is_module(whole)):
                remembered |= {whole: whole} if going or self.is_made_anew(whole) else {}
            else:
                remembered |= {ResourceAddress.of(one).block: whole for one in (*going, *self._hanging_on(going))}
        return remembered

    def _hanging_on(self, addresses: list[str]) -> list[str]:
        """Return the removed resources that depend on these, such as the settings of a bucket."""
        found = list(addresses)
        known = set(found)
        for one in found:
            for other in self._below.get(one, ()):
                if other not in known:
                    known.add(other)
                    found.append(other)
        return found[len(addresses) :]


def _is_module(address: str) -> bool:
    return address.startswith("module.") and address.count(".") == 1
