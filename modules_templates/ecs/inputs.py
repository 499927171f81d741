"""Facts that a cluster needs, and the network connections of its services."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl import identifier
from hclpress.module import (
    Connection,
    Fact,
    FromFact,
    Input,
    Site,
    SpecPath,
    fact_inputs,
    input_name,
    use_connections,
    use_inputs,
)

from .service import Service
from .settings import EcsSettings


def inputs_of(ecs: EcsSettings, site: Site) -> Iterator[Input]:
    """The network, the target groups of the load balancers, and the facts that the containers use."""
    yield Input(input_name(ecs.vpc_id), ecs.vpc_id, path=("vpc",))
    if isinstance(ecs.kms_key, FromFact):
        yield Input(ecs.kms_key.input_name, ecs.kms_key.source, path=("kms_key",))
    for name, service in ecs.services.items():
        yield from _service_inputs(service, ecs.vpc, site, ("services", name))


def _service_inputs(service: Service, vpc: str, site: Site, path: SpecPath) -> Iterator[Input]:
    subnets = subnets_of(service, vpc)
    yield Input(input_name(subnets), subnets, "list(string)", (*path, "subnets"))
    for fact in _balancer_facts(service):
        yield Input(input_name(fact), fact, path=(*path, "load_balancer", "target"))
    for key, container in service.containers.items():
        place = (*path, "containers", key)
        yield from fact_inputs(container.environment, (*place, "environment"))
        yield from fact_inputs(container.secrets, (*place, "secrets"))
    for index, secret_key in enumerate(service.secret_keys):
        if isinstance(secret_key, FromFact):
            yield Input(secret_key.input_name, secret_key.source, path=(*path, "secret_keys", index))
    yield from use_inputs(service.uses, site, (*path, "uses"))


def subnets_of(service: Service, vpc: str) -> Fact:
    """The fact that lists the subnets of a service."""
    return Fact(vpc, f"{identifier(service.subnets)}_subnet_ids")


def _balancer_facts(service: Service) -> tuple[Fact, ...]:
    balancer = service.load_balancer
    if balancer is None:
        return ()
    if service.blue_green:
        return (
            balancer.fact("https_listener_arn"),
            balancer.fact("test_listener_arn"),
            balancer.group("blue", "arn"),
            balancer.group("blue", "name"),
            balancer.group("green", "name"),
        )
    if service.scaling and service.scaling.requests_per_target:
        return balancer.group("", "arn"), balancer.fact("arn_suffix"), balancer.group("", "arn_suffix")
    return (balancer.group("", "arn"),)


def connections_of(ecs: EcsSettings, site: Site) -> Iterator[Connection]:
    """The connections from the load balancer of each service, and to the instances that it uses."""
    for name, service in ecs.services.items():
        group = Fact(site.instance, f"{identifier(name)}_security_group_id")
        balancer, listening = service.load_balancer, service.listening()
        if balancer and listening and listening[1].port:
            yield Connection(balancer.fact("security_group_id"), group, balancer.instance, name, listening[1].port)
        yield from use_connections(service.uses, site, group, name)
