"""The limits of what AWS changes in a network that is in use, which the configuration does not tell.

Subnets of a database, networks of a balancer and the interfaces of a function depend on each other in AWS by more than
what refers to what in Terraform.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from hclpress.hcl.address import ResourceAddress
from hclpress.history.apply_order import DeletedWhileUsed, NameInTheWay
from hclpress.history.changes import Action, Change, Changes
from hclpress.history.configuration import Configuration, Configured
from hclpress.history.meanings import sources_of, text_of

_NETWORK, _SUBNET, _GROUP, _ZONE = "aws_vpc", "aws_subnet", "aws_db_subnet_group", "availability_zone"
_FUNCTION, _IN_NETWORK = "aws_lambda_function", "vpc_config"
_INSTANCES = frozenset({"aws_db_instance", "aws_rds_cluster_instance"})
_BOUND = frozenset(
    {
        "aws_alb",
        "aws_db_subnet_group",
        "aws_docdb_subnet_group",
        "aws_elasticache_subnet_group",
        "aws_elb",
        "aws_lb",
        "aws_neptune_subnet_group",
        "aws_redshift_subnet_group",
    }
)
"""Types that Terraform updates in place when their subnets change, and that AWS moves to no other network. Source: the
Modify and Set calls of each service's API reference, which accept subnets of the same network only."""
_POLICIES: Mapping[str, str] = {"aws_iam_role_policy": "policy", "aws_iam_role_policy_attachment": "policy_arn"}
_RIGHTS = (
    '"ec2:DeleteNetworkInterface"',
    '"ec2:*"',
    "AWSLambdaVPCAccessExecutionRole",
    "AWSLambdaENIManagementAccess",
)
"""Signs of the right to delete a network interface in a policy."""


class ReplacedNetwork(Struct, frozen=True):
    """A network that is replaced although things stand in it that AWS moves to no other network.

    Attributes:
        change: its replacement.
        instances: the modules of what is changed because of it, without its own.
        derived: the addresses of everything that is changed because of it, itself included.
    """

    change: Change
    instances: tuple[str, ...]
    derived: frozenset[str]


class LeftSubnets(Struct, frozen=True):
    """Subnets that leave the group of a database while an instance of it stands in them.

    Attributes:
        group: the update of the subnet group.
        subnets: the subnets.
        instance: the address of the instance.
    """

    group: Change
    subnets: tuple[str, ...]
    instance: str


class LostRights(Struct, frozen=True):
    """A function that leaves its network while its role loses the right to delete the interfaces it had there.

    Attributes:
        function: the update of the function.
        role: the address of its role.
    """

    function: Change
    role: str


class NetworkFaults(Struct, frozen=True):
    """The faults of one apply in its networks.

    Attributes:
        replaced: the networks that are replaced and cannot be.
        left: the subnets that leave the group of a database which still needs them.
        zones: the subnets that are destroyed while a database needs their zone.
        rights: the functions that leave a network together with the rights of their role.
    """

    replaced: tuple[ReplacedNetwork, ...] = ()
    left: tuple[LeftSubnets, ...] = ()
    zones: tuple[DeletedWhileUsed, ...] = ()
    rights: tuple[LostRights, ...] = ()

    @classmethod
    def of(
        cls, before: Configuration, after: Configuration, changes: Changes, names: Iterable[NameInTheWay]
    ) -> NetworkFaults:
        """Find the faults.

        Args:
            before: the configuration that is applied, after the moves.
            after: the new configuration.
            changes: the changes between them.
            names: the replacements that need one name twice at once.
        """
        replaced = tuple(replaced_networks(changes, names))
        derived = {address for one in replaced for address in one.derived}
        left = (one for one in left_subnets(before, after, changes) if one.group.address not in derived)
        return cls(
            replaced,
            tuple(left),
            tuple(zones_in_use(before, changes)),
            tuple(lost_rights(before, after, changes)),
        )

    @property
    def derived(self) -> frozenset[str]:
        """The addresses of everything that is changed because a network is replaced that cannot be."""
        return frozenset(address for one in self.replaced for address in one.derived)


def replaced_networks(changes: Changes, names: Iterable[NameInTheWay]) -> Iterator[ReplacedNetwork]:
    """Yield the networks that are replaced although something in them can neither move nor be made twice.

    Args:
        changes: the changes.
        names: the replacements that need one name twice at once.
    """
    networks = [one for one in changes.by_address.values() if one.kind == _NETWORK and one.action is Action.REPLACED]
    if not networks:
        return
    doubled = {one.change.address for one in names}
    for network in networks:
        derived = _derived(network.address, changes)
        if not any(
            address in doubled or (changes.by_address[address].kind in _BOUND and _is_updated(changes, address))
            for address in derived
        ):
            continue
        own = ResourceAddress.of(network.address).module
        modules = dict.fromkeys(ResourceAddress.of(one).module for one in sorted(derived))
        yield ReplacedNetwork(network, tuple(one for one in modules if one and one != own), derived)


