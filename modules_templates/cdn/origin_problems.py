"""Problems of the origins of a distribution."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.module import HttpApi, LoadBalancer, Problem, Quota, Site, SpecPath, above_quota, arn_region

from .origin_hosts import host_of
from .origins import ApiOrigin, BalancerOrigin, BucketOrigin, Origins, ServerOrigin

# Amazon CloudFront Developer Guide, "Quotas", "General quotas on distributions".
_FAILOVERS = Quota("Amazon CloudFront", "Origin groups per distribution", 10)
_ANSWER = Quota("Amazon CloudFront", "Response timeout per origin", 120)
_IDLE = Quota("Amazon CloudFront", "Keep-alive timeout per origin", 120)


def origin_problems(origins: Origins, aliases: tuple[str, ...], site: Site) -> Iterator[Problem]:
    """Report origins that CloudFront cannot reach.

    Args:
        origins: the origins.
        aliases: the distribution's own names.
        site: the place of the distribution.
    """
    for name, origin in origins.items():
        path: SpecPath = ("origins", name)
        if isinstance(origin, BucketOrigin):
            yield from _bucket_problems(origin, path, site.region)
        elif isinstance(origin, ApiOrigin) and not site.neighbour(origin.api, HttpApi).has_default_endpoint:
            yield Problem(
                (*path, "api"),
                "origin-closed",
                f"CloudFront cannot reach {origin.api}",
                "It asks for the API under the name that AWS gave it, which is closed. Set `default_endpoint: true` at "
                f"the domain of {origin.api}, or name that domain here with `host:`.",
            )
        elif isinstance(origin, BalancerOrigin):
            yield from _balancer_problems(origin, path, site)
        if isinstance(origin, ServerOrigin):
            yield from above_quota(_ANSWER, origin.answer_seconds, "seconds", (*path, "answer_seconds"))
            yield from above_quota(_IDLE, origin.idle_seconds, "seconds", (*path, "idle_seconds"))
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
            "Set `access: control`, or leave the objects to S3's own key.",
        )


def _balancer_problems(origin: BalancerOrigin, path: SpecPath, site: Site) -> Iterator[Problem]:
    balancer = site.neighbour(origin.load_balancer, LoadBalancer)
    certificate = balancer.requested_certificate
    if balancer.internal:
        yield Problem(
            (*path, "load_balancer"),
            "balancer-inside",
            f"CloudFront cannot reach {origin.load_balancer}",
            "It is internal, and CloudFront comes from the internet. Remove `internal: true` from it.",
        )
    host = host_of(origin, site)
    if host is None:
        yield Problem(
            path,
            "host-missing",
            f"The host name of {origin.load_balancer} is missing",
            "CloudFront speaks TLS to it and wants a certificate for the name it asks for, which AWS's own name never "
            f"has. Set `host:`, or give {origin.load_balancer} an `alias:`.",
        )
    elif certificate is not None and not certificate.covers(host):
        yield Problem(
            (*path, "host") if origin.host else path,
            "host-not-in-certificate",
            f"The certificate of {origin.load_balancer} is not for {host}",
            f"It is for {', '.join(certificate.domains)}, so CloudFront would answer 502. Name one of these.",
        )


def _failover_problems(origins: Origins) -> Iterator[Problem]:
    failing = [(name, origin.failover) for name, origin in origins.items() if origin.failover]
    yield from above_quota(_FAILOVERS, len(failing), "origins with a failover", ("origins",))
    for name, failover in failing:
        path: SpecPath = ("origins", name, "failover", "origin")
        if failover.origin == name:
            yield Problem(
                path,
                "failover-to-itself",
                f"{name} cannot be its own failover",
                f"Name another origin. There is: {', '.join(other for other in origins if other != name) or 'none'}.",
            )
        elif failover.origin not in origins:
            yield Problem(
                path,
                "no-such-origin",
                f"There is no origin `{failover.origin}`",
                f"There is: {', '.join(origins)}.",
            )
