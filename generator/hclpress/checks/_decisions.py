"""Decisions against what a check asks for, which a contract or a spec gives a reason for.

A module states them as waivers for Checkov, derived from the settings of the spec: a function without a trace, a table
without a key of its own. So a decision of the spec is no finding, and the same value from `extra` is one.
"""

from __future__ import annotations

from collections.abc import Mapping

from hclpress.model.parsed_stack import ParsedStack, PlacedBlock
from hclpress.model.waiver_targets import scanner_waivers
from hclpress.module.waivers import fitting


def is_undecided(placed: PlacedBlock, checks: tuple[str, ...], parsed: ParsedStack) -> bool:
    """Return whether nobody gives a reason, under one of these ids of Checkov, for a resource to be as it is.

    Plain Terraform has no contract that could give one, so that nothing is asked of it which may be decided otherwise.
    """
    if placed.instance is None:
        return True
    if placed.instance in parsed.stack.plain:
        return False
    waived = parsed.once(_Waived)[placed.instance]
    return not any(waived[check].intersection(fitting(placed.address)) for check in checks if check in waived)


class _Waived(dict[str, Mapping[str, set[str]]]):
    """The resources that the waivers of each instance are about, by check; asked for at the first question."""

    def __init__(self, parsed: ParsedStack) -> None:
        super().__init__()
        self._stack = parsed.stack
        self._instances = {one.name: one for one in parsed.stack.instances}

    def __missing__(self, name: str) -> Mapping[str, set[str]]:
        instance = self._instances.get(name)
        waivers = () if instance is None or name in self._stack.plain else scanner_waivers(instance, self._stack)
        found: dict[str, set[str]] = {}
        for one in waivers:
            found.setdefault(one.check, set()).add(one.resource)
        self[name] = found
        return found
