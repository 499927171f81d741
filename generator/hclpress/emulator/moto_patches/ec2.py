"""Gaps in Amazon EC2."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator

from moto.awslambda.models import lambda_backends
from moto.ec2.exceptions import (
    DependencyViolationError,
    EC2ClientError,
    InvalidSecurityGroupRuleIdNotFoundError,
    ResourceAlreadyAssociatedError,
)
from moto.ec2.models import EC2Backend
from moto.ec2.models.elastic_ip_addresses import ElasticAddressBackend
from moto.ec2.models.internet_gateways import InternetGatewayBackend
from moto.ec2.models.nat_gateways import NatGatewayBackend
from moto.ec2.models.route_tables import RouteBackend
from moto.ec2.models.security_groups import SecurityGroupBackend, SecurityGroupRule
from moto.ec2.models.subnets import SubnetBackend
from moto.ec2.models.vpcs import VPCBackend
from moto.ec2.responses.security_groups import SecurityGroups
from moto.elbv2.models import elbv2_backends
from moto.rds.models import rds_backends

from hclpress.emulator.moto_patch import Patch, add, around, before

_PATIENCE = 45.0
"""The seconds for which `DependencyViolation` is repeated."""


class DescribeRulesBetweenGroups(Patch):
    """The description of a rule that names another security group; moto finds it only in rules that name addresses."""

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Look for the description in all parts of a rule."""

        def description(self: SecurityGroupRule) -> str | None:
            found = self.ip_range.get("Description") or (self.source_group or {}).get("Description")
            return str(found) if found else None

        add(SecurityGroupRule, "description", property(description))


