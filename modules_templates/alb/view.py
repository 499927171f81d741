"""What the load balancer's templates see."""

from __future__ import annotations

from msgspec import Struct

from hclpress.hcl.values import Expr
from hclpress.module.certificate import Certificate
from hclpress.module.name import Name
from hclpress.modules.alb.target import Target


class GroupView(Struct, frozen=True):
    """One target group.

    Attributes:
        label: of its resource.
        name: what AWS calls it.
    """

    label: str
    name: Name


class TargetView(Struct, frozen=True):
    """One target as the templates see it.

    Attributes:
        label: of what belongs to it.
        settings: the target.
        groups: its target groups, the one that serves visitors first.
    """

    label: str
    settings: Target
    groups: tuple[GroupView, ...]


class WayIn(Struct, frozen=True):
    """A port of the security group that somebody may connect to.

    Attributes:
        label: of its rules.
        port: the TCP port.
        description: what it is for.
        cidrs: who may connect.
    """

    label: str
    port: int
    description: str
    cidrs: tuple[str, ...]


class RuleView(Struct, frozen=True):
    """What a listener does for one target.

    Attributes:
        label: of the rule, unique among all listeners.
        target: whom it is for.
        group: label of the target group it leads to at first.
    """

    label: str
    target: TargetView
    group: str


class ListenerView(Struct, frozen=True):
    """A listener that serves the targets.

    Attributes:
        label: of its resource.
        port: its TCP port.
        side: which of a target's groups it leads to at first: 0 for the serving one, -1 for the other of a pair.
        targets: whom it serves.
    """

    label: str
    port: int
    side: int
    targets: tuple[TargetView, ...]

    @property
    def tests(self) -> bool:
        """Whether it leads to the version that visitors do not get yet."""
        return self.side != 0

    @property
    def rules(self) -> tuple[RuleView, ...]:
        """Its rules, in the order they are tried."""
        ruled = [(one.settings.rules.priority, one) for one in self.targets if one.settings.rules]
        return tuple(self._rule(one) for _, one in sorted(ruled, key=lambda pair: pair[0]))

    @property
    def default(self) -> RuleView:
        """What it does with a request that no rule fits."""
        return next(self._rule(one) for one in self.targets if one.settings.rules is None)

    def _rule(self, target: TargetView) -> RuleView:
        return RuleView(f"{self.label}_{target.label}", target, target.groups[self.side].label)


class View(Struct, frozen=True):
    """What follows from the settings.

    Attributes:
        vpc_id: the network.
        subnet_ids: the subnets it stands in.
        ways_in: who may connect to which port.
        listeners: those that serve targets.
        target_views: the targets.
        requested: the certificate that is asked for here.
        certificate_arn: the certificate the listeners show.
        makes_log_bucket: whether the bucket for access logs is made here.
        log_objects: ARN of the objects Elastic Load Balancing writes into it.
        destroyable: whether it may be destroyed.
    """

    vpc_id: Expr
    subnet_ids: Expr
    ways_in: tuple[WayIn, ...]
    listeners: tuple[ListenerView, ...]
    target_views: tuple[TargetView, ...]
    requested: Certificate | None
    certificate_arn: Expr
    makes_log_bucket: bool
    log_objects: Expr
    destroyable: bool
