"""A load balancer that exists already, and the target groups and rules that are made on it."""

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from msgspec import Struct

from hclpress.aws.arn import stand_in_arn
from hclpress.hcl import Expr, encode, identifier
from hclpress.module import (
    Alarm,
    AliasFacts,
    Certificate,
    Domain,
    Existing,
    Fact,
    Found,
    Input,
    ItemName,
    LookUp,
    Name,
    Output,
    Port,
    Problem,
    ReferenceTo,
    SecurityGroupId,
    Site,
    StandInResource,
    Ways,
    WebAcl,
    spelled,
    stand_in_network,
    told_elsewhere,
)

from .alarms import alarms_of
from .outputs import group_outputs
from .problems import target_problems
from .settings import HTTPS
from .target import Target, group_names, groups_of, rule_label
from .view import ServedTarget, TargetView, targets_of

# Elastic Load Balancing API reference, CreateLoadBalancer: at most 32 letters, digits and hyphens.
BalancerName = Annotated[
    str, spelled(r"[A-Za-z0-9]([A-Za-z0-9-]{0,30}[A-Za-z0-9])?", "the name of a load balancer", "shared-public")
]
BalancerArn = Annotated[
    str,
    spelled(
        r"arn:aws(-cn|-us-gov)?:elasticloadbalancing:[a-z0-9-]+:[0-9]{12}:loadbalancer/app/\S+",
        "the ARN of an application load balancer",
        "arn:aws:elasticloadbalancing:us-east-1:123456789012:loadbalancer/app/shared-public/0123456789abcdef",
    ),
]


class FoundBalancer(Ways):
    """A load balancer that exists already, found by its name, its ARN or its tags."""

    ways: ClassVar[tuple[str, ...]] = ("name", "arn", "tags")

    name: BalancerName | None = None
    """Name of the balancer."""
    arn: BalancerArn | None = None
    """ARN of the balancer."""
    tags: Mapping[str, str] = {}
    """Tags that just this balancer of the region has."""
    vpc: Annotated[str, ReferenceTo(("vpc",))]
    """Network that it stands in, which the targets must stand in too. Left out: the only one there is."""
    internal: bool = False
    """Whether only the network itself can reach it."""
    host: Domain | None = None
    """DNS name of its own that leads to it."""
    listener_port: Port = HTTPS
    """Port of the HTTPS listener that gets the rules."""
    security_group: SecurityGroupId | None = None
    """Security group of the balancer. Left out: the only one that it has."""
    targets: Mapping[ItemName, Target] = {}
    """Targets of requests, by name. For each, a target group and a rule of the listener are made here."""


class AdditionsView(Struct, frozen=True):
    """Values that the templates see: the targets, and their rules in the order they are tried."""

    targets: tuple[TargetView, ...]
    rules: tuple[ServedTarget, ...]


