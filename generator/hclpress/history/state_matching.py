"""The resources of somebody's state, compared with those that an environment renders.

A resource is certainly the same if it has the same type and everything that tells it from others of that type is equal:
its name, its place within its parent, or the part that others play for it. A reference is equal if it leads to the
resource that the state has in its place. So one match leads to the next, and the comparison goes on until it finds no
more.
"""

from __future__ import annotations

import difflib
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from hclpress.aws.arn import arn_of
from hclpress.aws.import_ids import IMPORT_IDS, NOT_IMPORTABLE
from hclpress.aws.places import PLACES
from hclpress.history.configuration import Configured
from hclpress.history.known_values import argument_of, known_text, only_source
from hclpress.history.meanings import Value
from hclpress.module.name import Name
from hclpress.terraform.json_value import JsonValue, mapping, text
from hclpress.terraform.state_json import StateResource

_TOLD_BY: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "aws_acm_certificate": (("domain_name",),),
    "aws_api_gateway_authorizer": (("rest_api_id", "name"),),
    "aws_api_gateway_request_validator": (("rest_api_id", "name"),),
    "aws_api_gateway_rest_api": (("name",),),
    "aws_apigatewayv2_api": (("name",),),
    "aws_apigatewayv2_authorizer": (("api_id", "name"),),
    "aws_apigatewayv2_integration": (("api_id", "integration_uri"),),
    "aws_cloudfront_origin_access_control": (("name",),),
    "aws_cloudfront_origin_access_identity": (("comment",),),
    "aws_cloudfront_response_headers_policy": (("name",),),
    "aws_default_security_group": (("vpc_id",),),
    "aws_dsql_cluster": (("tags.Name",),),
    "aws_ecs_service": (("cluster", "name"),),
    "aws_flow_log": (("vpc_id",),),
    "aws_internet_gateway": (("vpc_id",),),
    "aws_lambda_permission": (
        ("function_name", "statement_id", "qualifier"),
        ("function_name", "principal", "source_arn", "qualifier"),
    ),
    "aws_security_group": (("vpc_id", "name"),),
    "aws_vpc": (("cidr_block",),),
    "aws_vpc_security_group_egress_rule": (
        ("security_group_id", "ip_protocol", "from_port", "to_port", "referenced_security_group_id", "cidr_ipv4"),
    ),
    "aws_vpc_security_group_ingress_rule": (
        ("security_group_id", "ip_protocol", "from_port", "to_port", "referenced_security_group_id", "cidr_ipv4"),
    ),
}
"""Arguments that tell a resource from others of its type, where neither its import id nor its place does."""
_UNSET = frozenset({"", "default", "Gateway"})
"""The values in a state of arguments that are not set: the default event bus, the default type of an endpoint."""
_TOLD_BY_USERS = frozenset({"aws_eip", "aws_kms_key", "aws_nat_gateway", "aws_route_table"})
"""Types that only their users tell apart: an alias its key, an association its route table, a gateway its address."""
_MOST_CANDIDATES = 9
"""The most candidates that are named for one address."""


class StateMatching(Struct, frozen=True):
    """The outcome of a comparison.

    Attributes:
        matched: the resources of the state that are certainly rendered, by their address here.
        candidates: those that may be, the likeliest first, by the address here.
        created: the other addresses here, which an apply creates.
        undescribed: the resources of the state that are neither matched nor candidates.
    """

    matched: Mapping[str, StateResource]
    candidates: Mapping[str, tuple[StateResource, ...]]
    created: tuple[str, ...]
    undescribed: tuple[StateResource, ...]


class Rendering(Struct, frozen=True, dict=True):
    """The rendered side of a comparison.

    Attributes:
        resources: every resource by its address.
        regions: the region of each.
        names: the names that the spec can change by `names`, by the address of the resource that has it.
    """

    resources: Mapping[str, Configured]
    regions: Mapping[str, str]
    names: Mapping[str, Name]

    @cached_property
    def users(self) -> Mapping[str, tuple[tuple[str, str, str], ...]]:
        """The users of each resource that nothing else tells apart: the user, its argument, and the attribute read."""
        found: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for user, one in self.resources.items():
            for argument, value in one.arguments.values.items():
                source = only_source(value)
                target = self.resources.get(source.address) if source else None
                if source is not None and target is not None and target.kind in _TOLD_BY_USERS:
                    found[source.address].append((user, argument, source.attribute))
        return {address: tuple(users) for address, users in found.items()}


def match_state(
    rendering: Rendering,
    state: Collection[StateResource],
    told: Mapping[str, StateResource],
    declined: Collection[str] = (),
) -> StateMatching:
    """Compare a state with what an environment renders.

    Args:
        rendering: the rendered resources.
        state: the resources of the state.
        told: what is known already, by address: the lines of the spec, and answers.
        declined: the addresses of which it is known that the state does not have them.
    """
    return _Comparison(rendering, state, told, declined).outcome()


