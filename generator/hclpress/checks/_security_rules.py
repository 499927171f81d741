"""The rules of security groups, of those that stand in a group and of those that are resources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.checks._literals import texts
from hclpress.checks._world import is_world
from hclpress.hcl.structure import Block, HclValue, expressions
from hclpress.model.parsed_stack import ParsedStack, PlacedBlock

_NETWORKS = ("cidr_ipv4", "cidr_ipv6", "cidr_blocks", "ipv6_cidr_blocks")
_ANY = ("-1", "all", -1)
_GROUPS = ("aws_security_group", "aws_default_security_group")


class Rule(Struct, frozen=True):
    """One rule.

    Attributes:
        placed: the resource that it stands in.
        direction: `ingress` or `egress`.
        group: the security group, as it is written.
        first: the first port; None for every port.
        last: the last port.
        networks: the networks that may connect, as far as they are known.
    """

    placed: PlacedBlock
    direction: str
    group: str
    first: int | str | None
    last: int | str | None
    networks: tuple[str, ...]


def open_rules(parsed: ParsedStack, direction: str) -> Iterator[Rule]:
    """Yield each rule of a direction whose networks are the internet, alone or with those of the same ports."""
    return (rule for rule in parsed.once(_open_rules) if rule.direction == direction)


def _open_rules(parsed: ParsedStack) -> tuple[Rule, ...]:
    together: Mapping[tuple[str | None, str, str, int | str | None, int | str | None], list[Rule]] = defaultdict(list)
    for rule in _rules(parsed):
        if rule.networks:
            together[rule.placed.instance, rule.direction, rule.group, rule.first, rule.last].append(rule)
    return tuple(rule for rules in together.values() for rule in _open(rules))


def _open(rules: list[Rule]) -> Iterator[Rule]:
    """Yield the rules of one group and port that are open: each for itself, or those others together."""
    rest = []
    for rule in rules:
        if is_world(rule.networks):
            yield rule
        else:
            rest.append(rule)
    if len(rest) > 1 and is_world([network for one in rest for network in one.networks]):
        yield from rest


def _rules(parsed: ParsedStack) -> Iterator[Rule]:
    for kind in ("ingress", "egress"):
        for placed in parsed.resources(f"aws_vpc_security_group_{kind}_rule"):
            yield _rule(placed.block.attributes, placed, kind, parsed)
    for placed in parsed.resources("aws_security_group_rule"):
        yield _rule(placed.block.attributes, placed, str(placed.block.attributes.get("type")), parsed)
    for placed in parsed.resources(*_GROUPS):
        for inner in placed.block.blocks:
            if inner.type in ("ingress", "egress"):
                yield _rule(inner.attributes, placed, inner.type, parsed)
            elif inner.type == "dynamic" and inner.labels[0] in ("ingress", "egress"):
                for content in inner.blocks:
                    yield _rule(content.attributes, placed, inner.labels[0], parsed, inner)
        for kind in ("ingress", "egress"):
            listed = placed.block.attributes.get(kind)
            for one in listed if isinstance(listed, tuple) else ():
                if isinstance(one, dict):
                    yield _rule(one, placed, kind, parsed)


def _rule(
    told: Mapping[str, HclValue], placed: PlacedBlock, kind: str, parsed: ParsedStack, around: Block | None = None
) -> Rule:
    """Return the rule of some arguments; those of a dynamic block are known as far as its `for_each` is written out."""
    values = [told.get(name) for name in _NETWORKS]
    if around is not None and any(True for _ in expressions(tuple(values))):
        values.append(around.attributes.get("for_each"))
    networks = tuple(
        text for value in values if value is not None for text in texts(value, parsed, placed.instance, placed.block)
    )
    protocol = told.get("ip_protocol", told.get("protocol"))
    first, last = (None, None) if protocol in _ANY else (_port(told.get("from_port")), _port(told.get("to_port")))
    group = told.get("security_group_id")
    return Rule(placed, kind, str(group) if group is not None else placed.address, first, last, networks)


def _port(value: HclValue) -> int | str | None:
    """Return a port as a number, or as the text of what only Terraform knows."""
    text = str(value)
    return int(text) if text.isdecimal() else text
