"""Instances that another environment of the project makes and shares."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeAlias

from hclpress.diagnostics import Diagnosed, Diagnostic, Span
from hclpress.model.environment_spec import EnvironmentSpec, SharedInstance
from hclpress.model.published_facts import OUTPUT
from hclpress.module.site import Site
from hclpress.source import document
from hclpress.source.cursor import Cursor
from hclpress.source.nearest import nearest
from hclpress.spec.environment import MODULES, Environment
from hclpress.spec.origin import InstanceOrigin, origin_of
from hclpress.validation.cross_region import references_of

Producer: TypeAlias = tuple[EnvironmentSpec, tuple[Path, ...]]
"""The spec of an environment, and the files that it is made of."""
FindProducer: TypeAlias = Callable[[str, Span], Producer]
"""A function of an address and the place that names it: the environment there. It raises `Diagnosed` if there is none,
if the environment has problems of its own, or if it needs the one that asks."""


def no_producer(address: str, place: Span) -> Producer:
    """Refuse every address: the spec stands alone."""
    detail = "A spec that is read alone, such as an example of a module, cannot use what other environments share."
    raise Diagnosed([Diagnostic("spec/no-such-producer", f"There is no environment {address}", detail, place)])


def addresses_used(tree: document.Mapping) -> Iterator[str]:
    """Yield the addresses of the environments whose instances a merged spec names."""
    for name in names_shared(tree):
        address = Cursor(tree, (MODULES, name, InstanceOrigin.SHARED.value)).plain
        if isinstance(address, str):
            yield address


def names_shared(tree: document.Mapping) -> Iterator[str]:
    """Yield the names of the instances that a merged spec says are of other environments."""
    instances = document.find(tree, (MODULES,))
    for name, entry in instances.entries.items() if isinstance(instances, document.Mapping) else ():
        if isinstance(entry.node, document.Mapping) and origin_of(entry.node) is InstanceOrigin.SHARED:
            yield name


def shared_instances(
    tree: document.Mapping, find: FindProducer
) -> tuple[dict[str, SharedInstance], tuple[Diagnostic, ...]]:
    """Return the instances of other environments, by their names here, and the problems of those that cannot be had.

    Args:
        tree: the merged spec.
        find: a function that finds the environment of an address.
    """
    found: dict[str, SharedInstance] = {}
    problems: list[Diagnostic] = []
    for name in names_shared(tree):
        try:
            found[name] = _shared(name, Cursor(tree, (MODULES, name)), find)
        except Diagnosed as fault:
            problems.extend(fault.diagnostics)
    return found, tuple(problems)


def _shared(name: str, place: Cursor, find: FindProducer) -> SharedInstance:
    address, wanted = place.child(InstanceOrigin.SHARED.value), place.child("instance")
    if not isinstance(address.plain, str) or address.plain.count("/") != 1:
        detail = "Write its system and its label with a slash between them, such as `shared_by: network/prod`."
        raise Diagnosed([Diagnostic("spec/not-an-address", "`shared_by` names an environment", detail, address.span)])
    producer, files = find(address.plain, address.span)
    instance = name if wanted.node is None else wanted.plain
    span = address.span if wanted.node is None else wanted.span
    shares = producer.environment.shares
    if not isinstance(instance, str):
        detail = f"Write the name that it has in {producer.address}. It shares: {', '.join(shares) or 'nothing yet'}."
        raise Diagnosed([Diagnostic("spec/not-an-instance", "`instance` names one instance", detail, span)])
    if instance not in shares:
        guess = nearest(instance, shares)
        meant = f"Did you mean `instance: {guess}`? " if guess else ""
        known = f"It shares: {', '.join(shares)}." if shares else "It shares nothing yet."
        there = instance in producer.placements
        way_out = f"Add `{instance}` to `shares:` in {producer.file}" if there else "Name another with `instance:`"
        summary = f"{producer.address} does not share {instance!r}"
        raise Diagnosed([Diagnostic("spec/not-shared", summary, f"{meant}{known} {way_out}.", span)])
    return SharedInstance(producer, instance, files)


def exchange_problems(
    shared: Mapping[str, SharedInstance], environment: Environment, tree: document.Mapping
) -> Iterator[Diagnostic]:
    """Yield a problem for each producer whose parameters this environment cannot read.

    Args:
        shared: the instances of other environments.
        environment: the settings of the environment that uses them.
        tree: its merged spec.
    """
    for name, one in shared.items():
        producer = one.producer.environment
        if producer.exchange == "state":
            continue
        differing = {
            "region": (producer.region, environment.region),
            "account": (producer.account_id, environment.account_id),
        }
        for what, (theirs, ours) in differing.items():
            if theirs != ours:
                yield Diagnostic(
                    "spec/exchange-elsewhere",
                    f"{one.producer.address} is in the {what} {theirs or 'of its credentials'}, and this environment "
                    f"in {ours or 'that of its own'}",
                    "SSM parameters are read in their own region and account. Set `exchange: state` in "
                    f"{one.producer.file}, or name the thing itself with `existing:`.",
                    Cursor(tree, (MODULES, name, InstanceOrigin.SHARED.value)).span,
                )


def shares_problems(spec: EnvironmentSpec) -> Iterator[Diagnostic]:
    """Yield a problem for each entry of `shares` that others cannot use, and for an output in the way."""
    outputs = spec.environment.outputs or {}
    if spec.environment.shares and spec.environment.exchange == "state" and OUTPUT in outputs:
        detail = f"With `exchange: state` the output `{OUTPUT}` holds what this environment shares. Rename yours."
        place = Cursor(spec.document, ("outputs", OUTPUT)).key_span
        yield Diagnostic("spec/output-taken", f"The output `{OUTPUT}` is hclpress's own", detail, place)
    for index, name in enumerate(spec.environment.shares):
        place = Cursor(spec.document, ("shares", index)).span
        if name not in spec.placements:
            if Cursor(spec.document, (MODULES, name)).node is not None:
                # It is there, and has problems of its own.
                continue
            guess = nearest(name, spec.placements)
            meant = f"Did you mean `{guess}`? " if guess else ""
            detail = f"{meant}Instances: {', '.join(spec.placements) or 'none'}."
            yield Diagnostic("spec/share-of-nothing", f"There is no instance {name!r} to share", detail, place)
        elif spec.placements[name].origin is InstanceOrigin.SHARED:
            made_by = spec.shared[name].producer.address
            detail = f"{made_by} makes and shares it: let others name that with `shared_by: {made_by}`."
            yield Diagnostic("spec/share-of-another", f"{name} belongs to another environment", detail, place)
        elif name in spec.environment.shares[:index]:
            yield Diagnostic("spec/share-twice", f"{name} is listed twice", "Remove one of them.", place)


def sites_elsewhere(shared: Mapping[str, SharedInstance]) -> dict[str, Site]:
    """Return the site of each instance of another environment, under its name here.

    A reference of such an instance, such as that of a load balancer to its network, means the instance here that is the
    same, so that consumers can compare the two.

    Args:
        shared: the instances of other environments, by their names here.
    """
    here = {(one.producer.address, one.instance): name for name, one in shared.items()}
    sites = {}
    for name, one in shared.items():
        site = one.producer.sites[one.instance]
        settings, around = site.neighbours[one.instance], dict(site.neighbours)
        for field in references_of(type(settings)):
            other = getattr(settings, field)
            if isinstance(other, str) and other in site.neighbours:
                known = here.get(_owner(one.producer, other), f"{one.producer.address}.{other}")
                around[known] = site.neighbours[other]
                settings = settings.model_copy(update={field: known})
        around[name] = settings
        sites[name] = Site(name, site.region, site.environment, around, site.elsewhere, one.instance)
    return sites


def _owner(spec: EnvironmentSpec, instance: str) -> tuple[str, str]:
    """The environment that makes an instance, and its name there."""
    shared = spec.shared.get(instance)
    return (shared.producer.address, shared.instance) if shared else (spec.address, instance)
