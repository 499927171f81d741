"""Where content comes from: buckets, APIs, load balancers, any other host; and who stands in for whom."""

from collections.abc import Iterator, Mapping
from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag

from hclpress.module.certificate import Certificate
from hclpress.module.markers import ReferenceTo
from hclpress.module.module import Item
from hclpress.module.problem import Problem
from hclpress.module.site import Site
from hclpress.modules.alb.contract import Alb
from hclpress.modules.api.contract import Api
from hclpress.modules.api.route import DEFAULT
from hclpress.modules.cdn.buckets import Bucket
from hclpress.source.document import SpecPath
from hclpress.spec.fields import ItemName, arn_region
from hclpress.spec.settings import Settings

# CloudFront quotas: "Origin groups per distribution".
MOST_FAILOVERS = 10

Host = Annotated[str, Field(pattern=r"^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}$", max_length=253)]


class Failover(Settings):
    """Another origin that is asked when this one fails. CloudFront does so for GET, HEAD and OPTIONS only."""

    origin: ItemName
    """The other origin, by its name under `origins`."""
    on: Annotated[tuple[Literal[403, 404, 500, 502, 503, 504], ...], Field(min_length=1)] = (500, 502, 503, 504)
    """Statuses that count as failing, beside no answer at all."""


class Origin(Item):
    """One place content comes from."""

    failover: Failover | None = None
    """Another origin to ask when this one fails. Left out: the error is the answer."""


class BucketOrigin(Origin):
    """A bucket made here."""

    bucket: Bucket = Bucket()
    """The bucket that holds the content."""
    access: Literal["control", "identity"] = "control"
    """How the bucket knows the distribution: by origin access `control`, which signs each request, or by an origin
    access `identity`, its predecessor, for those who are bound to it."""


class ServerOrigin(Origin):
    """A host that is asked over HTTPS, TLS 1.2."""

    connect_attempts: Annotated[int, Field(ge=1, le=3)] = 3
    """How often CloudFront tries to connect."""
    connect_seconds: Annotated[int, Field(ge=1, le=10)] = 10
    """Seconds each attempt may take. All attempts together pass before another origin is asked."""
    answer_seconds: Annotated[int, Field(ge=1, le=60)] = 30
    """Seconds CloudFront waits for an answer."""
    idle_seconds: Annotated[int, Field(ge=1, le=60)] = 5
    """Seconds a connection is kept for the next request."""


class ApiOrigin(ServerOrigin):
    """An API of this environment."""

    api: Annotated[str, ReferenceTo(("api",))]
    """The API; its stage is put before the path by itself. `<name>-<region>` is its twin in another region."""


class BalancerOrigin(ServerOrigin):
    """A load balancer of this environment."""

    load_balancer: Annotated[str, ReferenceTo(("alb",))]
    """The load balancer."""
    host: Host | None = None
    """The name it is asked under: its certificate must be for it, and DNS lead it there. Left out: the balancer's
    `alias`."""


class HostOrigin(ServerOrigin):
    """Any other host."""

    host: Host
    """The host, which must have a certificate for this name."""
    path: Annotated[str, Field(pattern=r"^(/[A-Za-z0-9_.~%-]+)+$", max_length=255)] | None = None
    """What is put before the path of each request, such as `/shop`."""


def _form(value: object) -> str:
    """Which kind of origin a mapping describes, by the key that says it."""
    if isinstance(value, Origin):
        return type(value).__name__
    keys = value if isinstance(value, Mapping) else {}
    for key, kind in (("api", ApiOrigin), ("load_balancer", BalancerOrigin), ("host", HostOrigin)):
        if key in keys:
            return kind.__name__
    return BucketOrigin.__name__


# The tags are the classes' names: by those an unknown key finds the known ones.
OriginEntry = Annotated[
    Annotated[BucketOrigin, Tag("BucketOrigin")]
    | Annotated[ApiOrigin, Tag("ApiOrigin")]
    | Annotated[BalancerOrigin, Tag("BalancerOrigin")]
    | Annotated[HostOrigin, Tag("HostOrigin")],
    Discriminator(_form),
]
Origins = Mapping[str, OriginEntry]


def leading(origins: Origins) -> tuple[str, ...]:
    """The origins that are more than another one's failover."""
    spare = {one.failover.origin for one in origins.values() if one.failover}
    return tuple(name for name in origins if name not in spare) or tuple(origins)


