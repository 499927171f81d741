"""Facts that a cluster needs, and the network connections of its services."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from hclpress.hcl import identifier
from hclpress.module import (
    Connection,
    Fact,
    Input,
    Site,
    SpecPath,
    fact_inputs,
    reference_inputs,
    statement_inputs,
    use_connections,
    use_inputs,
)

from .role_statements import pulled_repositories
from .service import BalancerReference, Service
from .settings import EcsSettings


def inputs_of(ecs: EcsSettings, site: Site) -> Iterator[Input]:
    """The network, the target groups of the load balancers, and the facts that the containers use."""
    yield Input("vpc_id", ecs.vpc_id, path=("vpc",))
    if ecs.cluster is not None:
        yield Input("cluster_arn", Fact(ecs.cluster, "cluster_arn"), path=("cluster",))
        if ecs.has_blue_green or any(service.scaling for service in ecs.services.values()):
            yield Input("cluster_name", Fact(ecs.cluster, "cluster_name"), path=("cluster",))
    yield from reference_inputs(ecs.kms_key, ("kms_key",))
    for name, service in ecs.services.items():
        yield subnets_of(name, ecs)
        if service.load_balancer:
            yield from _balancer_inputs(BalancerInputs(name, service.load_balancer), service)
        yield from _service_inputs(service, site, ("services", name))


def _service_inputs(service: Service, site: Site, path: SpecPath) -> Iterator[Input]:
    for key, container in service.containers.items():
        place = (*path, "containers", key)
        yield from reference_inputs(container.image, (*place, "image"))
        yield from fact_inputs(container.environment, (*place, "environment"))
        yield from fact_inputs(container.secrets, (*place, "secrets"))
    for index, secret_key in enumerate(service.secret_keys):
        yield from reference_inputs(secret_key, (*path, "secret_keys", index))
    yield from use_inputs(pulled_repositories(service, site), site, (*path, "containers"))
    yield from use_inputs(service.uses, site, (*path, "uses"))
    yield from statement_inputs(service.statements, (*path, "statements"))
    yield from statement_inputs(service.execution_role.statements, (*path, "execution_role", "statements"))


def subnets_of(name: str, ecs: EcsSettings) -> Input:
    """The subnets of a service: `subnet_ids`, and with the tier in front where services use several tiers."""
    tier = ecs.services[name].subnets
    fact = Fact(ecs.vpc, f"{identifier(tier)}_subnet_ids")
    several = len({service.subnets for service in ecs.services.values()}) > 1
    role = f"{identifier(tier)}_subnet_ids" if several else "subnet_ids"
    return Input(role, fact, "list(string)", ("services", name, "subnets"))


class BalancerInputs(Struct, frozen=True):
    """The inputs of a service behind a load balancer.

    None of the names that follow the service's ends like another one, so those of `web` and `web-blue` stay apart.
    """

    service: str
    balancer: BalancerReference

    def group(self, colour: str) -> Input:
        """The target group that tasks register with at first."""
        return self._input("target_group_arn", self.balancer.group(colour, "arn"))

    def group_name(self, colour: str) -> Input:
        """The name of one of the pair of target groups."""
        return self._input(f"{colour}_target_group_name", self.balancer.group(colour, "name"))

    def listener(self, kind: Literal["https", "test"]) -> Input:
        """A listener that CodeDeploy moves from one target group to the other."""
        return self._input(f"{kind}_listener_arn", self.balancer.fact(f"{kind}_listener_arn"))

    @property
    def suffixes(self) -> tuple[Input, Input]:
        """The load balancer and its target group, as CloudWatch names them."""
        return (
            self._input("load_balancer_arn_suffix", self.balancer.fact("arn_suffix")),
            self._input("target_group_arn_suffix", self.balancer.group("", "arn_suffix")),
        )

    def _input(self, role: str, fact: Fact) -> Input:
        path = ("services", self.service, "load_balancer", "target")
        return Input(f"{identifier(self.service)}_{role}", fact, path=path)


def _balancer_inputs(inputs: BalancerInputs, service: Service) -> Iterator[Input]:
    if service.blue_green:
        yield from (inputs.listener("https"), inputs.listener("test"))
        yield from (inputs.group("blue"), inputs.group_name("blue"), inputs.group_name("green"))
        return
    yield inputs.group("")
    if service.scaling and service.scaling.requests_per_target:
        yield from inputs.suffixes


def connections_of(ecs: EcsSettings, site: Site) -> Iterator[Connection]:
    """The connections from the load balancer of each service, and to the instances that it uses."""
    for name, service in ecs.services.items():
        group = Fact(site.instance, f"{identifier(name)}_security_group_id")
        balancer, listening = service.load_balancer, service.listening()
        if balancer and listening and listening[1].port:
            yield Connection(balancer.fact("security_group_id"), group, balancer.instance, name, listening[1].port)
        yield from use_connections(service.uses, site, group, name)
