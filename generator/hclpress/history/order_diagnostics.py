"""The diagnostics about the order of an apply: what AWS would refuse, because Terraform does it too early."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from hclpress.diagnostics import Diagnostic, Span
from hclpress.history.apply_order import BlockInTheWay, DeletedWhileUsed, NameInTheWay, TakenPlace
from hclpress.history.apply_prediction import ApplyPrediction
from hclpress.history.change_diagnostics import told
from hclpress.history.identity import Identity


class OrderDiagnostics(Struct, frozen=True):
    """The diagnostics about the order of one apply.

    Attributes:
        prediction: the prediction of the apply.
        rendered: the rendered resources by address.
        place: a function from an address to its place in the spec.
    """

    prediction: ApplyPrediction
    rendered: Mapping[str, Identity]
    place: Callable[[str], Span]

    def all(self) -> Iterator[Diagnostic]:
        """Yield the diagnostics, which are all errors."""
        yield from map(self._taken, self.prediction.taken)
        yield from map(self._in_the_way, self.prediction.in_the_way)
        yield from map(self._used, self.prediction.used)
        yield from map(self._zone, self.prediction.zones)
        yield from map(self._block, self.prediction.blocks)

    def _taken(self, one: TakenPlace) -> Diagnostic:
        named = ", ".join(f"`{name}`" for name in one.place.arguments[-1:])
        former = "its predecessor" if one.holder == one.taker else one.holder
        fault = f"AWS would answer with {one.place.answer}" if one.place.answer else "the later of the two would win"
        way = (
            f"Remove {one.holder} first, render and apply; then change {one.taker}"
            if one.is_freed
            else f"Give {one.taker} a place that is free, render and apply; then give it the one it is to have"
        )
        return Diagnostic(
            "state/place-taken",
            f"{one.taker} would take the place of {former} while that still holds it",
            f"Only one resource may have this {named}, and Terraform changes both at once, so that {fault}. It takes "
            f"two applies. {way}.",
            self.place(one.taker),
        )

    def _block(self, one: BlockInTheWay) -> Diagnostic:
        holder = "its predecessor" if one.holder == one.taker else one.holder
        return Diagnostic(
            "state/block-in-the-way",
            f"{one.taker} would be created while {holder} still has a part of {one.block}",
            "Subnets are created before others are destroyed, so that AWS would answer with InvalidSubnet.Conflict. "
            "Give the new one a block that is free, with `cidrs`, or revert the change.",
            self.place(one.taker),
        )

    def _used(self, one: DeletedWhileUsed) -> Diagnostic:
        return Diagnostic(
            "state/deleted-while-used",
            f"{one.change.address} would be deleted while {one.user} uses it",
            f"Terraform would change {one.user} only afterwards, so that AWS would answer with {one.error}. It takes "
            "two applies. First render and apply the spec without this change, so that the state has "
            "`create_before_destroy`. Then make the change.",
            self.place(one.change.address),
        )

    def _zone(self, one: DeletedWhileUsed) -> Diagnostic:
        return Diagnostic(
            "state/deleted-while-used",
            f"{one.change.address} would be deleted while {one.user} is in its zone",
            f"AWS would answer with {one.error}. It takes two applies. First keep the zone, let no instance of the "
            "database be in it, render and apply. Then remove the zone.",
            self.place(one.change.address),
        )

    def _in_the_way(self, one: NameInTheWay) -> Diagnostic:
        others = [
            address
            for address, identity in self.rendered.items()
            if address != one.change.address and one.name in identity.names.values()
        ]
        way = f"Give it another name: `names: {{{one.name}: {one.another}}}`."
        if others:
            way = (
                f"A line under `names` would rename {' and '.join(others)} too. Give this one alone another name, in "
                "the settings of its module, such as `name` of a balancer's target."
            )
        return Diagnostic(
            "state/name-in-the-way",
            f"{one.change.address} would be created anew while its name is still taken",
            f"AWS cannot change this: {told(one.change.reasons)}. Other resources that depend on it are created before "
            f"their predecessors are destroyed, so it is too, and AWS refuses a second one with the {one.argument} "
            f"{one.name!r}. {way}",
            self.place(one.change.address),
        )