def stage_path(origin: ApiOrigin, site: Site) -> str:
    """What stands before every path of an API; empty where its stage has no name."""
    stage = site.neighbour(origin.api, Api).stage_name(site.of(origin.api))
    return "" if stage == DEFAULT else f"/{stage}"


def host_of(origin: Origin, site: Site) -> str | None:
    """The host an origin is asked under, where the spec decides that; None where AWS does, or nobody."""
    if isinstance(origin, BalancerOrigin):
        alias = site.neighbour(origin.load_balancer, Alb).alias
        return origin.host or (alias.name if alias else None)
    return origin.host if isinstance(origin, HostOrigin) else None


def origin_problems(origins: Origins, aliases: tuple[str, ...], site: Site) -> Iterator[Problem]:
    """Content CloudFront could not get. `aliases` are the distribution's own names."""
    for name, origin in origins.items():
        path: SpecPath = ("origins", name)
        if isinstance(origin, BucketOrigin):
            yield from _bucket_problems(origin, path, site.region)
        elif isinstance(origin, BalancerOrigin):
            yield from _balancer_problems(origin, path, site)
        host = host_of(origin, site)
        if host in aliases:
            yield Problem(
                (*path, "host") if "host" in origin.model_fields_set else path,
                "origin-is-the-distribution",
                f"{host} leads to this distribution itself",
                "It is among its `aliases`, so CloudFront would ask itself. Give the origin a name of its own.",
            )
    yield from _failover_problems(origins)


def _bucket_problems(origin: BucketOrigin, path: SpecPath, region: str) -> Iterator[Problem]:
    if origin.bucket.key == "s3":
        return
    if arn_region(origin.bucket.key) != region:
        yield Problem(
            (*path, "bucket", "key"),
            "key-of-another-region",
            f"The key lies in {arn_region(origin.bucket.key)}",
            f"The bucket lies in {region} and can use only keys from there.",
        )
    if origin.access == "identity":
        yield Problem(
            (*path, "access"),
            "identity-cannot-decrypt",
            "An origin access identity cannot read what KMS encrypts",
            "Say `access: control`, or leave the objects to S3's own key.",
        )


def _balancer_problems(origin: BalancerOrigin, path: SpecPath, site: Site) -> Iterator[Problem]:
    balancer = site.neighbour(origin.load_balancer, Alb)
    if balancer.internal:
        yield Problem(
            (*path, "load_balancer"),
            "balancer-inside",
            f"CloudFront cannot reach {origin.load_balancer}",
            "It is internal, and CloudFront comes from the internet. Take `internal: true` away from it.",
        )
    host = host_of(origin, site)
    if host is None:
        yield Problem(
            path,
            "host-missing",
            f"Under which name is {origin.load_balancer} asked?",
            "CloudFront speaks TLS to it and wants a certificate for the name it asks for, which AWS's own name never "
            f"has. Say `host:`, or give {origin.load_balancer} an `alias:`.",
        )
    elif isinstance(balancer.certificate, Certificate) and not balancer.certificate.covers(host):
        yield Problem(
            (*path, "host") if origin.host else path,
            "host-not-in-certificate",
            f"The certificate of {origin.load_balancer} is not for {host}",
            f"It is for {', '.join(balancer.certificate.domains)}, so CloudFront would answer 502. Name one of these.",
        )


def _failover_problems(origins: Origins) -> Iterator[Problem]:
    failing = [(name, origin.failover) for name, origin in origins.items() if origin.failover]
    if len(failing) > MOST_FAILOVERS:
        yield Problem(
            ("origins",),
            "too-many-failovers",
            f"{len(failing)} origins have a failover",
            f"CloudFront takes {MOST_FAILOVERS} origin groups in a distribution.",
        )
    for name, failover in failing:
        path: SpecPath = ("origins", name, "failover", "origin")
        if failover.origin == name:
            yield Problem(
                path,
                "failover-to-itself",
                f"{name} cannot stand in for itself",
                f"Name another origin. There is: {', '.join(other for other in origins if other != name) or 'none'}.",
            )
        elif failover.origin not in origins:
            yield Problem(
                path,
                "no-such-origin",
                f"There is no origin `{failover.origin}`",
                f"There is: {', '.join(origins)}.",
            )
