"""What a load balancer passes requests on to: target groups, their health checks, the rules between them."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Field

from hclpress.hcl.identifier import identifier
from hclpress.module.module import Item
from hclpress.module.problem import Problem
from hclpress.source.document import SpecPath
from hclpress.spec.fields import ItemName, Port
from hclpress.spec.settings import Settings

# Elastic Load Balancing, "Quotas for your Application Load Balancers": condition values per rule.
CONDITION_VALUES = 5

# Elastic Load Balancing API, CreateRule: at most 128 characters, and `*` and `?` as wildcards.
Host = Annotated[str, Field(pattern=r"^[A-Za-z0-9.*?-]+\.[A-Za-z0-9.*?-]+$", max_length=128)]
PathPattern = Annotated[str, Field(pattern=r"""^/[A-Za-z0-9_.$/~"'@:+&*?-]*$""", max_length=128)]


class HealthCheck(Settings):
    """How the balancer finds out whether a target can answer. It asks on the port that requests go to."""

    path: Annotated[str, Field(pattern=r"^/\S*$", max_length=1024)] = "/"
    """What it asks for."""
    matcher: Annotated[str, Field(pattern=r"^[2-4][0-9]{2}([,-][2-4][0-9]{2})*$")] = "200"
    """The HTTP status codes that mean health, such as `200`, `200,204` or `200-299`."""
    interval: Annotated[int, Field(ge=5, le=300)] = 30
    """Seconds between two questions."""
    timeout: Annotated[int, Field(ge=2, le=120)] = 5
    """Seconds a target may take to answer."""
    healthy_threshold: Annotated[int, Field(ge=2, le=10)] = 3
    """Good answers in a row before a target gets requests."""
    unhealthy_threshold: Annotated[int, Field(ge=2, le=10)] = 3
    """Bad answers in a row before it gets no more."""


class Rules(Settings):
    """Which requests a target is meant for. Given both, a request must fit one host and one path."""

    hosts: tuple[Host, ...] = ()
    """Host names, such as `api.example.com` or `*.example.com`."""
    paths: tuple[PathPattern, ...] = ()
    """Paths, such as `/api/*`. Capitals count."""
    priority: Annotated[int, Field(ge=1, le=50000)]
    """Rules are tried from the lowest number up. Leave gaps, so that a rule can be put between two others."""


class Target(Item):
    """Where requests go: a target group, or with `blue_green` a pair of them."""

    port: Port
    """The TCP port the target listens on."""
    protocol: Literal["HTTP", "HTTPS"] = "HTTP"
    """What the target speaks."""
    health_check: HealthCheck = HealthCheck()
    """How its health is found out."""
    blue_green: bool = False
    """Whether CodeDeploy moves traffic between two groups, `<target>_blue` and `<target>_green`."""
    deregistration_delay: Annotated[int, Field(ge=0, le=3600)] = 60
    """Seconds a target that is taken away may finish what it has begun."""
    stickiness_seconds: Annotated[int, Field(ge=1, le=604800)] | None = None
    """Seconds a visitor stays with one target, by a cookie. Left out: each request may go to another."""
    rules: Rules | None = None
    """Which requests it gets. Left out: all that no other target's rules fit."""


Targets = Annotated[Mapping[ItemName, Target], Field(min_length=1)]


def groups_of(name: str, target: Target) -> tuple[str, ...]:
    """The target groups of a target, the one that serves visitors first, as their names put it."""
    return (f"{name}-blue", f"{name}-green") if target.blue_green else (name,)


def target_problems(targets: Mapping[str, Target]) -> Iterator[Problem]:
    """What is wrong with targets, each by itself and between them."""
    yield from _default_problems(targets)
    priorities: dict[int, str] = {}
    groups: dict[str, str] = {}
    for name, target in targets.items():
        path: SpecPath = ("targets", name)
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


def _default_problems(targets: Mapping[str, Target]) -> Iterator[Problem]:
    defaults = [name for name, target in targets.items() if target.rules is None]
    if not defaults:
        yield Problem(
            ("targets",),
            "no-default-target",
            "No target takes what no rule fits",
            "A listener needs an action for such requests. Take `rules` away from the target that is to get them.",
        )
    for other in defaults[1:]:
        yield Problem(
            ("targets", other),
            "two-default-targets",
            f"{defaults[0]} and {other} both have no rules",
            f"Only one target can get what no rule fits. Give {other} `rules:` with hosts or paths, and a priority.",
        )


def _rule_problems(path: SpecPath, rules: Rules) -> Iterator[Problem]:
    values = len(rules.hosts) + len(rules.paths)
    if not values:
        yield Problem(
            path,
            "rule-without-condition",
            "The rules fit no request",
            "Say which requests the target is meant for, with `hosts:` or `paths:`.",
        )
    elif values > CONDITION_VALUES:
        yield Problem(
            path,
            "too-many-conditions",
            f"{values} hosts and paths are too many for one rule",
            f"AWS takes {CONDITION_VALUES} together. Use wildcards, such as `*.example.com` or `/api/*`.",
        )
