"""Values that the templates of a distribution see beside its settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from hclpress.hcl import Expr, identifier
from hclpress.module import Certificate, FromFact, ItemView, Name, Site, environment_expression, item_views

from .behaviours import METHODS, Behaviour
from .headers import Headers
from .origin_hosts import host_of, path_of
from .origins import ApiOrigin, BucketOrigin, Origin
from .policies import CACHE_POLICIES, HEADERS_POLICIES, ORIGIN_REQUEST_POLICIES
from .settings import CdnSettings

GLOBAL_ALIAS = "global"
"""The provider alias for the region that CloudFront takes certificates from."""


class OriginView(ItemView[Origin], frozen=True):
    """An origin.

    Attributes:
        path: path that is put before the path of each request; empty for none.
        control: id of the origin access control of a bucket.
        identity: path of the origin access identity of a bucket.
    """

    domain: str | Expr
    path: str = ""
    control: Expr | None = None
    identity: Expr | None = None


class Policy(Struct, frozen=True):
    """A policy of CloudFront; one that is made here has no name."""

    id: str | Expr
    name: str = ""


class BehaviourView(Struct, frozen=True):
    """A behaviour, with the name of its origin or of the origin group, its policies and its methods."""

    settings: Behaviour
    origin: str
    cache: Policy
    origin_request: Policy | None
    headers: Policy | None
    methods: tuple[str, ...]
    cached_methods: tuple[str, ...]


class View(Struct, frozen=True):
    """Values derived from the settings.

    Attributes:
        groups: the origins that fail over to another one.
        served_root: object that is served for `/`; None for none.
        fallback: page that answers unknown paths of a single-page application.
        restriction: `whitelist` or `blacklist` of countries; `none` for neither.
        web_acl: ARN of the web ACL.
        certificate_provider: provider of the requested certificate, where the distribution lies in another region.
        shown_certificate: ARN of the certificate that visitors see; None for CloudFront's own.
    """

    buckets: tuple[ItemView[BucketOrigin], ...]
    origins: tuple[OriginView, ...]
    groups: tuple[ItemView[Origin], ...]
    default_behaviour: BehaviourView
    path_behaviours: tuple[BehaviourView, ...]
    own_headers: Headers | None
    served_root: str | None
    price_class_name: str
    fallback: str | None
    restriction: str
    web_acl: Expr | None
    requested_certificate: Certificate | None
    certificate_provider: Expr | None
    shown_certificate: str | Expr | None


def view_of(cdn: CdnSettings, site: Site) -> View:
    """Derive the view of a distribution."""
    names, countries = cdn.names(site), cdn.countries
    _, root = cdn.origin_of(cdn.default)
    serves_root = isinstance(root, BucketOrigin) or "root_object" in cdn.model_fields_set
    made = Expr("aws_acm_certificate_validation.this.certificate_arn")
    return View(
        buckets=tuple(item_views(cdn.buckets, "origins", names)),
        origins=tuple(_origin(name, origin, site) for name, origin in cdn.origins.items()),
        groups=tuple(_groups(cdn, names)),
        default_behaviour=_behaviour(cdn, cdn.default),
        path_behaviours=tuple(_behaviour(cdn, one) for one in cdn.behaviours),
        own_headers=cdn.headers if isinstance(cdn.headers, Headers) else None,
        served_root=cdn.root_object if serves_root else None,
        price_class_name=f"PriceClass_{str(cdn.price_class).capitalize()}",
        fallback=f"/{cdn.root_object}" if cdn.single_page else None,
        restriction="none" if countries is None else "whitelist" if countries.allow else "blacklist",
        web_acl=None if cdn.waf is None else Expr("var.web_acl_arn"),
        requested_certificate=cdn.requested_certificate,
        certificate_provider=Expr(f"aws.{GLOBAL_ALIAS}") if cdn.provider_aliases(site.environment) else None,
        shown_certificate=made if isinstance(cdn.certificate, Certificate) else _told(cdn.certificate),
    )


def _told(certificate: str | FromFact | None) -> str | Expr | None:
    return None if certificate is None else environment_expression(certificate)


def _origin(key: str, origin: Origin, site: Site) -> OriginView:
    if isinstance(origin, BucketOrigin):
        return _bucket(key, origin)
    if isinstance(origin, ApiOrigin):
        domain: str | Expr = Expr(f"var.{identifier(key)}_host")
    else:
        domain = host_of(origin, site) or ""
    return OriginView(key, origin, {}, domain, path_of(origin, site))


def _bucket(key: str, origin: BucketOrigin) -> OriginView:
    label = identifier(key)
    domain = Expr(f"aws_s3_bucket.{label}.bucket_regional_domain_name")
    access = f"aws_cloudfront_origin_access_{origin.access}.{label}"
    if origin.access == "control":
        return OriginView(key, origin, {}, domain, control=Expr(f"{access}.id"))
    return OriginView(key, origin, {}, domain, identity=Expr(f"{access}.cloudfront_access_identity_path"))


def _group_of(name: str) -> str:
    # No origin can be called that: names have no dots.
    return f"{name}.failover"


def _groups(cdn: CdnSettings, names: Mapping[str, Name]) -> Iterator[ItemView[Origin]]:
    asked = [(one, *cdn.origin_of(one)) for one in (cdn.default, *cdn.behaviours)]
    used = {name for behaviour, name, origin in asked if behaviour.fails_over(origin)}
    origins: Mapping[str, Origin] = {name: one for name, one in cdn.origins.items() if one.failover and name in used}
    return item_views(origins, "origins", names)


def _behaviour(cdn: CdnSettings, behaviour: Behaviour) -> BehaviourView:
    name, origin = cdn.origin_of(behaviour)
    cache, request = behaviour.cache_for(origin), behaviour.origin_request_for(origin)
    methods = behaviour.methods_for(origin)
    return BehaviourView(
        settings=behaviour,
        origin=_group_of(name) if behaviour.fails_over(origin) else name,
        cache=Policy(CACHE_POLICIES[cache], cache),
        origin_request=None if request is None else Policy(ORIGIN_REQUEST_POLICIES[request], request),
        headers=_headers(cdn, behaviour),
        methods=METHODS[methods],
        cached_methods=METHODS["read" if methods == "all" else methods],
    )


def _headers(cdn: CdnSettings, behaviour: Behaviour) -> Policy | None:
    headers = behaviour.headers or cdn.headers
    if isinstance(headers, Headers):
        return Policy(Expr("aws_cloudfront_response_headers_policy.this.id"))
    return None if headers is None else Policy(HEADERS_POLICIES[headers], headers)