class _Comparison:
    def __init__(
        self,
        rendering: Rendering,
        state: Collection[StateResource],
        told: Mapping[str, StateResource],
        declined: Collection[str],
    ) -> None:
        self._all = rendering
        self._matched = dict(told)
        self._claimed = {one.address for one in told.values()}
        self._left = [
            address
            for address, one in rendering.resources.items()
            if address not in told and address not in declined and one.kind not in NOT_IMPORTABLE
        ]
        self._state = state
        self._by_kind: dict[str, list[StateResource]] = defaultdict(list)
        for one in state:
            self._by_kind[one.kind].append(one)

    def outcome(self) -> StateMatching:
        while self._one_round():
            pass
        candidates = {address: found for address in self._left if (found := self._candidates(address))}
        possible = {one.address for found in candidates.values() for one in found} | self._claimed
        created = [
            address for address in self._all.resources if address not in self._matched and address not in candidates
        ]
        undescribed = tuple(one for one in self._state if one.address not in possible)
        return StateMatching(self._matched, candidates, tuple(sorted(created)), undescribed)

    def _one_round(self) -> bool:
        found: dict[str, list[str]] = defaultdict(list)
        by_address: dict[str, StateResource] = {}
        for address in self._left:
            one = self._certain(address)
            if one is not None:
                by_address[address] = one
                found[one.address].append(address)
        news = {addresses[0]: by_address[addresses[0]] for addresses in found.values() if len(addresses) == 1}
        self._matched |= news
        self._claimed |= {one.address for one in news.values()}
        self._left = [address for address in self._left if address not in news]
        return bool(news)

    def _certain(self, address: str) -> StateResource | None:
        """Return the one resource of the state that is certainly the one at an address."""
        one = self._all.resources[address]
        for arguments in _identities(one.kind):
            wanted = {name: argument_of(one, name) for name in arguments}
            told = [value for value in wanted.values() if value is not None]
            if not told or any(self._text(value) is None for value in told):
                continue
            found = [each for each in self._free(address) if all(self._holds(each, *pair) for pair in wanted.items())]
            if len(found) == 1:
                return found[0]
        return self._told_by_users(address) if one.kind in _TOLD_BY_USERS else None

    def _told_by_users(self, address: str) -> StateResource | None:
        told = {
            text(self._matched[user].values.get(argument))
            for user, argument, _ in self._all.users.get(address, ())
            if user in self._matched
        } - {""}
        attributes = {attribute for _, _, attribute in self._all.users.get(address, ())} | {"id"}
        found = [
            one
            for one in self._free(address)
            if len(told) == 1 and told & {text(one.values.get(attribute)) for attribute in attributes}
        ]
        return found[0] if len(found) == 1 else None

    def _free(self, address: str) -> Iterator[StateResource]:
        kind, region = self._all.resources[address].kind, self._all.regions.get(address, "")
        for one in self._by_kind[kind]:
            arn = arn_of(text(one.values.get("arn")))
            is_elsewhere = bool(arn and arn.region and region and arn.region != region)
            if one.address not in self._claimed and not is_elsewhere:
                yield one

    def _text(self, value: Value) -> str | None:
        """Return what a state has in the place of a value; None if nothing tells it."""
        source = only_source(value)
        if source is not None and source.address in self._matched:
            found = self._matched[source.address].values.get(source.attribute)
            return _as_text(found) or None
        return known_text(value, self._all.resources)

    def _holds(self, one: StateResource, name: str, value: Value) -> bool:
        found = _state_text(one, name)
        if value is None:
            return found in _UNSET
        wanted = self._text(value)
        return wanted == found or (
            wanted is not None and found.startswith("arn:") and found.endswith((f":{wanted}", f"/{wanted}"))
        )

    def _candidates(self, address: str) -> tuple[StateResource, ...]:
        """Return the resources of the state that nothing tells from the one at an address but a name to be kept."""
        one, name = self._all.resources[address], self._all.names.get(address)
        found = [each for each in self._free(address) if self._is_possible(one, each, name)]
        if name is not None:
            found = [each for each in found if name.rule.complaint(_state_text(each, name.rule.argument)) is None]
            found.sort(key=lambda each: -_likeness(str(name), _state_text(each, name.rule.argument)))
        return tuple(found[:_MOST_CANDIDATES])

    def _is_possible(self, one: Configured, other: StateResource, name: Name | None) -> bool:
        kept = name.rule.argument if name is not None else ""
        identities = _identities(one.kind)
        for arguments in identities:
            for argument in arguments:
                value = argument_of(one, argument)
                if value is None or argument == kept:
                    continue
                if not self._holds(other, argument, value):
                    return False
        return True


def _identities(kind: str) -> tuple[tuple[str, ...], ...]:
    """Return the lists of arguments each of which tells a resource of a type from others."""
    if kind in _TOLD_BY:
        return _TOLD_BY[kind]
    place, form = PLACES.get(kind), IMPORT_IDS.get(kind)
    if place is not None and place.arguments and not place.each:
        return (place.arguments,)
    return (form.told,) if form is not None and form.told else ()


def _state_text(one: StateResource, path: str) -> str:
    name, _, key = path.partition(".")
    value = one.values.get(name)
    return _as_text(mapping(value).get(key) if key else value)


def _as_text(value: JsonValue) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else ""


def _likeness(one: str, other: str) -> float:
    return difflib.SequenceMatcher(None, one, other).ratio()