def _derived(address: str, changes: Changes) -> frozenset[str]:
    following: dict[str, list[str]] = {}
    for one in changes.by_address.values():
        for reason in one.reasons:
            if reason.follows:
                following.setdefault(reason.follows, []).append(one.address)
    found, left = set[str](), [address]
    while left:
        one_address = left.pop()
        if one_address not in found:
            found.add(one_address)
            left += following.get(one_address, ())
    return frozenset(found)


def _is_updated(changes: Changes, address: str) -> bool:
    return changes.by_address[address].action is Action.UPDATED


def left_subnets(before: Configuration, after: Configuration, changes: Changes) -> Iterator[LeftSubnets]:
    """Yield the subnets that leave the group of a database, stay, and have an instance in their zone.

    AWS keeps the place of an instance. Source: Amazon RDS API Reference, ModifyDBSubnetGroup, SubnetAlreadyInUse.
    """
    for group in changes.by_address.values():
        if group.kind != _GROUP or group.action is not Action.UPDATED or not (group.before and group.after):
            continue
        old, new = _subnets_of(group.before, before), _subnets_of(group.after, after)
        left = [one for one in sorted(old - new) if one in after.resources]
        # Those of an existing network stay, and nobody tells their zone.
        foreign = sorted(_ids_of(group.before) - _ids_of(group.after))
        for address in _instances_beside(group.address, before, changes):
            zone = before.resources[address].arguments.values.get(_ZONE)
            its = [one for one in left if zone is None or before.resources[one].arguments.values.get(_ZONE) == zone]
            its += foreign
            if its:
                yield LeftSubnets(group, tuple(its), address)
                break


def _ids_of(group: Configured) -> frozenset[str]:
    """Return the subnets that a group names by their ids."""
    subnets = group.arguments.values.get("subnet_ids")
    return frozenset(one for one in subnets if isinstance(one, str)) if isinstance(subnets, tuple) else frozenset()


def _subnets_of(group: Configured, configuration: Configuration) -> frozenset[str]:
    """Return the subnets that a group reads; all of a `for_each` that it reads as a whole."""
    read = {one.address for one in group.reads}
    return frozenset(
        address
        for address, one in configuration.resources.items()
        if one.kind == _SUBNET and (address in read or address.partition("[")[0] in read)
    )


def _instances_beside(group: str, before: Configuration, changes: Changes) -> Iterator[str]:
    """Yield the database instances in the module of a subnet group that stay."""
    module = group.rpartition(f"{_GROUP}.")[0]
    for address, instance in before.resources.items():
        stays = address not in changes.by_address or changes.by_address[address].action is Action.UPDATED
        if stays and instance.kind in _INSTANCES and address.startswith(module):
            yield address


def zones_in_use(before: Configuration, changes: Changes) -> Iterator[DeletedWhileUsed]:
    """Yield the subnets that are destroyed while the group of a database has an instance in their zone.

    Source: as of `left_subnets`.
    """
    groups = [
        (address, _subnets_of(one, before))
        for address, one in before.resources.items()
        if one.kind == _GROUP and address in changes.by_address
    ]
    for change in changes.by_address.values():
        if change.kind != _SUBNET or change.action is not Action.DESTROYED or change.before is None:
            continue
        zone = change.before.arguments.values.get(_ZONE)
        for group, subnets in groups:
            if change.address not in subnets:
                continue
            for address in _instances_beside(group, before, changes):
                if before.resources[address].arguments.values.get(_ZONE) == zone:
                    yield DeletedWhileUsed(change, address, "SubnetAlreadyInUse")
                    break


def lost_rights(before: Configuration, after: Configuration, changes: Changes) -> Iterator[LostRights]:
    """Yield the functions that leave their network in the apply in which their role loses its rights there.

    Lambda deletes the interfaces of a function later, and by the rights of its role. Source: AWS Lambda Developer
    Guide, "Giving Lambda functions access to resources in an Amazon VPC".
    """
    for change in changes.by_address.values():
        if change.kind != _FUNCTION or change.action is not Action.UPDATED or not (change.before and change.after):
            continue
        if not change.before.arguments.blocks.get(_IN_NETWORK) or change.after.arguments.blocks.get(_IN_NETWORK):
            continue
        for role in sorted(one.address for one in sources_of(change.before.arguments.values.get("role"))):
            if _may_delete(role, before) and not _may_delete(role, after):
                yield LostRights(change, role)


def _may_delete(role: str, configuration: Configuration) -> bool:
    policies = (one for one in configuration.resources.values() if one.kind in _POLICIES)
    return any(
        any(right in text_of(one.arguments.values.get(_POLICIES[one.kind])) for right in _RIGHTS)
        for one in policies
        if any(source.address == role for source in sources_of(one.arguments.values.get("role")))
    )
