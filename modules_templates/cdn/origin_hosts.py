"""Hosts and paths under which CloudFront asks the origins of a distribution."""

from __future__ import annotations

from hclpress.module import HttpApi, LoadBalancer, Site

from .origins import ApiOrigin, BalancerOrigin, HostOrigin, Origin


def host_of(origin: Origin, site: Site) -> str | None:
    """The host name under which CloudFront asks an origin; None where the spec does not decide it."""
    if isinstance(origin, BalancerOrigin):
        alias = site.neighbour(origin.load_balancer, LoadBalancer).host
        return origin.host or alias
    return origin.host if isinstance(origin, HostOrigin) else None


def path_of(origin: Origin, site: Site) -> str:
    """The path that CloudFront puts before the path of each request; empty for none."""
    if isinstance(origin, ApiOrigin):
        return site.neighbour(origin.api, HttpApi).stage_path(site.of(origin.api))
    return (origin.path or "") if isinstance(origin, HostOrigin) else ""
