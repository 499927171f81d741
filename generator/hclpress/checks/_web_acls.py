"""The effect of a web ACL on requests."""

from __future__ import annotations

from collections.abc import Iterator

from hclpress.hcl.structure import Block, within

_GROUPS = ("managed_rule_group_statement", "rule_group_reference_statement")
_STOPPING = ("block", "captcha", "challenge")


def blocks_something(acl: Block) -> bool:
    """Return whether a request can be refused: by the default action, a rule, or a group of rules."""
    if any(True for _ in within(acl, "default_action", "block")) or acl.attributes.get("rule_json"):
        return True
    return any(one.type == "dynamic" for one in acl.blocks) or any(map(_stops, within(acl, "rule")))


def counting_groups(acl: Block) -> Iterator[str]:
    """Yield the names of managed groups of rules that only count."""
    for rule in within(acl, "rule"):
        if any(True for _ in within(rule, "override_action", "count")):
            for group in within(rule, "statement", "managed_rule_group_statement"):
                yield str(group.attributes.get("name"))


def _stops(rule: Block) -> bool:
    if any(True for name in _STOPPING for _ in within(rule, "action", name)):
        return True
    has_group = any(True for name in _GROUPS for _ in within(rule, "statement", name))
    return has_group and not any(True for _ in within(rule, "override_action", "count"))


def counting_kinds(acl: Block) -> Iterator[str]:
    """Yield each kind of statement, such as `rate_based_statement`, of which every rule only counts."""
    kinds: dict[str, list[bool]] = {}
    for rule in within(acl, "rule"):
        counts = any(True for name in ("action", "override_action") for _ in within(rule, name, "count"))
        for statement in within(rule, "statement"):
            for one in statement.blocks:
                kinds.setdefault(one.type, []).append(counts)
    return (kind for kind, counting in kinds.items() if all(counting))
