"""Problems of a web ACL that show only across its settings."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.aws.regions import GLOBAL_REGION
from hclpress.module import Problem, Quota, Site, SpecPath, WebAcl, above_quota

from .managed_rules import managed_rule_problems
from .rule_view import rules_of
from .rules import ALLOW_ADDRESSES, COUNTRIES, MOST_CAPACITY, RATE_LIMIT
from .settings import WafSettings

_RATE_LIMITS = Quota("AWS WAF", "Maximum number of rate-based statements per web ACL", 10)


def problems(waf: WafSettings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    if waf.scope == "cloudfront":
        yield from cloudfront_problems(waf, waf.region, ())
    else:
        yield from protection_problems(waf, site, ())
    yield from above_quota(_RATE_LIMITS, len(waf.rate_limits), "rate limits", ("rate_limits",))
    yield from managed_rule_problems(waf.managed_groups)
    yield from _address_problems(waf)
    yield from _decision_problems(waf)
    yield from _order_problems(waf)


def cloudfront_problems(waf: WebAcl, region: str | None, place: SpecPath) -> Iterator[Problem]:
    """Report a region and associations of a web ACL for CloudFront.

    Args:
        waf: the web ACL.
        region: the region that its spec says.
        place: the place of its settings in the spec of the instance.
    """
    if region not in (None, GLOBAL_REGION):
        yield Problem(
            ("region",),
            "region-of-cloudfront",
            f"A web ACL for CloudFront cannot lie in {region}",
            f"CloudFront looks for it in {GLOBAL_REGION} only. Remove `region`; hclpress sets it.",
        )
    if waf.protects:
        yield Problem(
            (*place, "protects"),
            "protects-of-cloudfront",
            "A distribution names its web ACL itself",
            "AWS has no association for CloudFront. Remove `protects`, and name this instance with `waf:` at "
            "the distribution.",
        )


def protection_problems(waf: WebAcl, site: Site, place: SpecPath) -> Iterator[Problem]:
    """Report instances that a regional web ACL cannot protect.

    Args:
        waf: the web ACL.
        site: its site.
        place: the place of its settings in the spec of the instance.
    """
    for index, name in enumerate(waf.protects):
        path = (*place, "protects", index)
        other = site.neighbours[name]
        if other.carries_waf != "regional":
            yield _cannot_carry(name, path, site)
        elif other.region_in(site.environment) != site.region:
            yield Problem(
                path,
                "protects-another-region",
                f"{name} lies in {other.region_in(site.environment)}",
                f"A web ACL protects what lies in its own region, {site.region}. Make one for each region.",
            )
        elif rivals := [*_before(name, site), *(["this one"] if name in waf.protects[:index] else [])]:
            yield Problem(
                path,
                "protected-twice",
                f"{name} is protected already",
                f"A resource has one web ACL, and {', '.join(rivals)} protects it. Merge them into one.",
            )


def _before(name: str, site: Site) -> Iterator[str]:
    """The web ACLs that protect the same instance: those above this one, and those where it is made."""
    home = site.elsewhere.get(name)
    for other, settings in home.neighbours.items() if home is not None else ():
        if isinstance(settings, WebAcl) and home is not None and home.made_as in settings.protects:
            yield f"{other} of the environment that makes it"
    for other, settings in site.neighbours.items():
        if other == site.instance:
            return
        if isinstance(settings, WebAcl) and name in settings.protects:
            yield other


def _cannot_carry(name: str, path: SpecPath, site: Site) -> Problem:
    kind = type(site.neighbours[name]).__name__.removeprefix("Existing").lower()
    able = [other for other, settings in site.neighbours.items() if settings.carries_waf == "regional"]
    return Problem(
        path,
        "cannot-carry-waf",
        f"No regional web ACL can protect {name}",
        f"It is of module {kind}. A regional web ACL can protect a load balancer or a REST API; here: "
        f"{', '.join(able) or 'nothing'}. An HTTP API cannot have one: use a distribution whose web "
        "ACL has `scope: cloudfront`, or make it a REST API.",
    )


def _address_problems(waf: WafSettings) -> Iterator[Problem]:
    for field, addresses in {
        "allow_addresses": waf.allow_addresses,
        "block_addresses": waf.block_addresses,
    }.items():
        for index, address in enumerate(addresses):
            if address.endswith("/0"):
                yield Problem(
                    (field, index),
                    "everybody",
                    f"{address} covers all addresses",
                    "AWS WAF accepts /1 to /32 in a set of addresses. Use `default_action` for all addresses.",
                )
            if field == "block_addresses" and address in waf.allow_addresses:
                yield Problem(
                    (field, index),
                    "allowed-and-blocked",
                    f"{address} is allowed and blocked",
                    "Allowed addresses pass before others are blocked. Remove it from one of the lists.",
                )


def _decision_problems(waf: WafSettings) -> Iterator[Problem]:
    if waf.allow_countries and waf.block_countries:
        yield Problem(
            ("block_countries",),
            "countries-allowed-and-blocked",
            "Countries are both allowed and blocked",
            "`allow_countries` blocks all others already. Remove one of the two.",
        )
    if waf.default_action == "block" and (waf.mode == "count" or not waf.allow_addresses):
        why = (
            "With `mode: count` no rule allows requests either."
            if waf.mode == "count"
            else "Only `allow_addresses` allows requests, and it is empty."
        )
        yield Problem(
            ("default_action",),
            "blocks-everything",
            "Every request would be blocked",
            f"{why} Set `default_action: allow`, or change that.",
        )
    for name, limit in waf.rate_limits.items():
        if limit.scope_down and not limit.scope_down.path_prefix and not limit.scope_down.methods:
            yield Problem(
                ("rate_limits", name, "scope_down"),
                "scope-without-condition",
                "The scope of the rate limit matches no request",
                "Set the counted requests with `path_prefix:` or `methods:`, or remove `scope_down`.",
            )


def _order_problems(waf: WafSettings) -> Iterator[Problem]:
    seen: dict[int, str] = {}
    for rule in rules_of(waf):
        other = seen.setdefault(rule.priority, rule.name)
        if other != rule.name:
            yield Problem(
                rule.path,
                "priority-twice",
                f"{other} and {rule.name} both have the priority {rule.priority}",
                "AWS refuses the web ACL. Give each rule a `priority:` of its own; addresses and countries have "
                f"{ALLOW_ADDRESSES} to {COUNTRIES}, a rate limit has {RATE_LIMIT} unless it says another.",
            )
    capacity = sum(rule.capacity for rule in rules_of(waf))
    if capacity > MOST_CAPACITY:
        yield Problem(
            (),
            "capacity-exceeded",
            f"The rules need {capacity} capacity units",
            f"AWS accepts {MOST_CAPACITY} in a web ACL. Remove groups or rate limits; a path costs 22.",
        )