class RevokeRulesByTheirIds(Patch):
    """Revoking a missing rule by its id is refused with `InvalidSecurityGroupRuleId.NotFound`.

    Moto returns `InvalidPermission.NotFound`, which AWS uses for rules given by their description. On a second attempt,
    the provider accepts only AWS's error as proof that the rule is gone.
    """

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Look for the ids first."""

        def checking(kind: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
            def make(original: Callable[..., None]) -> Callable[..., None]:
                def revoke(
                    self: SecurityGroupBackend, group_name_or_id: str, *arguments: object, **named: object
                ) -> None:
                    group = self.get_security_group_by_name_or_id(group_name_or_id, None)
                    asked = named.get("security_rule_ids")
                    known = {rule.id for rule in getattr(group, kind)} if group else set()
                    for identity in asked if isinstance(asked, list) else ():
                        if identity not in known:
                            raise InvalidSecurityGroupRuleIdNotFoundError(identity)
                    original(self, group_name_or_id, *arguments, **named)

                return revoke

            return make

        around(SecurityGroupBackend, "revoke_security_group_egress")(checking("egress_rules"))
        around(SecurityGroupBackend, "revoke_security_group_ingress")(checking("ingress_rules"))


class RefuseWhatANetworkNeeds(Patch):
    """Parts of a network that others use cannot be deleted, and only one may have a place in it.

    The provider repeats a call for ten to twenty minutes if it is refused with `DependencyViolation`, because in AWS
    interfaces vanish late. Here they vanish at once, so after a while the emulator answers with a code on which the
    provider ends.
    """

    moto = "5.2.5"

    @classmethod
    def fill(cls) -> None:
        """Look for users before a deletion, and for holders before an association."""
        first_refused: dict[str, float] = {}

        def refuse(identity: str, users: Iterator[str]) -> None:
            user = next(users, None)
            if user is None:
                first_refused.pop(identity, None)
                return
            words = f"{identity} has a dependent object: {user}"
            if time.monotonic() - first_refused.setdefault(identity, time.monotonic()) > _PATIENCE:
                raise EC2ClientError("OperationNotPermitted", f"DependencyViolation for {_PATIENCE:g} seconds: {words}")
            raise DependencyViolationError(words)

        @before(SubnetBackend, "delete_subnet")
        def _(self: EC2Backend, subnet_id: str) -> None:
            refuse(subnet_id, _users_of_subnet(self, subnet_id))

        @before(SecurityGroupBackend, "delete_security_group")
        def _(self: EC2Backend, name: str | None = None, group_id: str | None = None) -> None:  # noqa: ARG001
            group = self.get_security_group_from_id(group_id) if group_id else None
            if group is not None and group.name != "default":
                refuse(group.id, _users_of_security_group(self, group.id))

        @before(SecurityGroups, "delete_security_group")
        def _(self: SecurityGroups) -> None:
            # Not in the backend: there a network takes its default group along.
            group = self.ec2_backend.get_security_group_from_id(self._get_param("GroupId") or "")
            if group is not None and group.name == "default":
                raise EC2ClientError("CannotDelete", f"the specified group: {group.id} name: default cannot be deleted")

        @before(VPCBackend, "delete_vpc")
        def _(self: EC2Backend, vpc_id: str) -> None:
            refuse(vpc_id, _users_of_network(self, vpc_id))

        @before(InternetGatewayBackend, "detach_internet_gateway")
        def _(self: EC2Backend, internet_gateway_id: str, vpc_id: str) -> None:
            refuse(internet_gateway_id, _public_addresses(self, vpc_id))

        @before(RouteBackend, "associate_route_table")
        def _(
            self: EC2Backend,
            route_table_id: str,
            gateway_id: str | None = None,  # noqa: ARG001
            subnet_id: str | None = None,
        ) -> None:
            for table in self.route_tables.values():
                if subnet_id and table.id != route_table_id and subnet_id in table._associations.values():
                    raise ResourceAlreadyAssociatedError(subnet_id)

        @before(ElasticAddressBackend, "release_address")
        def _(self: EC2Backend, address: str | None = None, allocation_id: str | None = None) -> None:  # noqa: ARG001
            for one in self.addresses:
                if allocation_id and one.allocation_id == allocation_id and one.eni is not None:
                    raise EC2ClientError("InvalidIPAddress.InUse", f"Address {one.public_ip} is in use.")

        @around(NatGatewayBackend, "delete_nat_gateway")
        def _(original: Callable[..., object]) -> Callable[..., object]:
            def delete_nat_gateway(self: EC2Backend, nat_gateway_id: str) -> object:
                gateway = original(self, nat_gateway_id)
                interface = self.nat_gateways[nat_gateway_id]._eni
                for one in self.addresses:
                    if one.eni is interface:
                        one.eni = one.association_id = None
                self.enis.pop(interface.id, None)
                return gateway

            return delete_nat_gateway


def _users_of_subnet(backend: EC2Backend, subnet: str) -> Iterator[str]:
    for interface in backend.enis.values():
        if interface.subnet.id == subnet:
            yield f"the interface {interface.id}"
    for endpoint in backend.vpc_end_points.values():
        if endpoint.state != "deleted" and subnet in (endpoint.subnet_ids or ()):
            yield f"the endpoint {endpoint.id}"
    for balancer in elbv2_backends[backend.account_id][backend.region_name].load_balancers.values():
        if subnet in [one.id for one in balancer.subnets]:
            yield f"the load balancer {balancer.name}"
    for function in lambda_backends[backend.account_id][backend.region_name].list_functions("ALL"):
        if subnet in (function._vpc_config or {}).get("SubnetIds", ()):
            yield f"the function {function.function_name}"
    databases = rds_backends[backend.account_id][backend.region_name]
    for cluster in databases.clusters.values():
        group = databases.subnet_groups.get(str(cluster.db_subnet_group_name or ""))
        if group is not None and subnet in [one.id for one in group._subnets]:
            yield f"the database {cluster.db_cluster_identifier}"


def _users_of_security_group(backend: EC2Backend, identity: str) -> Iterator[str]:
    for interface in backend.enis.values():
        if identity in [group.id for group in interface.group_set]:
            yield f"the interface {interface.id}"
    for groups in backend.groups.values():
        for group in groups.values():
            for rule in (*group.ingress_rules, *group.egress_rules):
                if group.id != identity and (rule.source_group or {}).get("GroupId") == identity:
                    yield f"a rule of {group.id}"
    for endpoint in backend.vpc_end_points.values():
        if endpoint.state != "deleted" and identity in (endpoint.security_group_ids or ()):
            yield f"the endpoint {endpoint.id}"
    for balancer in elbv2_backends[backend.account_id][backend.region_name].load_balancers.values():
        if identity in (balancer.security_groups or ()):
            yield f"the load balancer {balancer.name}"
    for function in lambda_backends[backend.account_id][backend.region_name].list_functions("ALL"):
        if identity in (function._vpc_config or {}).get("SecurityGroupIds", ()):
            yield f"the function {function.function_name}"
    for cluster in rds_backends[backend.account_id][backend.region_name].clusters.values():
        if identity in (cluster.vpc_security_group_ids or ()):
            yield f"the database {cluster.db_cluster_identifier}"


def _users_of_network(backend: EC2Backend, network: str) -> Iterator[str]:
    for gateway in backend.internet_gateways.values():
        attached = getattr(gateway.vpc, "id", None)
        if attached == network:
            yield f"the internet gateway {gateway.id}"
    for group in backend.groups.get(network, {}).values():
        if group.name != "default":
            yield f"the security group {group.id}"


def _public_addresses(backend: EC2Backend, network: str) -> Iterator[str]:
    for gateway in backend.nat_gateways.values():
        if gateway.vpc_id == network and gateway.state != "deleted" and gateway.connectivity_type != "private":
            yield f"the public address of {gateway.id}"
    for balancer in elbv2_backends[backend.account_id][backend.region_name].load_balancers.values():
        if balancer.vpc_id == network and balancer.scheme == "internet-facing":
            yield f"the public addresses of {balancer.name}"
