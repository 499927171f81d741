"""Neighbours as a module sees them: by what they can do, not by the module they are made of.

A network or a load balancer may be made here, exist already, or belong to another environment. A module that stands on
one asks `site.neighbour(name, Network)` and never imports another module.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, runtime_checkable

from hclpress.module.certificate import Certificate

if TYPE_CHECKING:
    from hclpress.module.site import Site

Reach: TypeAlias = Literal["public", "private", "isolated"]
"""Whether subnets have a route from the internet, one to it, or none."""


@runtime_checkable
class Network(Protocol):
    """A VPC with its subnets in tiers. It gives the facts `vpc_id` and `<tier>_subnet_ids`."""

    @property
    def cidr(self) -> str:
        """Its IPv4 block."""
        ...

    @property
    def zones(self) -> tuple[str, ...]:
        """Its availability zones."""
        ...

    @property
    def tiers(self) -> tuple[str, ...]:
        """The names of its tiers of subnets."""
        ...

    def reach_of(self, tier: str) -> Reach:
        """Whether the subnets of a tier have a route from the internet, one to it, or none."""
        ...

    def zones_of(self, tier: str) -> tuple[str, ...]:
        """The zones in which a tier has subnets."""
        ...

    def masks_of(self, tier: str) -> tuple[int, ...]:
        """The prefix lengths of the subnets of a tier."""
        ...

    def has_way_out(self, tier: str) -> bool:
        """Whether the subnets of a tier have a route to the internet, directly or through NAT."""
        ...

    @property
    def gateway_endpoints(self) -> tuple[str, ...]:
        """The AWS services that private and isolated subnets reach without a way out."""
        ...


@runtime_checkable
class LoadBalancer(Protocol):
    """An application load balancer. It gives the facts `https_listener_arn` and `<target>_target_group_arn`."""

    @property
    def vpc(self) -> str:
        """The instance of the network it stands in."""
        ...

    @property
    def internal(self) -> bool:
        """Whether only the network itself can reach it."""
        ...

    @property
    def host(self) -> str | None:
        """The DNS name of its own that leads to it; None without one."""
        ...

    @property
    def requested_certificate(self) -> Certificate | None:
        """The certificate that is requested with it; None where the spec names one by its ARN."""
        ...

    @property
    def targets(self) -> Mapping[str, Target]:
        """Its targets by name."""
        ...


class Target(Protocol):
    """A target of a load balancer: one target group, or a pair of them for blue/green deployments."""

    @property
    def port(self) -> int:
        """The TCP port that its members listen on."""
        ...

    @property
    def blue_green(self) -> bool:
        """Whether it is a pair of target groups."""
        ...


@runtime_checkable
class WebAcl(Protocol):
    """A web ACL of WAF. One of CloudFront gives the fact `web_acl_arn`."""

    @property
    def scope(self) -> Literal["regional", "cloudfront"]:
        """Whether it stands before regional resources or before CloudFront distributions."""
        ...

    @property
    def protects(self) -> tuple[str, ...]:
        """The instances it stands before."""
        ...


@runtime_checkable
class HttpApi(Protocol):
    """An API with a stage. It gives the facts `execute_host` and `url`."""

    def stage_path(self, site: Site) -> str:
        """The part of every URL before the paths of the API: `/prod`; empty where its stage has no name.

        Args:
            site: where the API stands.
        """
        ...


@runtime_checkable
class FunctionHolder(Protocol):
    """A module of Lambda functions. It gives the facts `<function>_invoke_arn` and `<function>_function_name`."""

    @property
    def functions(self) -> Mapping[str, CalledFunction]:
        """The functions by name."""
        ...


class CalledFunction(Protocol):
    """A function of such a module."""

    @property
    def alias(self) -> str | None:
        """The alias it is called by; None without one."""
        ...
