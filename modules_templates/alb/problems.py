"""Problems of a load balancer that show only across its settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from hclpress.hcl import identifier
from hclpress.module import (
    Network,
    Problem,
    Quota,
    Site,
    SpecPath,
    TargetUser,
    above_quota,
    arn_region,
    certificate_problems,
    issued_certificate,
    issued_elsewhere,
    other_account_problems,
)

from .settings import HTTP, HTTPS, WORLD, AlbSettings
from .target import Rules, Target, groups_of

# Elastic Load Balancing, "Application Load Balancers": subnets in two zones at least, each /27 or larger.
ZONES, SMALLEST_SUBNET = 2, 27

# Elastic Load Balancing, "Quotas for your Application Load Balancers": condition values per rule.
CONDITION_VALUES = 5
# "Rule condition types": wildcards per rule. The page of the quotas says 6; what both permit is safe.
CONDITION_WILDCARDS = 5
TARGET_GROUPS = 100
_GROUP_RULES = Quota("Amazon VPC", "Inbound or outbound rules per security group", 60)


def problems(alb: AlbSettings, site: Site) -> Iterator[Problem]:
    """Report settings that AWS refuses or that cannot work."""
    yield from _subnet_problems(alb, site)
    yield from _certificate_problems(alb, site)
    yield from certificate_problems(alb.requested_certificate, ("certificate",))
    yield from _default_problems(alb.targets)
    yield from target_problems(alb.targets, ("targets",))
    yield from _test_listener_problems(alb)
    yield from _unfilled_problems(alb, site)
    yield from _rival_problems(alb, site)
    ports = len({HTTPS, HTTP} if alb.redirect_http else {HTTPS})
    if alb.allow_from:
        yield from network_problems(alb.allow_from, ("allow_from",))
        rules = ports * len(alb.allow_from)
        yield from above_quota(_GROUP_RULES, rules, "rules of one security group", ("allow_from",))
    if alb.has_test_listener and alb.test_listener.allow_from:
        yield from network_problems(alb.test_listener.allow_from, ("test_listener", "allow_from"))


def _subnet_problems(alb: AlbSettings, site: Site) -> Iterator[Problem]:
    network = site.neighbour(alb.vpc, Network)
    path = ("subnets",) if alb.subnets else ()
    if alb.tier not in network.tiers:
        yield Problem(
            path,
            "no-such-tier",
            f"{alb.vpc} has no subnets `{alb.tier}`",
            f"It has: {', '.join(network.tiers)}. Name one of them with `subnets:`.",
        )
        return
    if not alb.internal and network.reach_of(alb.tier) != "public":
        public = [tier for tier in network.tiers if network.reach_of(tier) == "public"]
        yield Problem(
            path,
            "subnets-not-public",
            f"The internet cannot reach the subnets `{alb.tier}`",
            f"They are {network.reach_of(alb.tier)}. Public ones are: {', '.join(public) or 'none'}. Choose one of "
            "those, or set `internal: true`.",
        )
    if network.cidr is None:
        for setting in alb.lets_network_in:
            yield Problem(
                setting,
                "network-block-not-told",
                f"The block of {alb.vpc} is not known",
                f"The balancer lets its own network in, and {alb.vpc} exists already. Tell its block with `cidr:` "
                f"below `existing` of {alb.vpc}, or list networks with `{'.'.join(map(str, setting))}:`.",
            )
    zones = network.zones_of(alb.tier)
    if len(zones) < ZONES:
        yield Problem(
            path,
            "one-zone",
            "A load balancer needs subnets in two zones",
            f"The subnets `{alb.tier}` of {alb.vpc} lie in {', '.join(zones)} only. Add a zone to them.",
        )
    smallest = max(network.masks_of(alb.tier), default=0)
    if smallest > SMALLEST_SUBNET:
        yield Problem(
            path,
            "subnets-too-small",
            f"A load balancer does not fit into a /{smallest}",
            f"AWS requires /{SMALLEST_SUBNET} or larger, with eight addresses free. Make the subnets `{alb.tier}` of "
            f"{alb.vpc} larger.",
        )


def _certificate_problems(alb: AlbSettings, site: Site) -> Iterator[Problem]:
    if isinstance(alb.certificate, str):
        yield from other_account_problems(alb.certificate, site, ("certificate",), "certificate")
        if arn_region(alb.certificate) != site.region:
            yield Problem(
                ("certificate",),
                "certificate-of-another-region",
                f"The certificate lies in {arn_region(alb.certificate)}",
                f"The balancer lies in {site.region} and can use certificates from there only. Use one from "
                f"{site.region}, or request one: `certificate: {{domain: …, zone_id: …}}`.",
            )
    yield from issued_elsewhere(alb.certificate, site.region, site, ("certificate",), "certificate-of-another-region")
    issued = issued_certificate(alb.certificate, site)
    if issued is not None and alb.alias is not None and not issued.names.covers(alb.alias.name):
        yield Problem(
            ("alias", "name"),
            "alias-not-in-certificate",
            f"The certificate is not for {alb.alias.name}",
            f"It is for {', '.join(issued.names.domains)}, so browsers would warn. Add the name to the "
            "certificate's `alternatives`.",
        )


def _test_listener_problems(alb: AlbSettings) -> Iterator[Problem]:
    if not alb.has_test_listener:
        if "test_listener" in alb.model_fields_set:
            yield Problem(
                ("test_listener",),
                "test-listener-without-use",
                "There is nothing to test",
                "A test listener serves targets with `blue_green: true`. Set it for a target, or remove this.",
            )
        return
    if alb.test_listener.port in (HTTP, HTTPS):
        yield Problem(
            ("test_listener", "port"),
            "test-port-taken",
            f"Port {alb.test_listener.port} belongs to visitors",
            f"{HTTPS} serves them and {HTTP} redirects them. Choose another port, such as 8443.",
        )
    if WORLD in (alb.test_listener.allow_from or ()):
        yield Problem(
            ("test_listener", "allow_from"),
            "test-listener-open",
            "The test listener is open to the world",
            "It serves versions that nobody has tested. List the networks of the testers.",
        )


def target_problems(targets: Mapping[str, Target], place: SpecPath) -> Iterator[Problem]:
    """Report health checks, names and rules that AWS refuses.

    Args:
        targets: the targets by name.
        place: their place in the spec of the instance.
    """
    priorities: dict[int, str] = {}
    groups: dict[str, str] = {}
    count = sum(len(groups_of(name, target)) for name, target in targets.items())
    if count > TARGET_GROUPS:
        yield Problem(
            place,
            "too-many-targets",
            f"{count} target groups are too many",
            f"AWS accepts {TARGET_GROUPS} at a balancer, and a target with `blue_green` has two. Make a second one.",
        )
    for name, target in targets.items():
        path: SpecPath = (*place, name)
        check = target.health_check
        if check.timeout >= check.interval:
            blamed = "timeout" if "timeout" in check.model_fields_set else "interval"
            yield Problem(
                (*path, "health_check", blamed),
                "health-check-timeout",
                "A health check must end before the next begins",
                f"The timeout is {check.timeout} seconds and the interval {check.interval}. Make the timeout smaller.",
            )
        for group in groups_of(name, target):
            other = groups.setdefault(identifier(group), name)
            if other != name:
                yield Problem(
                    path,
                    "target-group-twice",
                    f"{other} and {name} both have a target group `{group}`",
                    "With `blue_green` a target has the groups `<target>-blue` and `<target>-green`. Rename one.",
                )
        if target.rules is not None:
            yield from _rule_problems((*path, "rules"), target.rules)
            other = priorities.setdefault(target.rules.priority, name)
            if other != name:
                yield Problem(
                    (*path, "rules", "priority"),
                    "priority-twice",
                    f"{other} and {name} both have the priority {target.rules.priority}",
                    "AWS refuses the second rule. Give each target's rules a number of their own.",
                )


def network_problems(networks: tuple[str, ...], path: SpecPath) -> Iterator[Problem]:
    """Report networks that are listed twice. `path` is their place in the spec of the instance."""
    for index, network in enumerate(networks):
        if network in networks[:index]:
            yield Problem((*path, index), "network-twice", f"{network} is listed twice", "Remove one of them.")


def _rival_problems(alb: AlbSettings, site: Site) -> Iterator[Problem]:
    """Report a name in Route53 that another balancer has as well: the second record replaces the first."""
    for name, other in site.neighbours.items():
        if name == site.instance:
            return
        if isinstance(other, AlbSettings) and alb.alias is not None and other.alias == alb.alias:
            yield Problem(
                ("alias", "name"),
                "alias-of-another",
                f"{alb.alias.name} leads to {name} already",
                "A name has one record in a zone. Give this balancer a name of its own.",
            )


def _unfilled_problems(alb: AlbSettings, site: Site) -> Iterator[Problem]:
    """Warn about targets that no instance fills, so that the balancer answers 503."""
    if site.instance in site.environment.shares:
        return
    filled = {
        target
        for name, other in site.neighbours.items()
        if isinstance(other, TargetUser) and site.of(name).region == site.region
        for balancer, target in other.used_targets
        if balancer == site.instance
    }
    for name in alb.targets:
        if name not in filled:
            yield Problem.warning(
                ("targets", name),
                "target-unfilled",
                f"Nothing registers with the target {name}",
                "The balancer answers 503 to its requests. Name it at a service of ECS: `load_balancer: {instance: "
                f"{site.instance}, target: {name}}}`, or remove it. If something outside of this environment "
                f"registers with it, add {site.instance} to `shares`.",
            )


def _default_problems(targets: Mapping[str, Target]) -> Iterator[Problem]:
    defaults = [name for name, target in targets.items() if target.rules is None]
    if not defaults:
        yield Problem(
            ("targets",),
            "no-default-target",
            "No target receives requests that match no rule",
            "A listener needs an action for such requests. Remove `rules` from the target for them.",
        )
    for other in defaults[1:]:
        yield Problem(
            ("targets", other),
            "two-default-targets",
            f"{defaults[0]} and {other} both have no rules",
            f"Only one target can receive requests that match no rule. Give {other} `rules:` with hosts or paths, and "
            "a priority.",
        )


def _rule_problems(path: SpecPath, rules: Rules) -> Iterator[Problem]:
    values = len(rules.hosts) + len(rules.paths)
    if not values:
        yield Problem(
            path,
            "rule-without-condition",
            "The rules match no request",
            "Set the requests of the target with `hosts:` or `paths:`.",
        )
    elif values > CONDITION_VALUES:
        yield Problem(
            path,
            "too-many-conditions",
            f"{values} hosts and paths are too many for one rule",
            f"AWS accepts {CONDITION_VALUES} together. Use wildcards, such as `*.example.com` or `/api/*`.",
        )
    wildcards = sum(value.count("*") + value.count("?") for value in (*rules.hosts, *rules.paths))
    if wildcards > CONDITION_WILDCARDS:
        yield Problem(
            path,
            "too-many-wildcards",
            f"{wildcards} wildcards are too many for one rule",
            f"AWS accepts {CONDITION_WILDCARDS} `*` and `?` in all hosts and paths of a rule. Shorten the paths: "
            "`/api/*` fits everything below `/api/`.",
        )
