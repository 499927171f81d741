"""Identity: the arguments that certainly distinguish one real resource in AWS from every other.

* Most resources have a name that AWS keeps unique in an account and region: `bucket=shop-photos-prod`. Two blocks with
  the same name mean the same resource, whatever their addresses.
* Others have a name only within a parent, or none at all, and are identified by their parents: the versioning of a
  bucket by `bucket=@module.s3.aws_s3_bucket.photos`. When the parent moves, they move along.
* The identity of a resource that holds data includes every argument that cannot change without replacing it.

Every identity has a region, because the same name in another region is another resource.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from hclpress.aws.resource_facts import KNOWN, ResourceFacts
from hclpress.aws.stateful import DEFAULTS
from hclpress.history.moves import Move, apply_moves

REGION = "region"
NAMES = (
    "name",
    "bucket",
    "cluster_identifier",
    "identifier",
    "function_name",
    "family",
    "alarm_name",
    "dashboard_name",
    "policy_name",
    "app_name",
    "deployment_group_name",
    "domain_name",
)
"""Arguments that name a resource, the first there is; of a type with a name rule for the whole account and region.

A name rule may say another argument, which then comes first.
"""
LOCAL_NAMES = frozenset(
    {
        "availability_zone",
        "cidr_block",
        "cidr_ipv4",
        "destination_cidr_block",
        "from_port",
        "http_method",
        "ip_protocol",
        "key",
        "path_part",
        "policy_arn",
        "route_key",
        "service_name",
        "stage_name",
        "statement_id",
    }
)
"""Arguments that distinguish a resource from others with the same parent."""
_NETWORK = ("cidr_block",)
"""The identity of a network, which has only a tag for a name. No environment needs two of the same block."""
_OF_ANY_TYPE = frozenset((*NAMES, *LOCAL_NAMES, *_NETWORK))
_TEXT = re.compile(r"(?P<name>\w+)(?P<sign>=|~=|@)(?P<value>.*)", re.DOTALL)


def identifying(kind: str, facts: ResourceFacts) -> frozenset[str]:
    """The arguments of a type whose literals can be a part of an identity."""
    stateful, rule = facts.stateful.get(kind), facts.name_rules.get(kind)
    return _OF_ANY_TYPE.union(stateful.identifying if stateful else (), (rule.argument,) if rule else ())


class Identity(Struct, frozen=True):
    """The identity of one resource.

    Attributes:
        names: its names and other immutable arguments; its region under `region`.
        parents: the addresses of its parents, by argument.
        is_global: whether the name is unique by itself, and not only within its parents.
    """

    names: Mapping[str, str]
    parents: Mapping[str, str]
    is_global: bool

    @classmethod
    def of(
        cls,
        kind: str,
        literals: Mapping[str, str],
        parents: Iterable[tuple[str, str]],
        region: str,
        facts: ResourceFacts = KNOWN,
    ) -> Identity:
        """Return the identity of a resource.

        Args:
            kind: its Terraform type.
            literals: its literal arguments as text; those of `identifying` are enough.
            parents: a function that returns its other arguments, each with the address it refers to. Not called if the
                name is enough.
            region: its region.
            facts: about types of resources.
        """
        stateful, rule = facts.stateful.get(kind), facts.name_rules.get(kind)
        named = next(filter(literals.__contains__, (rule.argument, *NAMES) if rule else NAMES), None)
        fixed = stateful.identifying if stateful else ()
        is_network = kind == "aws_vpc"
        is_global = is_network or (named is not None and (rule is not None or stateful is not None))
        others = _NETWORK if is_network else () if is_global else LOCAL_NAMES
        names = {REGION: region}
        names |= {name: text for name, text in literals.items() if name == named or name in fixed or name in others}
        if is_global:
            parents = (one for one in parents if one[0] in fixed) if fixed else ()
        return cls(names, dict(parents), is_global)

    def after(self, moves: Iterable[Move]) -> Identity:
        """Return the identity after its parents have moved."""
        moves = tuple(moves)
        return self.moved(lambda parent: apply_moves(moves, parent)) if moves else self

    def moved(self, move: Callable[[str], str]) -> Identity:
        """Return the identity with its parents at the addresses that a function returns for them."""
        return Identity(self.names, {name: move(parent) for name, parent in self.parents.items()}, self.is_global)

    @property
    def own_names(self) -> Mapping[str, str]:
        """The names without the region."""
        return {name: value for name, value in self.names.items() if name != REGION}

    @property
    def name(self) -> str:
        """The name; empty if the resource has none."""
        known = (self.names[name] for name in (*NAMES, *_NETWORK) if name in self.names)
        return next(known, next(iter(self.own_names.values()), "") if self.is_global else "")

    def is_certainly(self, other: Identity) -> bool:
        """Return whether both certainly mean the same real resource."""
        if self.names != other.names or not self.own_names or self.is_global != other.is_global:
            return False
        return self.is_global or (bool(self.parents) and self.parents == other.parents)

    def differences(self, other: Identity, kind: str, facts: ResourceFacts = KNOWN) -> tuple[tuple[str, str, str], ...]:
        """Return the differences that prove this and another identity of a type to be two resources.

        Compared are the names that both have, and the type's immutable arguments, set or not.

        Returns:
            The name, the value here and the value there of each argument that differs.
        """
        fixed = facts.stateful[kind].fixed if kind in facts.stateful else ()
        both = [name for name in self.names if name in other.names and name not in fixed]
        return tuple(
            (name, self._value(name), other._value(name))
            for name in sorted({*both, *fixed})
            if self._value(name) != other._value(name)
        )

    def _value(self, name: str) -> str:
        return self.names.get(name) or self.parents.get(name) or DEFAULTS.get(name, "")

    def to_texts(self) -> list[str]:
        """Return the manifest's form: `name=value` for a unique name, `name~=value` for one within `name@parent`."""
        sign = "=" if self.is_global else "~="
        return [
            *(f"{name}{sign}{value}" for name, value in sorted(self.names.items())),
            *(f"{name}@{parent}" for name, parent in sorted(self.parents.items())),
        ]

    @classmethod
    def from_texts(cls, texts: Iterable[str]) -> Identity:
        """Parse the form that `to_texts` returns.

        Raises:
            ValueError: if the texts have another form.
        """
        names, parents = {}, {}
        is_global = True
        for text in texts:
            match = _TEXT.fullmatch(text)
            if match is None:
                raise ValueError(f"{text!r} is not an identity")
            if match["sign"] == "@":
                parents[match["name"]] = match["value"]
            else:
                names[match["name"]] = match["value"]
                is_global = is_global and match["sign"] == "="
        return cls(names, parents, is_global)

    def __str__(self) -> str:
        return ", ".join(f"{name} {value}" for name, value in sorted(self.own_names.items())) or "no name of its own"
