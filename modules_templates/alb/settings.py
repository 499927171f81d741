"""Settings of a load balancer."""

from typing import Annotated, Literal

from pydantic import Field

from hclpress.hcl import (
    Expr,
    identifier,
)
from hclpress.module import (
    AliasFacts,
    BucketName,
    Certificate,
    CertificateChoice,
    Cidr,
    Domain,
    Fact,
    FromPosture,
    ItemName,
    Module,
    Network,
    Port,
    ReferenceTo,
    Settings,
    Site,
    SpecPath,
    ZoneReference,
    environment_expression,
    spelled,
)

from .target import Targets

WORLD = "0.0.0.0/0"
HTTP, HTTPS = 80, 443

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


# Elastic Load Balancing, "Enable access logs for your Application Load Balancer": the prefix cannot hold `AWSLogs`.
LogPrefix = Annotated[
    str,
    spelled(
        r"(?!.*AWSLogs)[A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.-]+)*",
        "a prefix of log files (words with slashes between them, and without `AWSLogs`)",
        "shop/balancer",
    ),
]


class AccessLogs(Settings):
    """A record of every request, in S3."""

    bucket: BucketName | None = None
    """A bucket in the balancer's region whose policy lets Elastic Load Balancing write. Left out: one made here."""
    prefix: LogPrefix | None = None
    """Beginning of the keys; AWS puts `/AWSLogs/` behind it."""
    retention_days: Annotated[int, Field(ge=1), FromPosture("log_days")]
    """Days that the bucket made here keeps them."""


class TestListener(Settings):
    """A listener through which testers reach a new version before visitors get it, as long as CodeDeploy waits."""

    port: Port = 8443
    """TCP port of the listener."""
    allow_from: Annotated[tuple[Cidr, ...], Field(min_length=1)] | None = None
    """Networks that may connect. Left out: the VPC. Callers from private subnets of the VPC reach an internet-facing
    balancer with the address of their NAT gateway: list it."""


class Alias(Settings):
    """A name in Route53 that leads to the balancer."""

    zone_id: ZoneReference
    """The hosted zone that gets the record: its id, or `{from: instance.fact}`."""
    name: Domain
    """The name, such as `shop.example.com`."""

    @property
    def zone(self) -> str | Expr:
        """The id of the zone as templates write it."""
        return environment_expression(self.zone_id)


class AlbSettings(Module):
    """The YAML of a load balancer, with the values that fill in for what it leaves out."""

    vpc: Annotated[str, ReferenceTo(("vpc",))]
    """Network that it stands in. Left out: the only one there is."""
    subnets: ItemName | None = None
    """Tier of subnets that it stands in. Left out: `public`; of an internal balancer, `private`."""
    internal: bool = False
    """Whether only the network itself can reach it."""
    certificate: CertificateChoice
    """Certificate: the ARN of one of ACM in the same region, `{from: instance.fact}`, or the names of one to be
    requested here."""
    ssl_policy: SecurityPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
    """TLS versions and ciphers that it offers; none is older than TLS 1.2."""
    allow_from: Annotated[tuple[Cidr, ...], Field(min_length=1)] | None = None
    """Networks that may connect. Left out: all; to an internal balancer, the VPC."""
    redirect_http: bool = True
    """Whether port 80 answers, with a redirect to HTTPS."""
    targets: Targets
    """Targets of the requests, by name. One target has no rules, and gets the requests that fit no other's rules."""
    test_listener: TestListener = TestListener()
    """With a blue/green target: the listener through which testers reach its next version."""
    access_logs: AccessLogs | None
    """Access logs to S3. Left out: to a bucket made here, kept as long as the posture says. `null`: none."""
    idle_timeout: Annotated[int, Field(ge=1, le=4000)] = 60
    """Seconds that a connection may be silent."""
    http2: bool = True
    """Whether visitors may speak HTTP/2."""
    desync_mitigation: Literal["defensive", "strictest"] = "defensive"
    """Requests that are refused because servers may read them in two ways: the risky ones, or all."""
    alias: Alias | None = None
    """Name in Route53 that leads to the balancer."""

    @property
    def own_tags(self) -> tuple[str, ...]:
        """A tag for the name, where AWS has no other place for it."""
        return ("Name",)

    @property
    def tier(self) -> str:
        """The tier of subnets that it stands in."""
        return self.subnets or ("private" if self.internal else "public")

    @property
    def has_test_listener(self) -> bool:
        """Whether it has a target whose next version can be tried."""
        return any(target.blue_green for target in self.targets.values())

    @property
    def host(self) -> str | None:
        """The DNS name of its own that leads to it; None without one."""
        return self.alias.name if self.alias else None

    @property
    def requested_certificate(self) -> Certificate | None:
        """The certificate that is requested with it; None where the spec names one by its ARN."""
        return self.certificate if isinstance(self.certificate, Certificate) else None

    @property
    def makes_log_bucket(self) -> bool:
        """Whether the bucket for its access logs is made here."""
        return self.access_logs is not None and self.access_logs.bucket is None

    def alias_of(self, host: str) -> AliasFacts:
        """The facts by which an alias record leads to it."""
        return AliasFacts("dns_name", "zone_id", checked=True)

    def has_record_for(self, host: str) -> bool:
        """Whether it makes the record for a name itself."""
        return host == self.host

    def own_network(self, site: Site) -> tuple[str, ...]:
        """The block of its network; empty where the network exists already and the spec does not tell it."""
        cidr = site.neighbour(self.vpc, Network).cidr
        return (cidr,) if cidr else ()

    @property
    def lets_network_in(self) -> tuple[SpecPath, ...]:
        """The settings that let its own network in because they name no other."""
        paths: list[SpecPath] = [("allow_from",)] if self.internal and self.allow_from is None else []
        if self.has_test_listener and self.test_listener.allow_from is None:
            paths.append(("test_listener", "allow_from"))
        return tuple(paths)

    @property
    def vpc_id(self) -> Fact:
        """The id of its network."""
        return Fact(self.vpc, "vpc_id")

    @property
    def subnet_ids(self) -> Fact:
        """The ids of its subnets."""
        return Fact(self.vpc, f"{identifier(self.tier)}_subnet_ids")
