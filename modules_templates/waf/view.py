"""What the web ACL's templates see."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from hclpress.hcl.values import Expr
from hclpress.module.name import Name
from hclpress.modules.waf.rules import ManagedGroup, RateLimit
from hclpress.source.document import SpecPath


class RuleView(Struct, frozen=True, kw_only=True):
    """One rule. Just one of `address_set`, `countries`, `rate` and `group` says what it looks at.

    Attributes:
        name: of the rule and its metric.
        priority: its place.
        path: the place in the spec that asks for it.
        capacity: its WCU.
        note: a remark.
        action: what happens to a request that fits; empty for a group, whose rules have actions of their own.
        override: what becomes of those actions: `none` leaves them, `count` takes them away; empty for other rules.
        address_set: label of the set of addresses it fits.
        countries: codes of the countries it is about.
        elsewhere: whether it fits requests from all other countries instead.
        rate: the rate limit.
        group: the managed group.
        inspects_bots: whether the group wants to be told how closely to look at bots.
    """

    name: str
    priority: int
    path: SpecPath
    capacity: int
    note: str = ""
    action: str = ""
    override: str = ""
    address_set: str = ""
    countries: tuple[str, ...] = ()
    elsewhere: bool = False
    rate: RateLimit | None = None
    group: ManagedGroup | None = None
    inspects_bots: bool = False

    @property
    def several_methods(self) -> bool:
        """Whether a rate limit is about more than one method."""
        return bool(self.rate and self.rate.scope_down and len(self.rate.scope_down.methods) > 1)


class AddressSet(Struct, frozen=True):
    """A set of addresses.

    Attributes:
        label: of its resource.
        name: what AWS calls it.
        description: what it is for.
        addresses: the IPv4 blocks.
    """

    label: str
    name: Name
    description: str
    addresses: tuple[str, ...]


class View(Struct, frozen=True):
    """What follows from the settings.

    Attributes:
        aws_scope: the scope as AWS spells it.
        rules: in the order they are asked.
        surcharge: a remark about the price of many rules, or nothing.
        address_sets: the sets of addresses that rules name.
        protected: ARN of each protected instance by its name.
        kept_actions: log only requests that met with one of these; empty for all requests.
        account_ids: the environment's account, if it is known.
    """

    aws_scope: str
    rules: tuple[RuleView, ...]
    surcharge: str
    address_sets: tuple[AddressSet, ...]
    protected: Mapping[str, Expr]
    kept_actions: tuple[str, ...]
    account_ids: tuple[str, ...]
