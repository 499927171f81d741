"""How the templates' view follows from a distribution's settings."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from hclpress.hcl.identifier import identifier
from hclpress.hcl.values import Expr
from hclpress.module.certificate import Certificate
from hclpress.module.facts import Fact
from hclpress.module.site import Site
from hclpress.module.uses import input_name
from hclpress.modules.cdn.aliases import GLOBAL_ALIAS
from hclpress.modules.cdn.behaviours import METHODS, Behaviour
from hclpress.modules.cdn.headers import Headers
from hclpress.modules.cdn.origins import ApiOrigin, BucketOrigin, HostOrigin, Origin, ServerOrigin, host_of, stage_path
from hclpress.modules.cdn.policies import CACHE_POLICIES, HEADERS_POLICIES, ORIGIN_REQUEST_POLICIES
from hclpress.modules.cdn.view import BehaviourView, BucketView, GroupView, HeadersView, OriginView, ServerView, View

if TYPE_CHECKING:
    from hclpress.modules.cdn.contract import Cdn

_SECONDS_A_DAY = 86400


def view_of(cdn: Cdn, site: Site) -> View:
    """What the templates of a distribution see beside its settings."""
    countries = cdn.countries
    _, root = cdn.origin_of(cdn.default)
    serves_root = isinstance(root, BucketOrigin) or "root_object" in cdn.model_fields_set
    return View(
        sources=tuple(_buckets(cdn, site)),
        origin_views=tuple(_origin(name, origin, site) for name, origin in cdn.origins.items()),
        groups=tuple(_groups(cdn)),
        default_behaviour=_behaviour(cdn, cdn.default, ""),
        path_behaviours=tuple(_behaviour(cdn, one, one.path) for one in cdn.behaviours),
        own_headers=_own(cdn.headers) if isinstance(cdn.headers, Headers) else None,
        served_root=cdn.root_object if serves_root else None,
        price_class_name=f"PriceClass_{str(cdn.price_class).capitalize()}",
        fallback=f"/{cdn.root_object}" if cdn.single_page else None,
        restriction="none" if countries is None else "whitelist" if countries.allow else "blacklist",
        country_codes=() if countries is None else countries.codes,
        destroyable=site.environment.may_be_destroyed,
        requested=cdn.certificate if isinstance(cdn.certificate, Certificate) else None,
        certificate_provider=Expr(f"aws.{GLOBAL_ALIAS}") if cdn.provider_aliases(site.environment) else None,
        shown_certificate=(
            Expr("aws_acm_certificate_validation.this.certificate_arn")
            if isinstance(cdn.certificate, Certificate)
            else cdn.certificate
        ),
        web_acl=None if cdn.waf is None else Expr(f"var.{input_name(Fact(cdn.waf, 'arn'))}"),
    )


def _buckets(cdn: Cdn, site: Site) -> Iterator[BucketView]:
    names = cdn.names(site)
    for name, origin in cdn.buckets.items():
        yield BucketView(
            label=identifier(name),
            note=origin.note,
            bucket_name=names[f"bucket_{name}"],
            signed=origin.access == "control",
            access_name=names[f"access_{name}"],
            versioning=origin.bucket.versioning,
            noncurrent_days=origin.bucket.noncurrent_days,
            key=None if origin.bucket.key == "s3" else origin.bucket.key,
        )


def _origin(name: str, origin: Origin, site: Site) -> OriginView:
    label = identifier(name)
    if isinstance(origin, BucketOrigin):
        control, identity = (f"aws_cloudfront_origin_access_{kind}.{label}" for kind in ("control", "identity"))
        signed = origin.access == "control"
        return OriginView(
            title=name,
            note=origin.note,
            domain=Expr(f"aws_s3_bucket.{label}.bucket_regional_domain_name"),
            control=Expr(f"{control}.id") if signed else None,
            identity=None if signed else Expr(f"{identity}.cloudfront_access_identity_path"),
        )
    if isinstance(origin, ApiOrigin):
        domain: str | Expr = Expr(f"var.{input_name(Fact(origin.api, 'host'))}")
        path = stage_path(origin, site)
    else:
        domain = host_of(origin, site) or ""
        path = (origin.path or "") if isinstance(origin, HostOrigin) else ""
    return OriginView(name, origin.note, domain, path, server=_server(origin))


def _server(origin: Origin) -> ServerView | None:
    if not isinstance(origin, ServerOrigin):
        return None
    return ServerView(origin.connect_attempts, origin.connect_seconds, origin.answer_seconds, origin.idle_seconds)


def _group_title(name: str) -> str:
    # No origin can be called that: names have no dots.
    return f"{name}.failover"


def _groups(cdn: Cdn) -> Iterator[GroupView]:
    behaviours = (cdn.default, *cdn.behaviours)
    asked = [(one, *cdn.origin_of(one)) for one in behaviours]
    used = {name for behaviour, name, origin in asked if behaviour.fails_over(origin)}
    for name, origin in cdn.origins.items():
        if origin.failover and name in used:
            yield GroupView(_group_title(name), name, origin.failover.origin, tuple(sorted(origin.failover.on)))


def _behaviour(cdn: Cdn, behaviour: Behaviour, path: str) -> BehaviourView:
    name, origin = cdn.origin_of(behaviour)
    cache, request = behaviour.cache_for(origin), behaviour.origin_request_for(origin)
    methods = behaviour.methods_for(origin)
    headers = behaviour.headers or cdn.headers
    headers_id: str | Expr | None = None
    if isinstance(headers, Headers):
        headers_id = Expr("aws_cloudfront_response_headers_policy.this.id")
    elif headers is not None:
        headers_id = HEADERS_POLICIES[headers]
    return BehaviourView(
        note=behaviour.note,
        path=path,
        origin=_group_title(name) if behaviour.fails_over(origin) else name,
        cache=cache,
        cache_id=CACHE_POLICIES[cache],
        origin_request=request,
        origin_request_id=None if request is None else ORIGIN_REQUEST_POLICIES[request],
        headers=headers if isinstance(headers, str) else "",
        headers_id=headers_id,
        methods=METHODS[methods],
        cached_methods=METHODS["read" if methods == "all" else methods],
        compress=behaviour.compress,
    )


def _own(headers: Headers) -> HeadersView:
    return HeadersView(
        hsts_seconds=None if headers.hsts_days is None else headers.hsts_days * _SECONDS_A_DAY,
        hsts_subdomains=headers.hsts_subdomains,
        hsts_preload=headers.hsts_preload,
        content_security_policy=headers.content_security_policy,
        frames=headers.frames,
        referrer=headers.referrer,
        custom=dict(sorted(headers.custom.items())),
    )
