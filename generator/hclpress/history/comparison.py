"""Compares the previous resources with the present ones and with the removals that the spec requests."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from hclpress.aws.resource_facts import KNOWN, ResourceFacts
from hclpress.hcl.address import ResourceAddress, covers
from hclpress.history.history import History
from hclpress.history.identity import Identity
from hclpress.history.matching import Matched
from hclpress.history.moves import Move, with_move
from hclpress.spec.permitted_removal import Removal, address_of


class Comparison(Struct, frozen=True, dict=True):
    """The state before and after a render.

    Attributes:
        previous: the history that the last render recorded.
        matched: the matching of the previous resources.
        new: the present resources by address.
        wanted: the removals that the spec requests, by the spec's key.
        facts: about types of resources.
        replaced: the addresses that an apply replaces, for whatever reason.
    """

    previous: History
    matched: Matched
    new: Mapping[str, Identity]
    wanted: Mapping[str, Removal]
    facts: ResourceFacts = KNOWN
    replaced: frozenset[str] = frozenset()

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """All moves to record."""
        moves = self.previous.moves
        for move in self.matched.moves:
            moves = with_move(moves, move)
        return moves

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
        return next((one for whole, (_, one) in self.removals.items() if covers(whole, address)), None)

    def going(self, whole: str) -> list[str]:
        """Return the removed resources of a module or resource."""
        return [address for address in self.gone if covers(whole, address)]

    def is_made_anew(self, whole: str) -> bool:
        """Return whether any resource of a module or resource is replaced."""
        return any(covers(whole, address) for address in (*self.changed, *self.replaced))

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
        for one in found:
            found += [
                other
                for other, was in self.gone.items()
                if other not in found and any(covers(one, parent) for parent in was.parents.values())
            ]
        return found[len(addresses) :]


def _is_module(address: str) -> bool:
    return address.startswith("module.") and address.count(".") == 1
