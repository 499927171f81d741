"""The diagnostics about the order of an apply: what AWS would refuse, because Terraform does it too early."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct

from hclpress.diagnostics import Diagnostic, Severity, Span
from hclpress.history.apply_order import BlockInTheWay, DeletedWhileUsed, NameInTheWay, TakenPlace
from hclpress.history.apply_prediction import ApplyPrediction
from hclpress.history.change_diagnostics import told
from hclpress.history.identity import Identity
from hclpress.history.network_order import LeftSubnets, LostRights, ReplacedNetwork


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

    def errors(self) -> Iterator[Diagnostic]:
        """Yield the errors. What follows from a network that cannot be replaced is told by the error about it."""
        networks, derived = self.prediction.networks, self.prediction.networks.derived
        yield from map(self._network, networks.replaced)
        yield from (self._taken(one) for one in self.prediction.taken if one.taker not in derived)
        yield from (self._in_the_way(one) for one in self.prediction.in_the_way if one.change.address not in derived)
        yield from (self._used(one) for one in self.prediction.used if one.change.address not in derived)
        yield from (self._zone(one) for one in networks.zones if one.change.address not in derived)
        yield from map(self._left, networks.left)
        yield from (self._block(one) for one in self.prediction.blocks if one.taker not in derived)

    def warnings(self) -> Iterator[Diagnostic]:
        """Yield the warnings."""
        yield from map(self._rights, self.prediction.networks.rights)

    def _network(self, one: ReplacedNetwork) -> Diagnostic:
        instances = ", ".join(map(_instance, one.instances)) or "what cannot leave it"
        verb = "stand" if one.instances[1:] else "stands"
        return Diagnostic(
            "state/network-in-use",
            f"{one.change.address} would be replaced while {instances} {verb} in it",
            f"AWS cannot change this: {told(one.change.reasons)}. It moves no balancer and no database to another "
            "network, so that an apply would end halfway. Revert the change. To have another network, add a second one "
            "beside this, add instances under other names that stand in it (`vpc: <its name>`), bring over what is "
            "needed, and remove the old ones in a later apply.",
            self.place(one.change.address),
        )

    def _left(self, one: LeftSubnets) -> Diagnostic:
        named = ", ".join(one.subnets)
        return Diagnostic(
            "state/subnets-in-use",
            f"{one.group.address} would leave {'subnets' if one.subnets[1:] else 'a subnet'} in use",
            f"{one.instance} stands in {named}, and AWS moves no instance of a database to other subnets: it would "
            "answer with SubnetAlreadyInUse. Revert the change. To have the database elsewhere, take a snapshot, add "
            "another instance of the module there that begins with it (`restore_from`), and remove this one later.",
            self.place(one.group.address),
        )

    def _rights(self, one: LostRights) -> Diagnostic:
        return Diagnostic(
            "state/interfaces-left",
            f"{one.function.address} would leave its network while its role loses its rights there",
            "Lambda deletes the network interfaces of a function some minutes after it has left, by the rights of "
            f"{one.role}. Without them they stay, and hold the subnets and security groups they are in. Keep the "
            "rights for this apply, with `managed_policies: [AWSLambdaENIManagementAccess]` in the instance of "
            "`lambda`, and take that line away in a later one.",
            self.place(one.function.address),
            Severity.WARNING,
        )

    def _taken(self, one: TakenPlace) -> Diagnostic:
        named = f"item of `{one.place.arguments[-1]}`" if one.place.each else f"`{one.place.arguments[-1]}`"
        former = "its predecessor" if one.holder == one.taker else one.holder
        fault = f"AWS would answer with {one.place.answer}" if one.place.answer else "the later of the two would win"
        way = (
            f"Remove {one.holder} first, render and apply; then change {one.taker}"
            if one.is_freed
            else f"Take it from {one.holder} first, render and apply; then give it to {one.taker}"
            if one.place.each
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


def _instance(module: str) -> str:
    """Return the instance of a module in an address, such as `web-app` of `module.web_app.`."""
    return module.removesuffix(".").removeprefix("module.").replace("_", "-")
