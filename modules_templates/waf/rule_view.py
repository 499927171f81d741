"""Rules of a web ACL as the templates see them."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from hclpress.module import SpecPath

from .rules import (
    ADDRESS_CAPACITY,
    ALLOW_ADDRESSES,
    BLOCK_ADDRESSES,
    BOT_CONTROL,
    COUNTRIES,
    COUNTRY_CAPACITY,
    GROUPS,
    RATE_LIMIT,
    ManagedGroup,
    RateLimit,
)
from .settings import WafSettings


class RuleView(Struct, frozen=True, kw_only=True):
    """One rule. Just one of `address_set`, `countries`, `rate` and `group` says which requests fit it.

    Attributes:
        action: action for a request that fits; of a group, `none` leaves its rules their own actions.
        address_set: label of the set of addresses.
        elsewhere: whether it fits requests from all other countries instead.
        inspects_bots: whether the group wants a level of inspection.
    """

    name: str
    priority: int
    path: SpecPath
    capacity: int
    note: str = ""
    action: str
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


def rules_of(waf: WafSettings) -> Iterator[RuleView]:
    """Every rule, in the order of the fields of the spec."""
    counted = waf.mode == "count"
    if waf.allow_addresses:
        yield RuleView(
            name="allow-addresses",
            priority=ALLOW_ADDRESSES,
            path=("allow_addresses",),
            capacity=ADDRESS_CAPACITY,
            note="Allowed addresses skip all other rules.",
            action="count" if counted else "allow",
            address_set="allowed",
        )
    if waf.block_addresses:
        yield RuleView(
            name="block-addresses",
            priority=BLOCK_ADDRESSES,
            path=("block_addresses",),
            capacity=ADDRESS_CAPACITY,
            action=waf.mode,
            address_set="blocked",
        )
    if waf.allow_countries or waf.block_countries:
        yield RuleView(
            name="block-other-countries" if waf.allow_countries else "block-countries",
            priority=COUNTRIES,
            path=("allow_countries" if waf.allow_countries else "block_countries",),
            capacity=COUNTRY_CAPACITY,
            action=waf.mode,
            countries=waf.allow_countries or waf.block_countries,
            elsewhere=bool(waf.allow_countries),
        )
    for name, limit in waf.rate_limits.items():
        yield RuleView(
            name=f"rate-limit-{name}",
            priority=RATE_LIMIT if limit.priority is None else limit.priority,
            path=("rate_limits", name, *(() if limit.priority is None else ("priority",))),
            capacity=limit.capacity,
            note=limit.note,
            action="count" if counted else limit.action,
            rate=limit,
        )
    for group, settings in waf.managed_groups.items():
        yield RuleView(
            name=group,
            priority=GROUPS[group].priority if settings.priority is None else settings.priority,
            path=("managed_groups", group, *(() if settings.priority is None else ("priority",))),
            capacity=GROUPS[group].capacity,
            note=settings.note,
            action="count" if counted or settings.mode == "count" else "none",
            group=settings,
            inspects_bots=group == BOT_CONTROL,
        )
