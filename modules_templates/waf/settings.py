"""Settings of a web ACL."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from hclpress.module import Cidr, Country, FromPosture, ItemName, LogDays, Module, ReferenceTo, Settings

from .rules import DEFAULT_GROUPS, ManagedGroups, RateLimit, in_order

# AWS WAF API Reference, GeoMatchStatement: a statement takes 50 countries.
Countries = Annotated[tuple[Country, ...], Field(max_length=50)]
Addresses = Annotated[tuple[Cidr, ...], Field(max_length=10_000)]
Header = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,64}$")]


class Logging(Settings):
    """A record of requests and of the rules that they met."""

    retention_days: Annotated[LogDays, FromPosture("log_days")]
    """Days that the record is kept."""
    redact: Annotated[tuple[Header, ...], Field(max_length=100), AfterValidator(in_order)] = ("authorization", "cookie")
    """Request headers that are left out of the record, in small letters."""
    keep: Literal["all", "blocked"] = "all"
    """Requests that are recorded: all, or those that met a rule which blocks, challenges or counts."""
    own_policy: bool = True
    """Whether the permission to write has a policy of its own. A region has room for ten such policies; `false` leaves
    the permission to AWS."""


class WafSettings(Module):
    """The YAML of a web ACL."""

    scope: Literal["regional", "cloudfront"] = "regional"
    """Resources that it can protect: those of one region, or distributions of CloudFront. For these it lies in
    us-east-1."""
    protects: tuple[Annotated[str, ReferenceTo()], ...] = ()
    """Instances that it protects. A distribution names its web ACL itself instead."""
    default_action: Literal["allow", "block"] = "allow"
    """Action for a request that no rule decides about."""
    mode: Literal["block", "count"] = "block"
    """Effect of the rules: `block` applies them, and `count` only counts the requests that fit them."""
    managed_groups: ManagedGroups = DEFAULT_GROUPS
    """Groups of rules that AWS keeps up to date, by name. Left out: groups against common exploits, known bad inputs
    and addresses of ill repute."""
    rate_limits: Mapping[ItemName, RateLimit] = {}
    """Limits on the requests of one caller, by names of your own."""
    allow_addresses: Addresses = ()
    """IPv4 blocks that pass before any other rule is tried."""
    block_addresses: Addresses = ()
    """IPv4 blocks that are refused."""
    allow_countries: Countries = ()
    """Only countries that requests may come from."""
    block_countries: Countries = ()
    """Countries that no request may come from."""
    logging: Logging | None
    """Log of requests, in CloudWatch. Left out: all requests, kept as long as the posture says. `null`: none."""