class ExistingAlb(Existing):
    """A load balancer that exists already."""

    reaches_other_regions: ClassVar[bool] = False
    carries_waf: ClassVar[Literal["regional", "cloudfront"] | None] = "regional"

    existing: FoundBalancer
    """Load balancer to find."""

    @property
    def vpc(self) -> str:
        """The instance of its network."""
        return self.existing.vpc

    @property
    def internal(self) -> bool:
        """Whether it is reachable only from the network itself."""
        return self.existing.internal

    @property
    def host(self) -> str | None:
        """Its own DNS name; None if it has none."""
        return self.existing.host

    @property
    def requested_certificate(self) -> Certificate | None:
        """None: its certificate exists already."""
        return None

    @property
    def targets(self) -> Mapping[str, Target]:
        """The targets that are made here."""
        return self.existing.targets

    def alias_of(self, host: str) -> AliasFacts:
        """The facts by which an alias record leads to it."""
        return AliasFacts("dns_name", "zone_id", checked=True)

    def has_record_for(self, host: str) -> bool:
        """Whether it makes the record for a name itself: never."""
        return False

    def made_templates(self) -> tuple[str, ...]:
        """The target groups, and the rules that lead to them."""
        return ("target_groups.tf.j2", "on_existing/listener_rules.tf.j2") if self.targets else ()

    def problems(self, site: Site) -> Iterator[Problem]:
        """Report targets that the balancer cannot serve, and a balancer of another region."""
        if self.existing.arn is not None:
            yield from told_elsewhere(self.existing.arn, "The balancer", site, ("existing", "arn"))
        network = site.of(self.vpc).region
        if network != site.region:
            yield Problem(
                ("existing", "vpc"),
                "network-of-another-region",
                f"{self.vpc} lies in {network}",
                f"{site.instance} is in {site.region}, and a balancer stands in a network of its own region. Set "
                f"`region: {network}` beside `existing`, or name another network.",
            )
        for name, target in self.targets.items():
            path = ("existing", "targets", name)
            if target.rules is None:
                yield Problem(
                    path,
                    "target-without-rules",
                    f"No request would reach the target `{name}`",
                    "The default of an existing listener stays as it is. Give the target `rules:` with hosts or paths, "
                    "and a priority that no other rule of the listener has.",
                )
            if target.blue_green:
                yield Problem(
                    (*path, "blue_green"),
                    "blue-green-on-existing",
                    "Blue/green needs listeners that belong to it alone",
                    "CodeDeploy changes the whole listener, and this one serves others too. Remove `blue_green`, or "
                    "make a balancer here.",
                )
        yield from target_problems(self.targets, ("existing", "targets"))

    def names(self, site: Site) -> Mapping[str, Name]:
        """The names of the target groups."""
        return group_names(self.targets, ("existing", "targets"), site)

    def inputs(self, site: Site) -> Iterator[Input]:
        """The network of the targets, and the listener."""
        if self.targets:
            yield Input("vpc_id", Fact(self.vpc, "vpc_id"), path=("existing", "vpc"))
            yield Input("https_listener_arn", Fact(site.instance, "https_listener_arn"), path=("existing",))

    def required(self, site: Site) -> Iterator[str]:
        """The listener, and its free priorities."""
        yield f"it has an HTTPS listener on port {self.existing.listener_port}"
        taken = sorted(target.rules.priority for target in self.targets.values() if target.rules)
        if taken:
            yield f"no other rule of that listener has the priority {' or '.join(map(str, taken))}"
        yield "nobody replaces the rules of its security group as a whole, since rules for its targets are added to it"
        if any(isinstance(one, WebAcl) and site.instance in one.protects for one in site.neighbours.values()):
            yield "no other web ACL protects it"

    def stand_ins(self, site: Site) -> Iterator[StandInResource]:
        """A balancer in a network of its own, with a listener that answers for itself."""
        balancer, label, region = self.existing, identifier(site.instance), site.region
        yield from stand_in_network(label, "10.255", region, balancer.security_group)
        arguments = {
            "name": balancer.name or (balancer.arn.split("/")[2] if balancer.arn else f"{label}-stand-in"),
            "internal": balancer.internal,
            "subnets": [Expr(f"aws_subnet.{label}_network_{index}.id") for index in range(2)],
            "security_groups": [Expr(f"aws_security_group.{label}.id")],
            "tags": dict(balancer.tags),
        }
        told = {balancer.arn: "arn"} if balancer.arn else {}
        yield StandInResource("aws_lb", label, arguments, region, told=told)
        own = Expr(f"aws_lb.{label}.arn")
        listener = {"load_balancer_arn": own, "port": balancer.listener_port, "protocol": "HTTP"}
        answer = {"type": "fixed-response", "fixed_response": {"content_type": "text/plain", "status_code": "404"}}
        yield StandInResource("aws_lb_listener", label, listener, region, {"default_action": answer})

    def found(self, site: Site) -> Found:
        """The facts of the balancer, its security group and its listener."""
        balancer, label = self.existing, identifier(site.instance)
        arn = stand_in_arn(site.region, f"loadbalancer/app/{label}/0123456789abcdef")
        answers = {
            "arn": arn,
            "arn_suffix": f"app/{label}/0123456789abcdef",
            "dns_name": f"{label}.{site.region}.elb.amazonaws.com",
            "zone_id": "Z0000000000000000",
            "security_groups": ("sg-00000000000000000",),
        }
        if balancer.tags:
            found = LookUp.by_tags("aws_lb", label, balancer.tags, answers)
        else:
            way = {"name": balancer.name} if balancer.name else {"arn": balancer.arn}
            found = LookUp("aws_lb", label, way, answers)
        listener = LookUp(
            "aws_lb_listener",
            f"{label}_https",
            {"load_balancer_arn": found.attribute("arn"), "port": balancer.listener_port},
            {"arn": arn.replace("loadbalancer", "listener") + "/0123456789abcdef"},
        )
        return Found(tuple(_facts(balancer, found, listener)), (found, listener))

    def outputs(self, site: Site) -> Iterator[Output]:
        """The target groups that are made here."""
        for key, target in self.targets.items():
            for group in groups_of(key, target):
                yield from group_outputs(key, target, identifier(group), ("https",))

    def alarms(self, site: Site) -> Iterator[Alarm]:
        """Errors, slow answers and unhealthy targets of the target groups that are made here."""
        return (alarm for alarm in alarms_of(site.instance, self.targets) if "TargetGroup" in alarm.dimensions)

    def view(self, site: Site) -> AdditionsView:
        """Values that the templates see."""
        served = (
            ServedTarget(key, one, {}, group=identifier(key), rule_label=rule_label("https", key, one))
            for key, one in self.targets.items()
        )
        rules = sorted(served, key=lambda one: one.settings.rules.priority if one.settings.rules else 0)
        return AdditionsView(tuple(targets_of(self.targets, self.names(site))), tuple(rules))


def _facts(balancer: FoundBalancer, found: LookUp, listener: LookUp) -> Iterator[Output]:
    group = (
        encode(balancer.security_group)
        if balancer.security_group
        else Expr(f"one({found.attribute('security_groups')})")
    )
    for name, value, description in (
        ("arn", found.attribute("arn"), "ARN of the load balancer."),
        ("arn_suffix", found.attribute("arn_suffix"), "Name of the load balancer in CloudWatch's dimensions."),
        ("dns_name", found.attribute("dns_name"), "DNS name of the load balancer."),
        ("zone_id", found.attribute("zone_id"), "Hosted zone of the load balancer, for alias records."),
        ("waf_target_arn", found.attribute("arn"), "ARN of the load balancer, for a regional web ACL."),
        ("security_group_id", group, "Security group of the load balancer."),
        ("https_listener_arn", listener.attribute("arn"), "ARN of the HTTPS listener."),
    ):
        yield Output(name, "string", value, description)
