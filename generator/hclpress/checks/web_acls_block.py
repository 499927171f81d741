"""Every web ACL blocks something.

A web ACL whose rules only count, or that has none, costs as much as one that blocks, and lets everything through. To
count is right for the first days of a new rule; the warning is there so that it does not stay that way. The groups
against known exploits and addresses of ill repute need no such days.
"""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.checks._web_acls import blocks_something, counting_groups, counting_kinds
from hclpress.diagnostics import Severity
from hclpress.model.finding import Finding
from hclpress.model.parsed_stack import ParsedStack

SEVERITY = Severity.WARNING
FSBP = ("WAF.10",)
CHECKOV = ("CKV_AWS_175", "CKV_AWS_192", "CKV_AWS_342")

# AWS WAF developer guide, "Baseline rule groups" and "IP reputation rule groups".
_PLAIN = frozenset(
    {
        "AWSManagedRulesAmazonIpReputationList",
        "AWSManagedRulesCommonRuleSet",
        "AWSManagedRulesKnownBadInputsRuleSet",
        "AWSManagedRulesSQLiRuleSet",
    }
)


def check(parsed: ParsedStack) -> Iterator[Finding]:
    """Yield each web ACL that lets everything through, and each group against exploits that only counts."""
    for placed in parsed.resources("aws_wafv2_web_acl"):
        if not blocks_something(placed.block):
            yield Finding(
                placed,
                "The web ACL blocks nothing",
                "Let a rule block: `override_action { none {} }` of a managed group, `mode: block` in the spec.",
            )
        elif counting := sorted(_PLAIN.intersection(counting_groups(placed.block))):
            yield Finding(placed, f"{', '.join(counting)} only counts", "Let it block: `override_action { none {} }`.")
        elif idle := sorted(counting_kinds(placed.block)):
            yield Finding(placed, f"Every rule with a {idle[0]} only counts", "Let one block: `action { block {} }`.")
        for rule in placed.block.blocks:
            kinds = {one.type for one in rule.blocks}
            if rule.type == "rule" and not kinds & {"action", "override_action", "dynamic"}:
                yield Finding(placed, f"Rule {rule.attributes.get('name')} has no action", "Give it an `action`.")
