"""alb: the way in for web traffic."""

import ipaddress
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Field, Tag

from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import Expr, encode
from hclpress.module.alarm import Alarm
from hclpress.module.certificate import Certificate, Domain, HostedZoneId
from hclpress.module.facts import Fact, Input, Output
from hclpress.module.markers import FromPosture, ReferenceTo
from hclpress.module.module import Module
from hclpress.module.name import Name
from hclpress.module.problem import Problem
from hclpress.module.proof import Proof
from hclpress.module.site import Site
from hclpress.module.uses import input_name
from hclpress.module.waivers import ScannerWaiver, log_bucket_waivers
from hclpress.modules.alb.alarms import alarms_of
from hclpress.modules.alb.target import Target, Targets, groups_of, target_problems
from hclpress.modules.alb.view import GroupView, ListenerView, TargetView, View, WayIn
from hclpress.modules.vpc.contract import Vpc
from hclpress.modules.waf.contract import Waf
from hclpress.spec.fields import CertificateArn, Cidr, ItemName, Port, arn_region
from hclpress.spec.settings import Settings

WORLD = "0.0.0.0/0"
HTTP, HTTPS = 80, 443

# Elastic Load Balancing, "Application Load Balancers": subnets in two zones at least, each /27 or larger.
ZONES, SMALLEST_SUBNET = 2, 27

# Elastic Load Balancing, "Security policies": those that offer nothing older than TLS 1.2.
SecurityPolicy = Literal[
    "ELBSecurityPolicy-TLS13-1-2-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-Res-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-Ext1-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-Ext2-2021-06",
    "ELBSecurityPolicy-TLS13-1-2-FIPS-2023-04",
    "ELBSecurityPolicy-TLS13-1-2-Res-FIPS-2023-04",
    "ELBSecurityPolicy-TLS13-1-2-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09",
    "ELBSecurityPolicy-TLS13-1-3-2021-06",
    "ELBSecurityPolicy-TLS13-1-3-FIPS-2023-04",
    "ELBSecurityPolicy-TLS13-1-3-PQ-2025-09",
]


class AccessLogs(Settings):
    """A record of every request, in S3."""

    bucket: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$")] | None = None
    """A bucket in the balancer's region whose policy lets Elastic Load Balancing write. Left out: one made here."""
    prefix: Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)*$")] | None = None
    """What the keys begin with; AWS puts `/AWSLogs/` behind it."""
    retention_days: Annotated[int, Field(ge=1), FromPosture("log_days")]
    """Days the bucket made here keeps them."""


class TestListener(Settings):
    """Where a new version can be tried before visitors get it, as long as CodeDeploy waits."""

    port: Port = 8443
    """Its TCP port."""
    allow_from: Annotated[tuple[Cidr, ...], Field(min_length=1)] | None = None
    """Who may connect. Left out: the VPC. Callers from private subnets of the VPC reach an internet-facing balancer
    with the address of their NAT gateway: list it."""


class Alias(Settings):
    """A name in Route53 that leads to the balancer."""

    zone_id: HostedZoneId
    """The hosted zone that gets the record."""
    name: Domain
    """The name, such as `shop.example.com`."""


def _shape(value: object) -> str:
    return "arn" if isinstance(value, str) else "request"


