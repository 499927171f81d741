"""Values that the templates of a load balancer see beside its settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.hcl import Expr, encode, identifier
from hclpress.module import (
    Certificate,
    ItemView,
    Name,
    Site,
    environment_expression,
)

from .settings import HTTP, HTTPS, WORLD, AlbSettings
from .target import Target, groups_of, rule_label


class TargetView(ItemView[Target], frozen=True):
    """A target with the names of its target groups by their labels."""

    groups: Mapping[str, Name]


class ServedTarget(ItemView[Target], frozen=True):
    """A target as a listener serves it.

    Attributes:
        group: label of the target group that the listener leads to at first.
        rule_label: label of its rule; not used for the target without rules.
    """

    group: str
    rule_label: str


class WayIn(Struct, frozen=True):
    """A port of the security group, and the networks that may connect to it."""

    label: str
    port: int
    description: str
    cidrs: tuple[str, ...]


class ListenerView(Struct, frozen=True):
    """A listener: the target without rules, and those with rules in the order they are tried."""

    label: str
    arn: Expr
    port: int
    tests: bool
    default: ServedTarget
    rules: tuple[ServedTarget, ...]


class View(Struct, frozen=True):
    """Values derived from the settings.

    Attributes:
        log_objects: ARN of the objects that Elastic Load Balancing writes into the bucket for access logs.
    """

    ways_in: tuple[WayIn, ...]
    listeners: tuple[ListenerView, ...]
    targets: tuple[TargetView, ...]
    requested_certificate: Certificate | None
    certificate_arn: Expr
    makes_log_bucket: bool
    log_objects: Expr


def view_of(alb: AlbSettings, site: Site) -> View:
    """Derive the view of a load balancer."""
    made = Expr("aws_acm_certificate_validation.this.certificate_arn")
    return View(
        ways_in=tuple(_ways_in(alb, alb.own_network(site))),
        listeners=tuple(_listeners(alb)),
        targets=tuple(targets_of(alb.targets, alb.names(site))),
        requested_certificate=alb.requested_certificate,
        certificate_arn=made
        if isinstance(alb.certificate, Certificate)
        else encode(environment_expression(alb.certificate)),
        makes_log_bucket=alb.makes_log_bucket,
        log_objects=_log_objects(alb, site),
    )


def _ways_in(alb: AlbSettings, own: tuple[str, ...]) -> Iterator[WayIn]:
    visitors = tuple(sorted(alb.allow_from or (own if alb.internal else (WORLD,))))
    yield WayIn("https", HTTPS, "HTTPS", visitors)
    if alb.redirect_http:
        yield WayIn("http", HTTP, "HTTP, to be redirected", visitors)
    if alb.has_test_listener:
        testers = tuple(sorted(alb.test_listener.allow_from or own))
        yield WayIn("test", alb.test_listener.port, "Tests of the next version", testers)


def _listeners(alb: AlbSettings) -> Iterator[ListenerView]:
    yield _listener("https", HTTPS, alb, tests=False)
    if alb.has_test_listener:
        yield _listener("test", alb.test_listener.port, alb, tests=True)


def _listener(label: str, port: int, alb: AlbSettings, *, tests: bool) -> ListenerView:
    # Testers get the second group of a pair, which holds the version that visitors do not get yet.
    side = -1 if tests else 0
    served = [
        ServedTarget(
            key,
            target,
            {},
            group=identifier(groups_of(key, target)[side]),
            rule_label=rule_label(label, key, target),
        )
        for key, target in alb.targets.items()
    ]
    ruled = [(one.settings.rules.priority, one) for one in served if one.settings.rules]
    default = next(one for one in served if one.settings.rules is None)
    rules = tuple(one for _, one in sorted(ruled, key=lambda pair: pair[0]))
    return ListenerView(label, Expr(f"aws_lb_listener.{label}.arn"), port, tests, default, rules)


def targets_of(targets: Mapping[str, Target], names: Mapping[str, Name]) -> Iterator[TargetView]:
    """The targets with the names of their target groups."""
    for key, target in targets.items():
        labels = map(identifier, groups_of(key, target))
        yield TargetView(key, target, {}, {label: names[label] for label in labels})


def _log_objects(alb: AlbSettings, site: Site) -> Expr:
    prefix = f"{alb.access_logs.prefix}/" if alb.access_logs and alb.access_logs.prefix else ""
    account = site.environment.account_id or "${aws_security_group.this.owner_id}"
    return Expr(f'"${{aws_s3_bucket.access_logs.arn}}/{prefix}AWSLogs/{account}/*"')
