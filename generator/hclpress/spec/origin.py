"""The origins of an instance: made here, there already, of another environment, or plain Terraform.

The origins exclude each other. A file that gives an instance another origin than the file it extends discards the
settings that it inherits for it, because they say nothing about the new one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from enum import Enum

from hclpress.diagnostics import Diagnostic
from hclpress.source.document import Mapping, SpecPath
from hclpress.source.nearest import nearest
from hclpress.spec.environment import MODULES

MODULE = "module"
"""The key of an instance that names its module type, if that differs from the instance's name."""
REGION = "region"
"""The key of an instance with its region."""
REGIONS = "regions"
"""The key of an instance with replicas in several regions."""
RAW = frozenset({"extra", "override"})
"""The keys of an instance with raw arguments of its resources."""
NOTE = "note"
"""The key of an instance with its note."""
ADOPT = "adopt"
"""The key of an instance with the resources that exist already and are made here from now on."""


class InstanceOrigin(Enum):
    """The origin of an instance. The value of each but `MADE` is the key that a spec gives it by."""

    MADE = "settings"
    """The instance is made here, of the settings of its module."""
    EXISTING = "existing"
    """It exists already, and is only named here."""
    SHARED = "shared_by"
    """Another environment of the project makes it."""
    PLAIN = "source"
    """It is a module of plain Terraform."""


_ANYWHERE = frozenset({MODULE, REGION, REGIONS, NOTE})
"""Keys that decide no origin."""
KEYS: dict[InstanceOrigin, frozenset[str]] = {
    InstanceOrigin.EXISTING: frozenset({MODULE, "existing", REGION, NOTE}),
    InstanceOrigin.SHARED: frozenset({"shared_by", "instance", NOTE}),
    InstanceOrigin.PLAIN: frozenset({"source", "version", "inputs", "outputs", REGION, NOTE, ADOPT}),
}
"""All keys of an instance of each origin but `MADE`, whose keys its module decides."""
RESERVED = frozenset().union(*KEYS.values(), {REGIONS, ADOPT}) - {"instance", "version"}
"""The keys of every instance that hclpress reads itself. A module has no setting of these names, but those of
`Module` itself. `instance` and `version` mean something beside `shared_by` and `source` only."""


def origin_of(node: Mapping) -> InstanceOrigin:
    """Return the origin that the keys of an instance say; the first of `KEYS` where they contradict each other."""
    return next((origin for origin in KEYS if origin.value in node.entries), InstanceOrigin.MADE)


def kept_keys(path: SpecPath, base: Mapping, over: Mapping) -> Collection[str] | None:
    """Return the inherited keys that stay where a mapping replaces the inherited one; None where the two merge.

    Args:
        path: the place of both in the spec.
        base: the inherited mapping.
        over: the mapping laid over it.
    """
    if len(path) not in (2, 3) or path[0] != MODULES:
        return None
    if len(path) == 3:
        # Half of one look-up and half of another would find nothing, or something else.
        return () if path[2] == InstanceOrigin.EXISTING.value else None
    before = origin_of(base)
    after = _told_origin(over, before)
    if after is before:
        return None
    return (MODULE,) if after in (InstanceOrigin.MADE, InstanceOrigin.EXISTING) else ()


def _told_origin(over: Mapping, inherited: InstanceOrigin) -> InstanceOrigin:
    told = origin_of(over)
    if told is not InstanceOrigin.MADE or inherited is InstanceOrigin.MADE:
        return told if told is not InstanceOrigin.MADE else inherited
    return inherited if over.entries.keys() <= _ANYWHERE | KEYS[inherited] else InstanceOrigin.MADE


def origin_problems(name: str, node: Mapping) -> Iterator[Diagnostic]:
    """Yield the keys of an instance that contradict its origin, each at its place.

    Args:
        name: the name of the instance.
        node: its part of the spec.
    """
    origin = origin_of(node)
    others = [one for one in KEYS if one is not origin and one.value in node.entries]
    for other in others:
        yield Diagnostic(
            "spec/two-origins",
            f"{name} has two origins: `{origin.value}` and `{other.value}`",
            "An instance exists already (`existing`), belongs to another environment (`shared_by`), is plain Terraform "
            "(`source`), or is made here (none of these). Keep one of the two keys.",
            node.entries[other.value].key_span,
        )
    if origin is InstanceOrigin.MADE or others:
        return
    allowed = KEYS[origin]
    for key, entry in node.entries.items():
        if key not in allowed:
            guess = nearest(key, allowed)
            meant = f"Did you mean `{guess}`? " if guess else ""
            yield Diagnostic(
                "spec/setting-of-nothing",
                f"`{key}` has no meaning beside `{origin.value}`",
                f"{meant}{_WHY[origin]} Remove `{key}`, or remove `{origin.value}` to make {name} here. "
                f"Known here: {', '.join(sorted(allowed))}.",
                entry.key_span,
            )


_WHY = {
    InstanceOrigin.EXISTING: "hclpress changes nothing about an instance that exists; `existing` says how it is found.",
    InstanceOrigin.SHARED: "The other environment decides about its instance.",
    InstanceOrigin.PLAIN: "The variables of plain Terraform are set below `inputs`.",
}