class Alb(Module):
    """An application load balancer that speaks HTTPS."""

    summary = "An application load balancer: HTTPS, target groups alone or in pairs for blue/green, access logs, alias."
    reaches_other_regions: ClassVar[bool] = False
    carries_waf: ClassVar[Literal["regional", "cloudfront"] | None] = "regional"

    vpc: Annotated[str, ReferenceTo(("vpc",))]
    """The network it stands in. Left out: the only one there is."""
    subnets: ItemName | None = None
    """The tier of subnets it stands in. Left out: `public`; of an internal one, `private`."""
    internal: bool = False
    """Whether only the network itself can reach it."""
    certificate: Annotated[
        Annotated[CertificateArn, Tag("arn")] | Annotated[Certificate, Tag("request")], Discriminator(_shape)
    ]
    """The certificate: the ARN of one of ACM in the same region, or the names of one to be asked for here."""
    ssl_policy: SecurityPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
    """Which TLS versions and ciphers it offers; none older than TLS 1.2."""
    allow_from: Annotated[tuple[Cidr, ...], Field(min_length=1)] | None = None
    """Who may connect. Left out: everybody; to an internal one, the VPC."""
    redirect_http: bool = True
    """Whether port 80 answers, with a redirect to HTTPS."""
    targets: Targets
    """Where requests go, by name. One of them has no rules, and gets what no other's rules fit."""
    test_listener: TestListener = TestListener()
    """With a blue/green target: where its next version can be tried."""
    access_logs: AccessLogs | None
    """Access logs to S3. Left out: to a bucket made here, kept as long as the posture says. `null`: none."""
    idle_timeout: Annotated[int, Field(ge=1, le=4000)] = 60
    """Seconds a connection may be silent."""
    http2: bool = True
    """Whether visitors may speak HTTP/2."""
    desync_mitigation: Literal["defensive", "strictest"] = "defensive"
    """What becomes of requests that servers may read in two ways: the risky ones are refused, or all of them."""
    alias: Alias | None = None
    """A name in Route53 that leads here."""

    @property
    def tier(self) -> str:
        """The tier of subnets it stands in."""
        return self.subnets or ("private" if self.internal else "public")

    @property
    def has_test_listener(self) -> bool:
        """Whether there is a target whose next version can be tried."""
        return any(target.blue_green for target in self.targets.values())

    def problems(self, site: Site) -> Iterator[Problem]:
        """What AWS would refuse, and what would not work though AWS takes it."""
        yield from self._subnet_problems(site)
        yield from self._certificate_problems(site)
        yield from target_problems(self.targets)
        yield from self._test_listener_problems()

    def _subnet_problems(self, site: Site) -> Iterator[Problem]:
        vpc = site.neighbour(self.vpc, Vpc)
        path = ("subnets",) if self.subnets else ()
        if self.tier not in vpc.subnets:
            yield Problem(
                path,
                "no-such-tier",
                f"{self.vpc} has no subnets `{self.tier}`",
                f"It has: {', '.join(vpc.subnets)}. Name one of them with `subnets:`.",
            )
            return
        if not self.internal and vpc.reach_of(self.tier) != "public":
            public = [tier for tier in vpc.subnets if vpc.reach_of(tier) == "public"]
            yield Problem(
                path,
                "subnets-not-public",
                f"The internet cannot reach the subnets `{self.tier}`",
                f"They are {vpc.reach_of(self.tier)}. Public ones are: {', '.join(public) or 'none'}. Choose one of "
                "those, or say `internal: true`.",
            )
        tier = vpc.subnets[self.tier]
        zones = vpc.zones if tier.cidrs is None else tuple(tier.cidrs)
        if len(zones) < ZONES:
            yield Problem(
                path,
                "one-zone",
                "A load balancer needs subnets in two zones",
                f"The subnets `{self.tier}` of {self.vpc} lie in {', '.join(zones)} only. Add a zone to them.",
            )
        masks = (
            [tier.size]
            if tier.size
            else [ipaddress.IPv4Network(cidr).prefixlen for cidr in (tier.cidrs or {}).values()]
        )
        if max(masks, default=0) > SMALLEST_SUBNET:
            yield Problem(
                path,
                "subnets-too-small",
                f"A load balancer does not fit into a /{max(masks)}",
                f"AWS wants /{SMALLEST_SUBNET} or larger, with eight addresses free. Make the subnets `{self.tier}` of "
                f"{self.vpc} larger.",
            )

    def _certificate_problems(self, site: Site) -> Iterator[Problem]:
        if isinstance(self.certificate, str):
            if arn_region(self.certificate) != site.region:
                yield Problem(
                    ("certificate",),
                    "certificate-of-another-region",
                    f"The certificate lies in {arn_region(self.certificate)}",
                    f"The balancer lies in {site.region} and can use certificates from there only. Ask for one in "
                    f"{site.region}, or let it be asked for here: `certificate: {{domain: …, zone_id: …}}`.",
                )
        elif self.alias is not None and not self.certificate.covers(self.alias.name):
            yield Problem(
                ("alias", "name"),
                "alias-not-in-certificate",
                f"The certificate is not for {self.alias.name}",
                f"It is for {', '.join(self.certificate.domains)}, so browsers would warn. Add the name to the "
                "certificate's `alternatives`.",
            )

    def _test_listener_problems(self) -> Iterator[Problem]:
        if not self.has_test_listener:
            if "test_listener" in self.model_fields_set:
                yield Problem(
                    ("test_listener",),
                    "test-listener-without-use",
                    "There is nothing to test",
                    "A test listener serves targets with `blue_green: true`. Say so at one, or take this away.",
                )
            return
        if self.test_listener.port in (HTTP, HTTPS):
            yield Problem(
                ("test_listener", "port"),
                "test-port-taken",
                f"Port {self.test_listener.port} belongs to visitors",
                f"{HTTPS} serves them and {HTTP} redirects them. Choose another port, such as 8443.",
            )
        if WORLD in (self.test_listener.allow_from or ()):
            yield Problem(
                ("test_listener", "allow_from"),
                "test-listener-open",
                "The test listener is open to the world",
                "It serves what nobody has tried yet. Name the networks testers come from.",
            )

    def names(self, site: Site) -> Mapping[str, Name]:
        """The balancer's own name and those of its target groups."""
        return {
            "alb": site.name("aws_lb", site.instance),
            "security_group": site.name("aws_security_group", site.instance),
            "access_logs": site.name("aws_s3_bucket", f"{site.instance}-logs", ("access_logs",)),
        } | {
            identifier(group): site.name("aws_lb_target_group", group, ("targets", name))
            for name, target in self.targets.items()
            for group in groups_of(name, target)
        }

    def inputs(self, site: Site) -> Iterable[Input]:
        """The network and its subnets."""
        yield Input(input_name(self._vpc_id), self._vpc_id, path=("vpc",))
        yield Input(input_name(self._subnet_ids), self._subnet_ids, "list(string)", ("subnets",))

    @property
    def _vpc_id(self) -> Fact:
        return Fact(self.vpc, "vpc_id")

    @property
    def _subnet_ids(self) -> Fact:
        return Fact(self.vpc, f"{identifier(self.tier)}_subnet_ids")

    def outputs(self, site: Site) -> Iterable[Output]:
        """What consumers register with and connect from, and what alarms and records name."""
        yield Output("arn", "string", Expr("aws_lb.this.arn"), "ARN of the load balancer.")
        yield Output(
            "arn_suffix",
            "string",
            Expr("aws_lb.this.arn_suffix"),
            "Name of the load balancer in CloudWatch's dimensions.",
        )
        yield Output(
            "dns_name", "string", Expr("aws_lb.this.dns_name"), "DNS name of the load balancer.", exported=True
        )
        yield Output("zone_id", "string", Expr("aws_lb.this.zone_id"), "The hosted zone alias records to it name.")
        yield Output("waf_target_arn", "string", Expr("aws_lb.this.arn"), "What a regional web ACL is put before.")
        yield Output(
            "security_group_id", "string", Expr("aws_security_group.this.id"), "What its requests to targets come from."
        )
        listeners = {"https": "HTTPS listener"} | ({"test": "test listener"} if self.has_test_listener else {})
        for listener, title in listeners.items():
            yield Output(
                f"{listener}_listener_arn", "string", Expr(f"aws_lb_listener.{listener}.arn"), f"ARN of the {title}."
            )
        for name, target in self.targets.items():
            for group in groups_of(name, target):
                yield from self._group_outputs(name, target, identifier(group), tuple(listeners))

    def _group_outputs(self, name: str, target: Target, group: str, listeners: tuple[str, ...]) -> Iterator[Output]:
        resource = "aws_lb_listener" if target.rules is None else "aws_lb_listener_rule"
        # ECS refuses a service whose target group no listener leads to.
        after = tuple(
            Expr(f"{resource}.{listener}" if target.rules is None else f"{resource}.{listener}_{identifier(name)}")
            for listener in listeners
        )
        facts = {"arn": "ARN", "arn_suffix": "Name in CloudWatch's dimensions", "name": "Name"}
        for fact, title in facts.items():
            yield Output(
                f"{group}_target_group_{fact}",
                "string",
                Expr(f"aws_lb_target_group.{group}.{fact}"),
                f"{title} of the target group {group.replace('_', '-')}.",
                after=after,
            )

    def alarms(self, site: Site) -> Iterable[Alarm]:
        """Errors, slow answers and unhealthy targets."""
        return alarms_of(site.instance, self.targets)

    def proofs(self, site: Site) -> Iterable[Proof]:
        """HTTPS with a modern policy, and headers that cannot smuggle."""
        yield Proof.equal("aws_lb.this.internal", self.internal, "The load balancer must face where the spec says.")
        yield Proof.equal("aws_lb_listener.https.protocol", "HTTPS", "Visitors must be served by HTTPS.")
        yield Proof.equal("aws_lb_listener.https.ssl_policy", self.ssl_policy, "The TLS policy must be the spec's.")
        yield Proof.equal("aws_lb.this.drop_invalid_header_fields", True, "Invalid headers must be dropped.")

    def scanner_waivers(self, site: Site) -> Iterator[ScannerWaiver]:
        """The redirect, the web ACL of another module, and the bucket of the access logs."""
        if any(isinstance(one, Waf) and site.instance in one.protects for one in site.neighbours.values()):
            yield ScannerWaiver(
                "CKV2_AWS_28",
                "aws_lb.this",
                "The web ACL of another module stands before it; Checkov cannot follow.",
            )
        if site.environment.may_be_destroyed:
            yield ScannerWaiver("CKV_AWS_150", "aws_lb.this", "The spec lets everything be destroyed.")
        if self.redirect_http:
            yield ScannerWaiver(
                "CKV_AWS_260", "aws_vpc_security_group_ingress_rule.http", "Port 80 does nothing but redirect to HTTPS."
            )
        if self.access_logs is not None and self.access_logs.bucket is None:
            yield from log_bucket_waivers(
                "aws_s3_bucket.access_logs", "Elastic Load Balancing cannot write with KMS keys."
            )

    def view(self, site: Site) -> View:
        """What the templates see."""
        vpc = site.neighbour(self.vpc, Vpc)
        targets = tuple(
            TargetView(
                label=identifier(name),
                settings=target,
                groups=tuple(
                    GroupView(identifier(group), self.names(site)[identifier(group)])
                    for group in groups_of(name, target)
                ),
            )
            for name, target in self.targets.items()
        )
        blocks = self.test_listener.allow_from or (vpc.cidr,)
        ways_in = [WayIn("https", HTTPS, "HTTPS", self.allow_from or ((vpc.cidr,) if self.internal else (WORLD,)))]
        if self.redirect_http:
            ways_in.append(WayIn("http", HTTP, "HTTP, to be redirected", ways_in[0].cidrs))
        if self.has_test_listener:
            ways_in.append(WayIn("test", self.test_listener.port, "Tests of the next version", blocks))
        requested = self.certificate if isinstance(self.certificate, Certificate) else None
        return View(
            vpc_id=Expr(f"var.{input_name(self._vpc_id)}"),
            subnet_ids=Expr(f"var.{input_name(self._subnet_ids)}"),
            ways_in=tuple(ways_in),
            listeners=(
                ListenerView("https", HTTPS, 0, targets),
                *((ListenerView("test", self.test_listener.port, -1, targets),) if self.has_test_listener else ()),
            ),
            target_views=targets,
            requested=requested,
            certificate_arn=(
                encode(self.certificate)
                if requested is None
                else Expr("aws_acm_certificate_validation.this.certificate_arn")
            ),
            makes_log_bucket=self.access_logs is not None and self.access_logs.bucket is None,
            log_objects=self._log_objects(site),
            destroyable=site.environment.may_be_destroyed,
        )

    def _log_objects(self, site: Site) -> Expr:
        prefix = f"{self.access_logs.prefix}/" if self.access_logs and self.access_logs.prefix else ""
        account = site.environment.account_id or "${aws_security_group.this.owner_id}"
        return Expr(f'"${{aws_s3_bucket.access_logs.arn}}/{prefix}AWSLogs/{account}/*"')
