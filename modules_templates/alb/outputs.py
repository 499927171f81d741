"""Facts that a load balancer gives."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl import Expr, identifier
from hclpress.module import Output

from .settings import AlbSettings
from .target import Target, groups_of, rule_label

_FACTS = {
    "arn": "ARN of the target group {}",
    "arn_suffix": "Name of the target group {} in CloudWatch's dimensions",
    "name": "Name of the target group {}",
}


def outputs_of(alb: AlbSettings) -> Iterator[Output]:
    """The facts by which consumers register and connect, and which alarms and records name."""
    yield Output.of("aws_lb", "this", "arn", "ARN of the load balancer.")
    yield Output.of("aws_lb", "this", "arn_suffix", "Name of the load balancer in CloudWatch's dimensions.")
    yield Output.of("aws_lb", "this", "dns_name", "DNS name of the load balancer.", exported=True)
    yield Output.of("aws_lb", "this", "zone_id", "Hosted zone of the load balancer, for alias records.")
    yield Output.of("aws_lb", "this", "arn", "ARN of the load balancer, for a regional web ACL.", name="waf_target_arn")
    yield Output.of(
        "aws_security_group", "this", "id", "Security group of the load balancer.", name="security_group_id"
    )
    listeners = {"https": "HTTPS listener"} | ({"test": "test listener"} if alb.has_test_listener else {})
    for listener, title in listeners.items():
        name = f"{listener}_listener_arn"
        yield Output.of("aws_lb_listener", listener, "arn", f"ARN of the {title}.", name=name)
    for key, target in alb.targets.items():
        for group in groups_of(key, target):
            yield from group_outputs(key, target, identifier(group), tuple(listeners))


def group_outputs(key: str, target: Target, group: str, listeners: tuple[str, ...]) -> Iterator[Output]:
    """The ARN, the name and the dimension of one target group.

    Args:
        key: the name of its target.
        target: its target.
        group: its label.
        listeners: the listeners whose rules, or else whose default, lead to it.
    """
    resource = "aws_lb_listener" if target.rules is None else "aws_lb_listener_rule"
    # ECS refuses a service whose target group no listener leads to.
    after = tuple(
        Expr(f"{resource}.{listener}" if target.rules is None else f"{resource}.{rule_label(listener, key, target)}")
        for listener in listeners
    )
    for fact, title in _FACTS.items():
        description = f"{title.format(group.replace('_', '-'))}."
        name = f"{group}_target_group_{fact}"
        yield Output.of("aws_lb_target_group", group, fact, description, name=name, after=after)
