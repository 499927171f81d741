"""Settings of the targets of a load balancer: their ports, their health checks and the rules that lead to them."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from hclpress.hcl import identifier
from hclpress.module import Item, ItemName, Name, Port, Settings, Site, SpecPath, spelled

# Elastic Load Balancing API, HostHeaderConditionConfig: at most 128 characters, `*` and `?` as wildcards, and nothing
# but letters after the last `.`.
Host = Annotated[
    str,
    spelled(r"[A-Za-z0-9.*?-]+\.[A-Za-z]+", "a host name that a rule takes", "*.example.com"),
    Field(max_length=128),
]
# Elastic Load Balancing API, Matcher: of an application load balancer, 200 to 499.
_CODES = re.compile(r"([2-4][0-9]{2})(?:-([2-4][0-9]{2}))?")
PathPattern = Annotated[str, Field(pattern=r"""^/[A-Za-z0-9_.$/~"'@:+&*?-]*$""", max_length=128)]


def _matcher(text: str) -> str:
    for part in text.split(","):
        codes = _CODES.fullmatch(part)
        if codes is None or (codes[2] and codes[2] < codes[1]):
            raise ValueError(
                f"{part!r} is no status from 200 to 499 and no range of them, the lower one first; write 200, 200,204 "
                "or 200-299"
            )
    return text


class HealthCheck(Settings):
    """Requests by which the balancer finds out whether a target is healthy, on the port that it serves."""

    path: Annotated[str, Field(pattern=r"^/\S*$", max_length=1024)] = "/"
    """Path that the balancer asks for."""
    matcher: Annotated[str, AfterValidator(_matcher)] = "200"
    """HTTP status codes of a healthy target, such as `200`, `200,204` or `200-299`."""
    interval: Annotated[int, Field(ge=5, le=300)] = 30
    """Seconds between two checks."""
    timeout: Annotated[int, Field(ge=2, le=120)] = 5
    """Seconds that a target may take to answer."""
    healthy_threshold: Annotated[int, Field(ge=2, le=10)] = 3
    """Good answers in a row before a target gets requests."""
    unhealthy_threshold: Annotated[int, Field(ge=2, le=10)] = 3
    """Bad answers in a row before a target gets no more requests."""


class Rules(Settings):
    """Requests that a target is meant for. With hosts and paths, a request must fit one of each."""

    hosts: tuple[Host, ...] = ()
    """Host names, such as `api.example.com` or `*.example.com`."""
    paths: tuple[PathPattern, ...] = ()
    """Paths, such as `/api/*`. They are case-sensitive."""
    priority: Annotated[int, Field(ge=1, le=50000)]
    """Place of the rule: the lowest number is tried first. Gaps leave room for rules between two others."""


class Target(Item):
    """A target group that requests go to, or with `blue_green` a pair of them."""

    name: ItemName | None = None
    """Text that `{name}` in the name of its target group stands for. Left out: the target's name. AWS cannot change
    `port` and `protocol` of a target group: change this together with them, and the new group is made beside the old
    one."""

    port: Port
    """TCP port that the target listens on."""
    protocol: Literal["HTTP", "HTTPS"] = "HTTP"
    """Protocol of the target."""
    health_check: HealthCheck = HealthCheck()
    """Health check of the target."""
    blue_green: bool = False
    """Whether CodeDeploy moves traffic between two groups, `<target>_blue` and `<target>_green`."""
    deregistration_delay: Annotated[int, Field(ge=0, le=3600)] = 60
    """Seconds that a target may take to finish its requests before it is removed."""
    stickiness_seconds: Annotated[int, Field(ge=1, le=604800)] | None = None
    """Seconds that a visitor stays with one member of the target, by a cookie. Left out: each request may go to another
    member."""
    rules: Rules | None = None
    """Rules for its requests. Left out: it gets all requests that fit no rules of other targets."""


Targets = Annotated[Mapping[ItemName, Target], Field(min_length=1)]


def groups_of(name: str, target: Target) -> tuple[str, ...]:
    """The names of the target groups of a target; the one that serves visitors is first."""
    return (f"{name}-blue", f"{name}-green") if target.blue_green else (name,)


def group_names(targets: Mapping[str, Target], path: SpecPath, site: Site) -> dict[str, Name]:
    """The names of all target groups, by their labels.

    Args:
        targets: the targets by name.
        path: the place of the targets in the spec of their instance.
        site: the site of the instance.
    """
    return {
        identifier(group): site.name("aws_lb_target_group", name, (*path, key, *(("name",) if target.name else ())))
        for key, target in targets.items()
        for group, name in zip(groups_of(key, target), groups_of(target.name or key, target), strict=True)
    }


def rule_label(listener: str, key: str, target: Target) -> str:
    """The label of a target's rule at a listener: its priority decides, because no other rule has the same.

    Terraform ignores the target groups of a blue/green target, so its rule must not become that of another target.
    """
    if target.rules is None or target.blue_green:
        return f"{listener}_{identifier(key)}"
    return f"{listener}_{target.rules.priority}"
