"""The rules of a web ACL: which there are, what they cost, and the order in which they are asked."""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Struct
from pydantic import Field

from hclpress.module.module import Item
from hclpress.spec.settings import Settings

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
"""Rules are asked from the lowest number up, and the first that allows or blocks decides."""
RuleName = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$", max_length=128)]
Method = Literal["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]
RateAction = Literal["block", "count", "captcha", "challenge"]


class Documented(Struct, frozen=True):
    """What AWS says of a managed group, and what hclpress makes of it.

    Attributes:
        capacity: its web ACL capacity units (WCU).
        priority: where it stands when the spec does not say; fixed for each group, so that another one moves nothing.
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
"""Where these rules stand by themselves: what decides about a caller comes before what looks at requests."""

# AWS WAF Developer Guide, the pages of each rule statement.
ADDRESS_CAPACITY = COUNTRY_CAPACITY = 1
_RATE_CAPACITY, _MATCH_CAPACITY, _TRANSFORMATION_CAPACITY = 2, 2, 10
_TRANSFORMATIONS_OF_PATHS = 2
MOST_CAPACITY, INCLUDED_CAPACITY = 5000, 1500


class ManagedGroup(Item):
    """A group of rules that AWS writes and keeps up to date."""

    priority: Priority | None = None
    """Its place among all rules. Left out: a number of its own, the same in every environment (see the README)."""
    mode: Literal["block", "count"] = "block"
    """Whether its rules do what AWS made them to do, or only count: the way to try a group out."""
    count: tuple[RuleName, ...] = ()
    """Single rules of it that only count, because they refuse what the application needs."""
    version: Annotated[str, Field(pattern=r"^[A-Za-z0-9_#:./-]+$", max_length=64)] | None = None
    """A version, such as `Version_1.4`. Left out: whichever AWS has as the default."""


class ScopeDown(Settings):
    """Which requests a rate limit counts. Given both, a request must fit both."""

    path_prefix: Annotated[str, Field(pattern=r"^/[\x21-\x7e]*$", max_length=200)] | None = None
    """What their path begins with, after decoding, such as `/login`."""
    methods: tuple[Method, ...] = ()
    """Their methods."""

    @property
    def capacity(self) -> int:
        """Its WCU."""
        path = _MATCH_CAPACITY + _TRANSFORMATIONS_OF_PATHS * _TRANSFORMATION_CAPACITY if self.path_prefix else 0
        return path + _MATCH_CAPACITY * len(self.methods)


class RateLimit(Item):
    """How many requests one caller may send."""

    limit: Annotated[int, Field(ge=10, le=2_000_000_000)]
    """The greatest number of requests of one address within the window."""
    window_seconds: Literal[60, 120, 300, 600] = 300
    """Seconds that are looked back at. AWS looks about every ten seconds, so short bursts may pass."""
    aggregate: Literal["ip", "forwarded_ip"] = "ip"
    """Whose requests are added up: the address that connects, or the first one in `X-Forwarded-For`, for what stands
    behind a proxy or a CDN."""
    scope_down: ScopeDown | None = None
    """Which requests are counted. Left out: all."""
    action: RateAction = "block"
    """What happens to a caller above the limit until its rate falls."""
    priority: Priority | None = None
    """Its place among all rules. Left out: 5, which only one rate limit can have."""

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
