"""The part of a spec that its problems leave alone, so that later stages tell what is wrong there at once."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import TypeAlias

from msgspec import structs

from hclpress.diagnostics import Diagnostic
from hclpress.module.field_annotations import ReferenceTo
from hclpress.module.module import Module
from hclpress.source import document
from hclpress.source.document import Entry, words
from hclpress.spec.environment import MODULES, Environment
from hclpress.spec.origin import MODULE

Contracts: TypeAlias = Callable[[str], type[Module] | None]
"""The contract of each module type, by its name; None if there is no such type."""
_NAME = re.compile(r"[A-Za-z0-9_-]+")
_OF_THE_WHOLE = "spec/too-many-instances"
_DECIDES_MUCH = frozenset({"environment", "naming", "names", "providers", "suffix"})
"""Keys at the top without which names, and what the provider has, would be others."""


def unaffected(
    tree: document.Mapping, problems: Collection[Diagnostic], contracts: Contracts
) -> document.Mapping | None:
    """Return a spec without everything that problems concern, and without all that stands on it.

    An instance goes if a problem lies in it, if its text names one that goes or is named by it, and if it may mean it
    without a name, as a service means the only network. What remains has the same problems as before.

    Args:
        tree: the merged spec.
        problems: the problems.
        contracts: the contracts of the module types.

    Returns:
        None if no instance is left, and if a problem lies elsewhere, concerns the whole spec, or lies in a value that
            decides much of it.
    """
    parts = _Parts(tree)
    at_fault: set[Part] = set()
    for one in problems:
        found = parts.of(one)
        if not found or one.code == _OF_THE_WHOLE:
            return None
        at_fault |= found
    keys = {key for key, name in at_fault if not name}
    if not all(map(_may_go, keys)):
        return None
    instances = _instances(tree)
    gone = _with_all_that_stand_on({name for _, name in at_fault if name}, instances, contracts)
    if len(gone) == len(instances):
        return None
    rest = {name: entry for name, entry in instances.items() if name not in gone}
    entries = {
        key: structs.replace(entry, node=_without(entry.node, gone))
        for key, entry in tree.entries.items()
        if key not in keys
    }
    held = tree.entries[MODULES]
    entries[MODULES] = structs.replace(held, node=structs.replace(held.node, entries=rest))
    return structs.replace(tree, entries=entries)


def in_instances(problems: Iterable[Diagnostic], tree: document.Mapping) -> Iterator[Diagnostic]:
    """Yield the problems that lie in an instance of a spec."""
    parts = _Parts(tree)
    yield from (one for one in problems if any(name for _, name in parts.of(one)))


Part: TypeAlias = tuple[str, str]
"""A part of a spec: a key at its top, and under `modules` the name of an instance, which is else empty."""


class _Parts:
    """The parts of a spec by the places of their keys and values."""

    def __init__(self, tree: document.Mapping) -> None:
        self._starts: dict[tuple[str, int, int], set[Part]] = defaultdict(set)
        for key, entry in tree.entries.items():
            for place in _places(entry):
                self._starts[place].add((key, ""))
        for name, entry in _instances(tree).items():
            for place in _places(entry):
                self._starts[place].discard((MODULES, ""))
                self._starts[place].add((MODULES, name))
        self._known = sorted(self._starts)

    def of(self, problem: Diagnostic) -> set[Part]:
        """Return the parts in which a problem lies; none if it lies in no file of the spec."""
        if problem.span is None:
            return set()
        place = (problem.span.file, problem.span.line, problem.span.column)
        # A place lies in the key or value that begins last before it.
        before = bisect_right(self._known, place) - 1
        if before < 0 or self._known[before][0] != problem.span.file:
            return set()
        return self._starts[self._known[before]]


def _places(entry: Entry) -> Iterator[tuple[str, int, int]]:
    for span in (entry.key_span, entry.node.span, *(span for _, span in words(entry.node))):
        yield span.file, span.line, span.column


def _instances(tree: document.Mapping) -> Mapping[str, Entry]:
    held = tree.entries.get(MODULES)
    return held.node.entries if held is not None and isinstance(held.node, document.Mapping) else {}


def _may_go(key: str) -> bool:
    field = Environment.model_fields.get(key)
    return key != MODULES and key not in _DECIDES_MUCH and (field is None or not field.is_required())


def _with_all_that_stand_on(
    at_fault: Collection[str], instances: Mapping[str, Entry], contracts: Contracts
) -> frozenset[str]:
    """Return the instances at fault, and those that stand on one of them or that one of them stands on."""
    related = defaultdict(set)
    by_module = defaultdict(set)
    for name, entry in instances.items():
        by_module[_module_of(name, entry)].add(name)
        for other in _names_in_settings(entry.node) & instances.keys():
            related[name].add(other)
            related[other].add(name)
    means = {module: [*_meant_by(contracts(module))] for module in by_module}
    for module, meant in means.items():
        for other in (one for kind in meant for one in by_module.get(kind, ())):
            related[other] |= by_module[module]
    gone: set[str] = set()
    pending = [*at_fault]
    while pending:
        name = pending.pop()
        gone.add(name)
        pending += related[name] - gone
    return frozenset(gone)


def _module_of(name: str, entry: Entry) -> str:
    written = document.find(entry.node, (MODULE,))
    return str(written.value) if isinstance(written, document.Scalar) else name


def _meant_by(contract: type[Module] | None) -> Iterator[str]:
    """The module types of which an instance may mean the only one."""
    for field in contract.model_fields.values() if contract is not None else ():
        yield from (kind for one in field.metadata if isinstance(one, ReferenceTo) for kind in one.modules)


def _names_in_settings(instance: document.Node) -> set[str]:
    """As `_names_in`, without the names of the settings: an instance is often called `functions` or `tables` too."""
    if not isinstance(instance, document.Mapping):
        return _names_in(instance)
    return {name for key, entry in instance.entries.items() if key != MODULE for name in _names_in(entry.node)}


def _names_in(node: document.Node) -> set[str]:
    """Every word in a value that could be the name of an instance."""
    return {name for word, _ in words(node) for name in _NAME.findall(str(word))}


def _without(node: document.Node, gone: frozenset[str]) -> document.Node:
    """Return a value at the top of a spec without the entries and items that name what goes."""
    if isinstance(node, document.Sequence):
        return structs.replace(node, items=tuple(one for one in node.items if _names_in(one).isdisjoint(gone)))
    if isinstance(node, document.Mapping):
        kept = {
            key: one
            for key, one in node.entries.items()
            if gone.isdisjoint(_NAME.findall(key)) and _names_in(one.node).isdisjoint(gone)
        }
        return structs.replace(node, entries=kept)
    return node
