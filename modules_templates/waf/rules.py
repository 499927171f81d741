"""Settings of the rules of a web ACL, with the capacity and the place of each."""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import AfterValidator, Field

from hclpress.module import Item, Settings

# AWS WAF Developer Guide, "AWS Managed Rules rule groups list". Left out: account takeover and account creation
# prevention and anti-DDoS, which are nothing without settings about the application's own pages.
GroupName = Literal[
    "AWSManagedRulesCommonRuleSet",
    "AWSManagedRulesKnownBadInputsRuleSet",
    "AWSManagedRulesAmazonIpReputationList",
    "AWSManagedRulesAnonymousIpList",
    "AWSManagedRulesSQLiRuleSet",
    "AWSManagedRulesLinuxRuleSet",
    "AWSManagedRulesUnixRuleSet",
    "AWSManagedRulesWindowsRuleSet",
    "AWSManagedRulesPHPRuleSet",
    "AWSManagedRulesWordPressRuleSet",
    "AWSManagedRulesAdminProtectionRuleSet",
    "AWSManagedRulesBotControlRuleSet",
]
Priority = Annotated[int, Field(ge=0, le=1_000_000)]
"""A place among the rules: the lowest number is tried first, and the first rule that allows or blocks decides."""
RuleName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$", max_length=128)]
Method = Literal["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
RateAction = Literal["block", "count", "captcha", "challenge"]


def in_order(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words in the order of the alphabet, where the author's order means nothing."""
    return tuple(sorted(words))


class Documented(Struct, frozen=True):
    """A managed group as AWS documents it.

    Attributes:
        capacity: its web ACL capacity units (WCU).
        priority: its place unless the spec says another; fixed for each group, so that another group moves nothing.
    """

    capacity: int
    priority: int


GROUPS: Mapping[GroupName, Documented] = {
    "AWSManagedRulesCommonRuleSet": Documented(700, 10),
    "AWSManagedRulesKnownBadInputsRuleSet": Documented(200, 20),
    "AWSManagedRulesAmazonIpReputationList": Documented(25, 30),
    "AWSManagedRulesAnonymousIpList": Documented(50, 40),
    "AWSManagedRulesSQLiRuleSet": Documented(200, 50),
    "AWSManagedRulesLinuxRuleSet": Documented(200, 60),
    "AWSManagedRulesUnixRuleSet": Documented(100, 70),
    "AWSManagedRulesWindowsRuleSet": Documented(200, 80),
    "AWSManagedRulesPHPRuleSet": Documented(100, 90),
    "AWSManagedRulesWordPressRuleSet": Documented(100, 100),
    "AWSManagedRulesAdminProtectionRuleSet": Documented(100, 110),
    "AWSManagedRulesBotControlRuleSet": Documented(50, 120),
}
BOT_CONTROL: GroupName = "AWSManagedRulesBotControlRuleSet"

ALLOW_ADDRESSES, BLOCK_ADDRESSES, COUNTRIES, RATE_LIMIT = 0, 1, 2, 5
"""Places of these rules: those that decide about a caller come before those that look at requests."""

# AWS WAF Developer Guide, the pages of each rule statement.
ADDRESS_CAPACITY = COUNTRY_CAPACITY = 1
_RATE_CAPACITY, _MATCH_CAPACITY, _TRANSFORMATION_CAPACITY = 2, 2, 10
_TRANSFORMATIONS_OF_PATHS = 2
MOST_CAPACITY, INCLUDED_CAPACITY = 5000, 1500


class ManagedGroup(Item):
    """A group of rules that AWS writes and keeps up to date."""

    priority: Priority | None = None
    """Place among all rules. Left out: a number of its own, the same in every environment (see the README)."""
    mode: Literal["block", "count"] = "block"
    """Effect of its rules: `block` lets them act as AWS made them, and `count` only counts, to try the group out."""
    count: tuple[RuleName, ...] = ()
    """Single rules of the group that only count, because they refuse requests that the application needs."""
    version: Annotated[str, Field(pattern=r"^[A-Za-z0-9_#:./-]+$", max_length=64)] | None = None
    """Version of the group, such as `Version_1.4`. Left out: AWS's default."""


class ScopeDown(Settings):
    """Requests that a rate limit counts. With a path and methods, a request must fit both."""

    path_prefix: Annotated[str, Field(pattern=r"^/[\x21-\x7e]*$", max_length=200)] | None = None
    """Beginning of the path, after decoding, such as `/login`."""
    methods: Annotated[tuple[Method, ...], AfterValidator(in_order)] = ()
    """Methods of the requests."""

    @property
    def capacity(self) -> int:
        """Its WCU."""
        path = _MATCH_CAPACITY + _TRANSFORMATIONS_OF_PATHS * _TRANSFORMATION_CAPACITY if self.path_prefix else 0
        return path + _MATCH_CAPACITY * len(self.methods)


class RateLimit(Item):
    """A limit on the requests of one caller."""

    limit: Annotated[int, Field(ge=10, le=2_000_000_000)]
    """Greatest number of requests of one address within the window."""
    window_seconds: Literal[60, 120, 300, 600] = 300
    """Seconds of the window. AWS counts about every ten seconds, so short bursts may pass."""
    aggregate: Literal["ip", "forwarded_ip"] = "ip"
    """Address whose requests are added up: the one that connects, or the first in `X-Forwarded-For`, for resources
    behind a proxy or a CDN."""
    scope_down: ScopeDown | None = None
    """Requests that are counted. Left out: all."""
    action: RateAction = "block"
    """Action for a caller above the limit, until its rate falls."""
    priority: Priority | None = None
    """Place among all rules. Left out: 5, which only one rate limit can have."""

    @property
    def capacity(self) -> int:
        """Its WCU."""
        return _RATE_CAPACITY + (self.scope_down.capacity if self.scope_down else 0)


ManagedGroups = Mapping[GroupName, ManagedGroup]
DEFAULT_GROUPS: ManagedGroups = {
    "AWSManagedRulesCommonRuleSet": ManagedGroup(),
    "AWSManagedRulesKnownBadInputsRuleSet": ManagedGroup(),
    "AWSManagedRulesAmazonIpReputationList": ManagedGroup(),
}
