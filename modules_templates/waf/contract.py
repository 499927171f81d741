"""waf: what looks at each request before it is served."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from hclpress.aws.regions import GLOBAL_REGION
from hclpress.hcl.values import Expr
from hclpress.module.alarm import Alarm
from hclpress.module.facts import Fact, Input, Output
from hclpress.module.markers import FromPosture, ReferenceTo
from hclpress.module.module import Module
from hclpress.module.name import Name
from hclpress.module.problem import Problem
from hclpress.module.proof import Proof
from hclpress.module.site import Site
from hclpress.module.uses import input_name
from hclpress.module.waivers import ScannerWaiver, log_waivers
from hclpress.modules.waf.alarms import alarms_of
from hclpress.modules.waf.rules import (
    ADDRESS_CAPACITY,
    ALLOW_ADDRESSES,
    BLOCK_ADDRESSES,
    BOT_CONTROL,
    COUNTRIES,
    COUNTRY_CAPACITY,
    DEFAULT_GROUPS,
    GROUPS,
    INCLUDED_CAPACITY,
    MOST_CAPACITY,
    RATE_LIMIT,
    ManagedGroups,
    RateLimit,
)
from hclpress.modules.waf.view import AddressSet, RuleView, View
from hclpress.spec.environment import Environment
from hclpress.spec.fields import Cidr, ItemName, LogDays
from hclpress.spec.settings import Settings

Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$")]
"""A country by its two capital letters of ISO 3166."""
Addresses = Annotated[tuple[Cidr, ...], Field(max_length=10_000)]
Header = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,64}$")]


class Logging(Settings):
    """A record of requests and of what the rules made of them."""

    retention_days: Annotated[LogDays, FromPosture("log_days")]
    """Days the record is kept."""
    redact: Annotated[tuple[Header, ...], Field(max_length=100)] = ("authorization", "cookie")
    """Request headers that are blotted out, in small letters."""
    keep: Literal["all", "blocked"] = "all"
    """Whether all requests are recorded, or only those that met a rule which blocks, challenges or counts."""
    own_policy: bool = True
    """Whether the permission to write has a policy of its own. A region has room for ten of them; where they are used
    up, `false` leaves it to AWS."""


class Waf(Module):
    """A web ACL: rules that each request is judged by."""

    summary = "A web ACL: AWS managed rules, rate limits, addresses, countries, logging; before an ALB, API or CDN."

    scope: Literal["regional", "cloudfront"] = "regional"
    """What it can protect: things in one region, or distributions of CloudFront, for which it lies in us-east-1."""
    protects: tuple[Annotated[str, ReferenceTo()], ...] = ()
    """The instances it is put before. A distribution names its web ACL itself instead."""
    default_action: Literal["allow", "block"] = "allow"
    """What happens to a request that no rule decides about."""
    mode: Literal["block", "count"] = "block"
    """`count`: every rule only counts, to see what it would do."""
    managed_groups: ManagedGroups = DEFAULT_GROUPS
    """Groups of rules that AWS keeps up to date, by name. Left out: against common exploits, known bad inputs and
    addresses of ill repute."""
    rate_limits: Mapping[ItemName, RateLimit] = {}
    """How many requests a caller may send, by a name of one's own."""
    allow_addresses: Addresses = ()
    """IPv4 blocks that are let through before any other rule is asked."""
    block_addresses: Addresses = ()
    """IPv4 blocks that are refused."""
    allow_countries: tuple[Country, ...] = ()
    """The only countries that requests may come from."""
    block_countries: tuple[Country, ...] = ()
    """Countries that no request may come from."""
    logging: Logging | None
    """The log of requests, in CloudWatch. Left out: of all, kept as long as the posture says. `null`: none."""

    def region_in(self, environment: Environment) -> str:
        """Its own region, but us-east-1 for CloudFront, which looks for web ACLs nowhere else."""
        return GLOBAL_REGION if self.scope == "cloudfront" else super().region_in(environment)

    def problems(self, site: Site) -> Iterator[Problem]:
        """What AWS would refuse, and what would not work though AWS takes it."""
        if self.scope == "cloudfront":
            yield from self._cloudfront_problems()
        else:
            yield from self._protection_problems(site)
        yield from self._address_problems()
        yield from self._decision_problems()
        yield from self._order_problems()

    def _cloudfront_problems(self) -> Iterator[Problem]:
        if self.region not in (None, GLOBAL_REGION):
            yield Problem(
                ("region",),
                "region-of-cloudfront",
                f"A web ACL for CloudFront cannot lie in {self.region}",
                f"CloudFront looks for it in {GLOBAL_REGION} only. Take `region` away; hclpress knows.",
            )
        if self.protects:
            yield Problem(
                ("protects",),
                "protects-of-cloudfront",
                "A distribution names its web ACL itself",
                "AWS has no association for CloudFront. Take `protects` away, and name this instance with `waf:` at "
                "the distribution.",
            )

    def _protection_problems(self, site: Site) -> Iterator[Problem]:
        for index, name in enumerate(self.protects):
            path = ("protects", index)
            other = site.neighbours[name]
            if other.carries_waf != "regional":
                yield self._cannot_carry(name, path, site)
            elif other.region_in(site.environment) != site.region:
                yield Problem(
                    path,
                    "protects-another-region",
                    f"{name} lies in {other.region_in(site.environment)}",
                    f"A web ACL protects what lies in its own region, {site.region}. Make one for each region.",
                )
            elif rivals := [*self._before(name, site), *(["this one"] if name in self.protects[:index] else [])]:
                yield Problem(
                    path,
                    "protected-twice",
                    f"{name} is protected already",
                    f"AWS puts one web ACL before a thing, and {', '.join(rivals)} stands there. Put all into one.",
                )

    def _before(self, name: str, site: Site) -> Iterator[str]:
        """The web ACLs that stand further up in the spec and protect the same instance."""
        for other, settings in site.neighbours.items():
            if other == site.instance:
                return
            if isinstance(settings, Waf) and name in settings.protects:
                yield other

    def _cannot_carry(self, name: str, path: tuple[str | int, ...], site: Site) -> Problem:
        kind = type(site.neighbours[name]).__name__.lower()
        able = [other for other, settings in site.neighbours.items() if settings.carries_waf == "regional"]
        return Problem(
            path,
            "cannot-carry-waf",
            f"No regional web ACL can be put before {name}",
            f"It is of module {kind}. A regional one can be put before a load balancer or a REST API; here: "
            f"{', '.join(able) or 'nothing'}. An HTTP API cannot carry one: put a distribution before it whose web "
            "ACL has `scope: cloudfront`, or make it a REST API.",
        )

    def _address_problems(self) -> Iterator[Problem]:
        for field, addresses in {
            "allow_addresses": self.allow_addresses,
            "block_addresses": self.block_addresses,
        }.items():
            for index, address in enumerate(addresses):
                if address.endswith("/0"):
                    yield Problem(
                        (field, index),
                        "everybody",
                        f"{address} means everybody",
                        "AWS WAF takes /1 to /32 in a set of addresses. To decide about everybody, use "
                        "`default_action`.",
                    )
                if field == "block_addresses" and address in self.allow_addresses:
                    yield Problem(
                        (field, index),
                        "allowed-and-blocked",
                        f"{address} is allowed and blocked",
                        "What is allowed is let through before anything is blocked. Take it out of one of the lists.",
                    )

    def _decision_problems(self) -> Iterator[Problem]:
        if self.allow_countries and self.block_countries:
            yield Problem(
                ("block_countries",),
                "countries-allowed-and-blocked",
                "Countries are both allowed and blocked",
                "`allow_countries` blocks all others already. Take one of the two away.",
            )
        if self.default_action == "block" and (self.mode == "count" or not self.allow_addresses):
            why = (
                "With `mode: count` no rule lets anything through either."
                if self.mode == "count"
                else "Only `allow_addresses` lets anything through, and there are none."
            )
            yield Problem(
                ("default_action",),
                "blocks-everything",
                "Every request would be blocked",
                f"{why} Say `default_action: allow`, or change that.",
            )
        for name, limit in self.rate_limits.items():
            if limit.scope_down and not limit.scope_down.path_prefix and not limit.scope_down.methods:
                yield Problem(
                    ("rate_limits", name, "scope_down"),
                    "scope-without-condition",
                    "The scope of the rate limit fits no request",
                    "Say which requests are counted, with `path_prefix:` or `methods:`, or take `scope_down` away.",
                )

    def _order_problems(self) -> Iterator[Problem]:
        seen: dict[int, str] = {}
        for rule in self._rules():
            other = seen.setdefault(rule.priority, rule.name)
            if other != rule.name:
                yield Problem(
                    rule.path,
                    "priority-twice",
                    f"{other} and {rule.name} both have the priority {rule.priority}",
                    "AWS refuses the web ACL. Give each rule a `priority:` of its own; addresses and countries have "
                    f"{ALLOW_ADDRESSES} to {COUNTRIES}, a rate limit has {RATE_LIMIT} unless it says another.",
                )
        capacity = sum(rule.capacity for rule in self._rules())
        if capacity > MOST_CAPACITY:
            yield Problem(
                (),
                "capacity-exceeded",
                f"The rules need {capacity} capacity units",
                f"AWS takes {MOST_CAPACITY} in a web ACL. Take groups or rate limits away; a path costs 22.",
            )

    def _rules(self) -> Iterator[RuleView]:
        """Every rule, in the order of the spec's fields."""
        counted = self.mode == "count"
        if self.allow_addresses:
            yield RuleView(
                name="allow-addresses",
                priority=ALLOW_ADDRESSES,
                path=("allow_addresses",),
                capacity=ADDRESS_CAPACITY,
                note="Whoever stands here is asked nothing else.",
                action="count" if counted else "allow",
                address_set="allowed",
            )
        if self.block_addresses:
            yield RuleView(
                name="block-addresses",
                priority=BLOCK_ADDRESSES,
                path=("block_addresses",),
                capacity=ADDRESS_CAPACITY,
                action=self.mode,
                address_set="blocked",
            )
        if self.allow_countries or self.block_countries:
            yield RuleView(
                name="block-other-countries" if self.allow_countries else "block-countries",
                priority=COUNTRIES,
                path=("allow_countries" if self.allow_countries else "block_countries",),
                capacity=COUNTRY_CAPACITY,
                action=self.mode,
                countries=self.allow_countries or self.block_countries,
                elsewhere=bool(self.allow_countries),
            )
        for name, limit in self.rate_limits.items():
            yield RuleView(
                name=f"rate-limit-{name}",
                priority=RATE_LIMIT if limit.priority is None else limit.priority,
                path=("rate_limits", name, *(() if limit.priority is None else ("priority",))),
                capacity=limit.capacity,
                note=limit.note,
                action="count" if counted else limit.action,
                rate=limit,
            )
        for group, settings in self.managed_groups.items():
            yield RuleView(
                name=group,
                priority=GROUPS[group].priority if settings.priority is None else settings.priority,
                path=("managed_groups", group, *(() if settings.priority is None else ("priority",))),
                capacity=GROUPS[group].capacity,
                note=settings.note,
                override="count" if counted or settings.mode == "count" else "none",
                group=settings,
                inspects_bots=group == BOT_CONTROL,
            )

    def names(self, site: Site) -> Mapping[str, Name]:
        """The web ACL's own name, those of its sets of addresses, and the prefix AWS demands of its log group."""
        return {
            "web_acl": site.name("aws_wafv2_web_acl", site.instance),
            "allowed": site.name("aws_wafv2_ip_set", f"{site.instance}-allowed", ("allow_addresses",)),
            "blocked": site.name("aws_wafv2_ip_set", f"{site.instance}-blocked", ("block_addresses",)),
            "logs": site.name("aws_cloudwatch_log_group", site.instance, ("logging",), prefix="aws-waf-logs-"),
        }

    def inputs(self, site: Site) -> Iterable[Input]:
        """The ARNs of what is protected."""
        for index, name in enumerate(self.protects):
            fact = Fact(name, "waf_target_arn")
            yield Input(input_name(fact), fact, path=("protects", index))

    def outputs(self, site: Site) -> Iterable[Output]:
        """What a distribution names, and what alarms look at."""
        yield Output("arn", "string", Expr("aws_wafv2_web_acl.this.arn"), "ARN of the web ACL.", exported=True)
        yield Output("name", "string", Expr("aws_wafv2_web_acl.this.name"), "Name of the web ACL, also in CloudWatch.")

    def alarms(self, site: Site) -> Iterable[Alarm]:
        """Far more blocked than usual."""
        return alarms_of(self.names(site)["web_acl"], site.region, global_scope=self.scope == "cloudfront")

    def proofs(self, site: Site) -> Iterable[Proof]:
        """The scope, and everything it stands before."""
        yield Proof.equal("aws_wafv2_web_acl.this.scope", self.scope.upper(), "The scope must be the spec's.")
        if self.protects:
            count = len(self.protects)
            yield Proof.equal(
                "length(aws_wafv2_web_acl_association.this)", count, f"The web ACL must stand before {count} targets."
            )

    def scanner_waivers(self, site: Site) -> Iterable[ScannerWaiver]:
        """The log group."""
        return () if self.logging is None else log_waivers(self.logging.retention_days)

    def view(self, site: Site) -> View:
        """What the templates see."""
        rules = tuple(sorted(self._rules(), key=lambda rule: rule.priority))
        capacity = sum(rule.capacity for rule in rules)
        names = self.names(site)
        sets = (
            AddressSet("allowed", names["allowed"], "Addresses that are let through", self.allow_addresses),
            AddressSet("blocked", names["blocked"], "Addresses that are refused", self.block_addresses),
        )
        return View(
            aws_scope=self.scope.upper(),
            rules=rules,
            surcharge=(
                f"These rules need {capacity} capacity units. AWS charges for each request when it is more than "
                f"{INCLUDED_CAPACITY}."
                if capacity > INCLUDED_CAPACITY
                else ""
            ),
            address_sets=tuple(one for one in sets if one.addresses),
            protected={name: Expr(f"var.{input_name(Fact(name, 'waf_target_arn'))}") for name in self.protects},
            kept_actions=(
                ("BLOCK", "CAPTCHA", "CHALLENGE", "COUNT", "EXCLUDED_AS_COUNT")
                if self.logging and self.logging.keep == "blocked"
                else ()
            ),
            account_ids=(site.environment.account_id,) if site.environment.account_id else (),
        )
