"""Proof of the wiring: stand-ins for the ids of resources, and the places in the root module where they must arrive.

A plan does not know the ids and ARNs that AWS gives, and what modules tell one another consists of little else. So
`terraform test` gives stand-ins to the resources behind these facts. What the root module makes of them can then be
compared: its outputs, its rules for connections, and what it passes on.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from hclpress.aws.arn import stand_in_arn
from hclpress.hcl.expression import Expr
from hclpress.hcl.skeleton import Skeleton
from hclpress.hcl.values import attributes, encode
from hclpress.model.stack import Instance, Stack
from hclpress.module.connection import Connection
from hclpress.module.facts import Fact
from hclpress.module.proof import Proof

_GIVEN_BY_AWS = re.compile(r"(?P<resource>aws_\w+\.[\w-]+)\.(?P<attribute>id|arn)")
_REFERENCE = re.compile(r"(?<![\w.])(aws_\w+\.[\w-]+)\.(\w+)")
_WHOLE_VALUE = re.compile(r"^\s*\w+\s*=\s*(aws_\w+\.[\w-]+)\.(\w+)$", re.MULTILINE)
_EPHEMERAL = re.compile(r"^ephemeral ", re.MULTILINE)
_ID_OR_ARN = re.compile(r"id|(\w+_)?arn")


class StandIn(Struct, frozen=True):
    """One resource and the values that a test gives it.

    Attributes:
        target: its address.
        values: the stand-ins by attribute, as an object.
    """

    target: Expr
    values: Expr


class WiringProof(Struct, frozen=True):
    """A test of the root module.

    Attributes:
        stand_ins: in the order of the instances.
        proofs: of the connections, of the facts that each instance tells others, and of the outputs.
    """

    stand_ins: tuple[StandIn, ...]
    proofs: tuple[Proof, ...]


def wiring_proof(stack: Stack, skeletons: Mapping[str, Sequence[Skeleton]]) -> WiringProof:
    """Return the test of the wiring of a stack.

    Args:
        stack: the stack.
        skeletons: those of the rendered files of each instance's module, by the instance's name.
    """
    known: dict[Fact, str] = {}
    stand_ins: list[StandIn] = []
    for instance in stack.instances:
        told = _told_by(instance)
        for resource, used in _attributes(skeletons.get(instance.name, ()), told).items():
            values = {attribute: _stand_in(instance, told[resource].get(attribute), attribute) for attribute in used}
            stand_ins.append(StandIn(Expr(f"module.{instance.label}.{resource}"), _object(values)))
            for attribute, names in told[resource].items():
                known |= {Fact(instance.name, name): values[attribute] for name in names}
    wired = {wire.fact for one in stack.instances for wire in one.wires}
    return WiringProof(
        tuple(stand_ins),
        (
            *(proof for one in stack.connections for proof in _of_connection(one, known)),
            *(proof for one in stack.instances for proof in _of_facts(one, known, wired)),
            *(proof for one in stack.outputs for proof in _of_output(one.name, known.get(one.fact))),
        ),
    )


@lru_cache(maxsize=1024)
def opens_ephemeral(skeleton: Skeleton) -> bool:
    """Whether a file has an ephemeral resource, which `mock_provider` cannot stand in for (Terraform 1.11)."""
    return _EPHEMERAL.search("".join(skeleton)) is not None


def _told_by(instance: Instance) -> dict[str, dict[str, list[str]]]:
    """The outputs of an instance that tell an id or an ARN, by the resource and its attribute."""
    told: dict[str, dict[str, list[str]]] = {}
    for output in instance.outputs:
        if given := _GIVEN_BY_AWS.fullmatch(output.value):
            told.setdefault(given["resource"], {}).setdefault(given["attribute"], []).append(output.name)
    return told


def _attributes(skeletons: Sequence[Skeleton], told: Mapping[str, Collection[str]]) -> dict[str, list[str]]:
    """The ids and ARNs that a module uses of each resource; without resources that a stand-in would break.

    Terraform fills every other computed attribute of a resource with a stand-in with random text. As the whole value of
    an argument it does no harm, but it cannot be taken apart.
    """
    uses = [*map(_uses, skeletons)]
    return {
        resource: sorted({*attributes, *(one for file in uses for one in file.read.get(resource, ()))})
        for resource, attributes in told.items()
        if not any(resource in file.taken_apart for file in uses)
    }


class _Uses(Struct, frozen=True):
    """The uses that a file makes of the resources of its module.

    Attributes:
        read: the ids and ARNs it reads of each.
        taken_apart: the resources of which another attribute is more than the whole value of an argument somewhere.
    """

    read: Mapping[str, Collection[str]]
    taken_apart: Collection[str]


@lru_cache(maxsize=1024)
def _uses(skeleton: Skeleton) -> _Uses:
    """The uses that a file makes, from the skeleton of its text: plain text in strings refers to nothing."""
    text = "".join(skeleton)
    read: dict[str, set[str]] = {}
    others = Counter[str]()
    for resource, attribute in _REFERENCE.findall(text):
        if _ID_OR_ARN.fullmatch(attribute):
            read.setdefault(resource, set()).add(attribute)
        else:
            others[resource] += 1
    others.subtract(
        resource for resource, attribute in _WHOLE_VALUE.findall(text) if not _ID_OR_ARN.fullmatch(attribute)
    )
    return _Uses(read, {resource for resource, number in others.items() if number > 0})


def _stand_in(instance: Instance, names: list[str] | None, attribute: str) -> str:
    label = Fact(instance.name, names[0] if names else attribute).label
    return stand_in_arn(instance.site.region, label) if attribute.endswith("arn") else label


def _of_connection(one: Connection, known: Mapping[Fact, str]) -> Iterator[Proof]:
    if one.source not in known or one.target not in known:
        return
    source, target = known[one.source], known[one.target]
    egress = f"aws_vpc_security_group_egress_rule.{one.label}"
    ingress = f"aws_vpc_security_group_ingress_rule.{one.label}"
    yield Proof(
        _all({Expr(f"{egress}.security_group_id"): source, Expr(f"{egress}.referenced_security_group_id"): target}),
        f"{one.source_name} must be let out to {one.target_name} on port {one.port}.",
    )
    yield Proof(
        _all({Expr(f"{ingress}.security_group_id"): target, Expr(f"{ingress}.referenced_security_group_id"): source}),
        f"{one.target_name} must let {one.source_name} in on port {one.port}.",
    )


def _of_facts(instance: Instance, known: Mapping[Fact, str], wired: Collection[Fact]) -> Iterator[Proof]:
    facts = (Fact(instance.name, output.name) for output in instance.outputs)
    told = {fact.expression: known[fact] for fact in facts if fact in known and fact in wired}
    if told:
        yield Proof(_all(told), f"{instance.name} must tell other modules about its own resources.")


def _object(values: Mapping[str, str]) -> Expr:
    if len(values) > 1:
        return encode(attributes(values))
    ((name, value),) = values.items()
    return Expr(f"{{ {name} = {encode(value)} }}")


def _all(wanted: Mapping[Expr, str]) -> Expr:
    terms = [f"{expression} == {encode(value)}" for expression, value in wanted.items()]
    return Expr(terms[0] if len(terms) == 1 else "(\n" + " &&\n".join(terms) + "\n)")


def _of_output(name: str, stand_in: str | None) -> Iterator[Proof]:
    if stand_in is not None:
        yield Proof.equal(f"output.{name}", stand_in, f"The output {name} must be about the right resource.")
