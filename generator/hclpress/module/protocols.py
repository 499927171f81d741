"""Protocols of neighbours: their capabilities, independent of their modules.

A network or a load balancer may be created here, exist already, or belong to another environment. A module that uses
one calls `site.neighbour(name, Network)` and never imports another module.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, runtime_checkable

from msgspec import Struct

from hclpress.module.certificate import Certificate, CertificateNames

if TYPE_CHECKING:
    from hclpress.module.site import Site

Reach: TypeAlias = Literal["public", "private", "isolated"]
"""The routes of subnets: from the internet, to it, or none."""


class AliasFacts(Struct, frozen=True):
    """The facts by which an alias record leads to an instance.

    Attributes:
        host: the fact with its DNS name.
        zone: the fact with the hosted zone of that name.
        ipv6: whether it has IPv6 addresses.
        checked: whether Route53 can ask for its health.
    """

    host: str
    zone: str
    ipv6: bool = False
    checked: bool = False


@runtime_checkable
class Network(Protocol):
    """A VPC with its subnets in tiers. It provides the facts `vpc_id` and `<tier>_subnet_ids`."""

    @property
    def cidr(self) -> str | None:
        """Its IPv4 block; None if the network exists already and the spec does not tell it."""
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
        """Return whether the subnets of a tier have a route from the internet, one to it, or none."""
        ...

    def zones_of(self, tier: str) -> tuple[str, ...]:
        """Return the zones in which a tier has subnets."""
        ...

    def masks_of(self, tier: str) -> tuple[int, ...]:
        """Return the prefix lengths of the subnets of a tier; none if nobody tells those of an existing network."""
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
    """An application load balancer. It provides the facts `https_listener_arn` and `<target>_target_group_arn`."""

    @property
    def vpc(self) -> str:
        """The instance of its network."""
        ...

    @property
    def internal(self) -> bool:
        """Whether it is reachable only from the network itself."""
        ...

    @property
    def host(self) -> str | None:
        """Its own DNS name; None if it has none."""
        ...

    @property
    def requested_certificate(self) -> Certificate | None:
        """The certificate that is requested with it; None if the spec names one by its ARN."""
        ...

    @property
    def targets(self) -> Mapping[str, Target]:
        """Its targets by name."""
        ...


class Target(Protocol):
    """A target of a load balancer: one target group, or a pair of them for blue/green deployments."""

    @property
    def port(self) -> int:
        """The TCP port of its members."""
        ...

    @property
    def blue_green(self) -> bool:
        """Whether it is a pair of target groups."""
        ...


@runtime_checkable
class TargetUser(Protocol):
    """A module whose tasks register with targets of load balancers."""

    @property
    def used_targets(self) -> frozenset[tuple[str, str]]:
        """The targets, each with its load balancer in front."""
        ...


@runtime_checkable
class WebAcl(Protocol):
    """A web ACL of WAF. One of CloudFront provides the fact `web_acl_arn`."""

    @property
    def scope(self) -> Literal["regional", "cloudfront"]:
        """Whether it protects regional resources or CloudFront distributions."""
        ...

    @property
    def protects(self) -> tuple[str, ...]:
        """The instances that it protects."""
        ...


@runtime_checkable
class HttpApi(Protocol):
    """An API with a stage. It provides the facts `execute_host` and `url`."""

    @property
    def has_default_endpoint(self) -> bool:
        """Whether it answers under the name that AWS gives it."""
        ...

    def stage_path(self, site: Site) -> str:
        """Return the part of every URL before the paths of the API: `/prod`; empty if its stage has no name.

        Args:
            site: where the API stands.
        """
        ...


@runtime_checkable
class FunctionHolder(Protocol):
    """A module of Lambda functions. It provides the facts `<function>_invoke_arn` and `<function>_function_id`."""

    @property
    def functions(self) -> Mapping[str, CalledFunction]:
        """The functions by name."""
        ...

    def called_name(self, function: str, site: Site) -> str:
        """Return the name of a function in Lambda.

        Args:
            function: its name in the spec.
            site: the place of its instance.
        """
        ...


@runtime_checkable
class SecretHolder(Protocol):
    """A module of secrets. It provides the fact `<secret>_secret_arn` of each."""

    def fields_of(self, address: str) -> tuple[str, ...] | None:
        """Return the fields of a secret that is JSON; none of a password alone, and None if nothing tells.

        Args:
            address: the name of the fact with its ARN.
        """
        ...


@runtime_checkable
class ImageRegistry(Protocol):
    """Repositories of container images. It provides the facts `<repository>_url`, and `uses` grants the pulls."""

    def item_at(self, address: str, site: Site) -> str | None:
        """Return the repository whose address is a fact; None if the fact is no address.

        Args:
            address: the name of the fact.
            site: the place of the registry.
        """
        ...

    def admits_functions(self, item: str) -> bool:
        """Return whether the policy of a repository lets Lambda pull its images."""
        ...


@runtime_checkable
class CertificateIssuer(Protocol):
    """A module that requests certificates. It provides the facts `<certificate>_certificate_arn`."""

    def certificate_at(self, arn: str) -> tuple[CertificateNames, str | None] | None:
        """Return the names and the region of the certificate whose ARN is a fact; None if the fact is none.

        The region is None for that of the instance.

        Args:
            arn: the name of the fact.
        """
        ...


@runtime_checkable
class AliasTarget(Protocol):
    """An instance to which a name in a hosted zone may lead, by an alias record of Route53."""

    def alias_of(self, host: str) -> AliasFacts | None:
        """Return the facts for an alias record; None if it does not answer under this name.

        Args:
            host: the name.
        """
        ...

    def has_record_for(self, host: str) -> bool:
        """Return whether it makes a record for the name itself."""
        ...


class CalledFunction(Protocol):
    """A function of a `FunctionHolder`."""

    @property
    def alias(self) -> str | None:
        """The alias it is called by; None without one."""
        ...

    @property
    def timeout(self) -> int | None:
        """The seconds after which a call ends; None if nothing tells them."""
        ...


@runtime_checkable
class QueueHolder(Protocol):
    """A module of SQS queues. It provides the fact `<queue>_queue_arn` of each."""

    def queues_of(self, site: Site) -> Mapping[str, HeldQueue]:
        """Return the queues by the names that the spec calls them, dead letter queues among them.

        Args:
            site: the place of the instance.
        """
        ...


class HeldQueue(Protocol):
    """A queue of a `QueueHolder`. It provides the fact `<queue>_key_arn` if it has a key of its own."""

    @property
    def has_own_key(self) -> bool:
        """Whether a KMS key of the account encrypts it, and its users may use that key."""
        ...

    @property
    def fifo(self) -> bool | None:
        """Whether it keeps messages in order; None if nothing tells it."""
        ...

    @property
    def visibility_seconds(self) -> int | None:
        """The seconds in which a received message is hidden from other receivers; None if nothing tells them."""
        ...


@runtime_checkable
class TopicHolder(Protocol):
    """A module of SNS topics. It provides the fact `<topic>_topic_arn` of each."""

    def topics_of(self, site: Site) -> Mapping[str, HeldTopic]:
        """Return the topics by the names that the spec calls them.

        Args:
            site: the place of the instance.
        """
        ...


class HeldTopic(Protocol):
    """A topic of a `TopicHolder`. It provides the fact `<topic>_key_arn` if it has a key of its own."""

    @property
    def has_own_key(self) -> bool:
        """Whether a KMS key of the account encrypts it, which its publishers need."""
        ...

    @property
    def fifo(self) -> bool | None:
        """Whether it keeps messages in order; None if nothing tells it."""
        ...
