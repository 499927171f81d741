"""Facts about types of resources: those that hclpress knows, and those that a module declares itself."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct, field

from hclpress.aws.deletion_protection import PROTECTED, DeletionProtection
from hclpress.aws.encryption import ENCRYPTION, Encryption
from hclpress.aws.name_rules import NAME_RULES, NameRule
from hclpress.aws.outages import OUTAGES
from hclpress.aws.stateful import STATEFUL, Stateful


class ResourceFacts(Struct, frozen=True):
    """Facts about types of resources, by Terraform type. A module declares those of its own types.

    Attributes:
        name_rules: the names that AWS accepts.
        stateful: the types that hold data, and the arguments that cannot change without a replacement.
        encryption: the types that must be encrypted, and the arguments that encrypt them.
        rehearsal_arguments: arguments that `hclpress rehearse` sets in its working copy, such as those that end a wait.
        outages: the types whose replacement interrupts what users use, each with what stops, as the end of a sentence.
        deletion_protection: the types that AWS refuses to destroy while an argument of theirs says so.
        ignored_edits: by type and argument in `ignore_changes`, the way in which a change of the spec arrives after
            all, as a sentence to the spec's author.
    """

    name_rules: Mapping[str, NameRule] = field(default_factory=dict)
    stateful: Mapping[str, Stateful] = field(default_factory=dict)
    encryption: Mapping[str, tuple[Encryption, ...]] = field(default_factory=dict)
    rehearsal_arguments: Mapping[str, Mapping[str, str | bool | int]] = field(default_factory=dict)
    outages: Mapping[str, str] = field(default_factory=dict)
    deletion_protection: Mapping[str, tuple[DeletionProtection, ...]] = field(default_factory=dict)
    ignored_edits: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def with_those_of(self, others: Iterable[ResourceFacts]) -> ResourceFacts:
        """These facts and those of others, of which the later have the last word."""
        merged = self
        for one in others:
            if one != _NONE:
                merged = ResourceFacts(
                    {**merged.name_rules, **one.name_rules},
                    {**merged.stateful, **one.stateful},
                    {**merged.encryption, **one.encryption},
                    {**merged.rehearsal_arguments, **one.rehearsal_arguments},
                    {**merged.outages, **one.outages},
                    {**merged.deletion_protection, **one.deletion_protection},
                    {**merged.ignored_edits, **one.ignored_edits},
                )
        return merged

    def unreadable_patterns(self) -> Iterator[tuple[str, re.error]]:
        """The types whose name rule holds no regular expression, each with what Python says."""
        for kind, rule in self.name_rules.items():
            try:
                re.compile(rule.pattern)
            except re.error as error:
                yield kind, error

    def holds(self, kind: str, names: Mapping[str, str]) -> Stateful | None:
        """Return the data that a resource of this type and these names holds; None if it holds none."""
        found = self.stateful.get(kind)
        if found is None or (found.only is not None and names.get(found.only[0]) != found.only[1]):
            return None
        if found.copy_of and names.get(found.copy_of):
            return None
        return found


_NONE = ResourceFacts()
KNOWN = ResourceFacts(
    NAME_RULES,
    STATEFUL,
    ENCRYPTION,
    {"aws_cloudfront_distribution": {"wait_for_deployment": False}},
    OUTAGES,
    PROTECTED,
)
"""The facts that hclpress itself knows."""
