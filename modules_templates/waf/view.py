"""Values that the templates of a web ACL see beside its settings."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from hclpress.hcl import Expr
from hclpress.module import Fact, Name, Site, input_name

from .rule_view import RuleView, rules_of
from .rules import INCLUDED_CAPACITY
from .settings import WafSettings


class AddressSet(Struct, frozen=True):
    """A set of IPv4 blocks."""

    label: str
    name: Name
    description: str
    addresses: tuple[str, ...]


class View(Struct, frozen=True):
    """Values derived from the settings.

    Attributes:
        rules: in the order they are tried.
        surcharge: a remark about the price of many rules; empty without a surcharge.
        protected: ARN of each protected instance, by its name.
        kept_actions: the log keeps only requests that met one of these; empty for all requests.
    """

    aws_scope: str
    rules: tuple[RuleView, ...]
    surcharge: str
    address_sets: tuple[AddressSet, ...]
    protected: Mapping[str, Expr]
    kept_actions: tuple[str, ...]


def view_of(waf: WafSettings, site: Site) -> View:
    """Derive the view of a web ACL."""
    rules = tuple(sorted(rules_of(waf), key=lambda rule: rule.priority))
    capacity = sum(rule.capacity for rule in rules)
    names = waf.names(site)
    sets = (
        AddressSet("allowed", names["allowed"], "Addresses that are let through", waf.allow_addresses),
        AddressSet("blocked", names["blocked"], "Addresses that are refused", waf.block_addresses),
    )
    return View(
        aws_scope=waf.scope.upper(),
        rules=rules,
        surcharge=(
            f"These rules need {capacity} capacity units. AWS charges for each request when it is more than "
            f"{INCLUDED_CAPACITY}."
            if capacity > INCLUDED_CAPACITY
            else ""
        ),
        address_sets=tuple(one for one in sets if one.addresses),
        protected={name: Expr(f"var.{input_name(Fact(name, 'waf_target_arn'))}") for name in waf.protects},
        kept_actions=(
            ("BLOCK", "CAPTCHA", "CHALLENGE", "COUNT", "EXCLUDED_AS_COUNT")
            if waf.logging and waf.logging.keep == "blocked"
            else ()
        ),
    )
