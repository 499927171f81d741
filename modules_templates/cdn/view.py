"""What the templates of a distribution see beside its settings."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from hclpress.hcl.values import Expr
from hclpress.module.certificate import Certificate


class BucketView(Struct, frozen=True):
    """The bucket of one origin as the templates see it.

    Attributes:
        label: of its resources.
        note: a remark.
        bucket_name: what it is called.
        signed: whether requests are signed by an origin access control.
        access_name: what the control or the identity is called.
        versioning: whether versions are kept.
        noncurrent_days: days they are kept.
        key: the KMS key, None for S3's own.
    """

    label: str
    note: str
    bucket_name: str
    signed: bool
    access_name: str
    versioning: bool
    noncurrent_days: int
    key: str | None


class ServerView(Struct, frozen=True):
    """How a host is asked that is no bucket.

    Attributes:
        connect_attempts: how often CloudFront tries to connect.
        connect_seconds: seconds each attempt may take.
        answer_seconds: seconds it waits for an answer.
        idle_seconds: seconds a connection is kept.
    """

    connect_attempts: int
    connect_seconds: int
    answer_seconds: int
    idle_seconds: int


class OriginView(Struct, frozen=True):
    """One origin as the templates see it.

    Attributes:
        title: its name in the spec.
        note: a remark.
        domain: its host.
        path: what is put before the path of each request, empty for nothing.
        control: id of the origin access control of a bucket.
        identity: path of the origin access identity of a bucket.
        server: how it is asked; None for a bucket.
    """

    title: str
    note: str
    domain: str | Expr
    path: str = ""
    control: Expr | None = None
    identity: Expr | None = None
    server: ServerView | None = None


class GroupView(Struct, frozen=True):
    """Two origins, the second for when the first fails.

    Attributes:
        title: what behaviours call them.
        first: the origin that is asked.
        second: the one that is asked next.
        statuses: which answers of the first count as failing.
    """

    title: str
    first: str
    second: str
    statuses: tuple[int, ...]


class BehaviourView(Struct, frozen=True):
    """One behaviour as the templates see it.

    Attributes:
        note: a remark.
        path: the paths, empty for the default.
        origin: the name of the origin, or of the group it begins.
        cache: name of the cache policy.
        cache_id: its id.
        origin_request: name of the origin request policy, if there is one.
        origin_request_id: its id.
        headers: name of the managed response headers policy; empty for a policy of one's own or none.
        headers_id: id of the response headers policy, None for none.
        methods: HTTP methods that are let through.
        cached_methods: those whose answers may be kept.
        compress: whether answers are compressed.
    """

    note: str
    path: str
    origin: str
    cache: str
    cache_id: str
    origin_request: str | None
    origin_request_id: str | None
    headers: str
    headers_id: str | Expr | None
    methods: tuple[str, ...]
    cached_methods: tuple[str, ...]
    compress: bool


class HeadersView(Struct, frozen=True):
    """A response headers policy of one's own.

    Attributes:
        hsts_seconds: how long browsers keep to TLS, None for not said.
        hsts_subdomains: whether subdomains too.
        hsts_preload: whether built in.
        content_security_policy: what pages may load.
        frames: who may frame them.
        referrer: what others learn.
        custom: further headers by name.
    """

    hsts_seconds: int | None
    hsts_subdomains: bool
    hsts_preload: bool
    content_security_policy: str | None
    frames: str | None
    referrer: str
    custom: Mapping[str, str]


class View(Struct, frozen=True):
    """What follows from the settings.

    Attributes:
        sources: the buckets.
        origin_views: the origins.
        groups: origins with the ones they fail over to.
        default_behaviour: how requests are answered that no path matches.
        path_behaviours: how those for certain paths are, in order.
        own_headers: the response headers policy made here, if any.
        served_root: what is served for `/`, None for nothing.
        price_class_name: what CloudFront calls the price class.
        fallback: the page a single-page application answers unknown paths with, if it does.
        restriction: `whitelist` or `blacklist` of countries, `none` for neither.
        country_codes: the countries.
        destroyable: whether buckets may be deleted with what is in them.
        web_acl: ARN of the web ACL, None for none.
        requested: the certificate that is asked for here, if it is.
        certificate_provider: the provider it is asked for with, where the distribution's own lies elsewhere.
        shown_certificate: ARN of the certificate visitors see, None for CloudFront's own.
    """

    sources: tuple[BucketView, ...]
    origin_views: tuple[OriginView, ...]
    groups: tuple[GroupView, ...]
    default_behaviour: BehaviourView
    path_behaviours: tuple[BehaviourView, ...]
    own_headers: HeadersView | None
    served_root: str | None
    price_class_name: str
    fallback: str | None
    restriction: str
    country_codes: tuple[str, ...]
    destroyable: bool
    web_acl: Expr | None
    requested: Certificate | None
    certificate_provider: Expr | None
    shown_certificate: str | Expr | None
