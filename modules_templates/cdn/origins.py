"""Settings of the origins: buckets, APIs, load balancers and other hosts, and the origins they fail over to."""

from collections.abc import Mapping
from typing import Annotated, ClassVar, Literal

from pydantic import Discriminator, Field, Tag

from hclpress.module import HostName, Item, ItemName, ReferenceTo, Settings

from .buckets import Bucket


class Failover(Settings):
    """Another origin for requests that this one fails. CloudFront fails over for GET, HEAD and OPTIONS only."""

    origin: ItemName
    """Other origin, by its name under `origins`."""
    on: Annotated[tuple[Literal[403, 404, 500, 502, 503, 504], ...], Field(min_length=1)] = (500, 502, 503, 504)
    """Statuses that count as failures, beside a missing answer."""

    @property
    def statuses(self) -> tuple[int, ...]:
        """The statuses in order."""
        return tuple(sorted(self.on))


class Origin(Item):
    """A source of content."""

    is_server: ClassVar[bool] = False
    """Whether it is a host that CloudFront asks over HTTPS, and no bucket."""

    failover: Failover | None = None
    """Other origin for requests that this one fails. Left out: the error is the answer."""


class BucketOrigin(Origin):
    """A bucket that is made here."""

    bucket: Bucket = Bucket()
    """Bucket that holds the content."""
    access: Literal["control", "identity"] = "control"
    """Access of the distribution to the bucket: an origin access `control`, which signs each request, or an origin
    access `identity`, its predecessor, for systems that need it."""


class ServerOrigin(Origin):
    """A host that CloudFront asks over HTTPS, TLS 1.2."""

    is_server: ClassVar[bool] = True

    connect_attempts: Annotated[int, Field(ge=1, le=3)] = 3
    """Attempts of CloudFront to connect."""
    connect_seconds: Annotated[int, Field(ge=1, le=10)] = 10
    """Seconds that each attempt may take. CloudFront makes all attempts before it asks another origin."""
    answer_seconds: Annotated[int, Field(ge=1)] = 30
    """Seconds that CloudFront waits for an answer."""
    idle_seconds: Annotated[int, Field(ge=1)] = 5
    """Seconds that a connection is kept for the next request."""


class ApiOrigin(ServerOrigin):
    """An API of this environment."""

    api: Annotated[str, ReferenceTo(("api",))]
    """API; its stage is put before the path by itself. `<name>-<region>` is its replica in another region."""


class BalancerOrigin(ServerOrigin):
    """A load balancer of this environment."""

    load_balancer: Annotated[str, ReferenceTo(("alb",))]
    """Load balancer."""
    host: HostName | None = None
    """Host name under which CloudFront asks the balancer: its certificate must cover it, and DNS must lead to the
    balancer. Left out: the balancer's `alias`."""


class HostOrigin(ServerOrigin):
    """Any other host."""

    host: HostName
    """Host, which must have a certificate for this name."""
    path: Annotated[str, Field(pattern=r"^(/[A-Za-z0-9_.~%-]+)+$", max_length=255)] | None = None
    """Path that is put before the path of each request, such as `/shop`."""


def _form(value: object) -> str:
    """The kind of origin that a mapping describes, by its keys."""
    if isinstance(value, Origin):
        return type(value).__name__
    keys = value if isinstance(value, Mapping) else {}
    for key, kind in (("api", ApiOrigin), ("load_balancer", BalancerOrigin), ("host", HostOrigin)):
        if key in keys:
            return kind.__name__
    return BucketOrigin.__name__


# The tags are the names of the classes; by them an error about an unknown key finds the known keys.
OriginEntry = Annotated[
    Annotated[BucketOrigin, Tag("BucketOrigin")]
    | Annotated[ApiOrigin, Tag("ApiOrigin")]
    | Annotated[BalancerOrigin, Tag("BalancerOrigin")]
    | Annotated[HostOrigin, Tag("HostOrigin")],
    Discriminator(_form),
]
Origins = Mapping[str, OriginEntry]


def leading(origins: Origins) -> tuple[str, ...]:
    """The origins that are not just the failover of another one."""
    spare = {one.failover.origin for one in origins.values() if one.failover}
    return tuple(name for name in origins if name not in spare) or tuple(origins)
