"""The changes that an apply of a new configuration will make to the resources of an old one.

The provider decides about each resource alone, from its own arguments (`hclpress.aws.consequences`). What one resource
reads of another is not known before that one is made; so a replacement spreads along the references, as in a plan.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from enum import StrEnum

from msgspec import Struct, structs

from hclpress.aws.consequences import DROPPED_BESIDE, KEPT_BESIDE, LAST_KEPT, Consequence, Edit, consequences_of
from hclpress.aws.provider_schema import provider_schemas
from hclpress.hcl.address import covers
from hclpress.history.configuration import Configuration, Configured
from hclpress.history.edits import ArgumentEdit, edits_between
from hclpress.history.meanings import ANY_CHANGE, Arguments, Source, Value, sources_of

_ALL_TAGS = "tags_all"
"""The attribute that holds a resource's own tags and those of its provider."""


class Action(StrEnum):
    """The action that an apply takes on a resource. The values are the words of a plan, where it has one."""

    CREATED = "create"
    UPDATED = "update"
    REPLACED = "replace"
    DESTROYED = "delete"
    LET_GO = "forget"


class Reason(Struct, frozen=True):
    """One reason for an action.

    Attributes:
        edit: the edit of the argument.
        consequence: what the provider plans for it.
        follows: the resource whose change makes the argument's value unknown; None if the spec changed it.
    """

    edit: ArgumentEdit
    consequence: Consequence
    follows: str | None = None


class Change(Struct, frozen=True):
    """The change of one resource.

    Attributes:
        address: its address in the new configuration; that in the old one if it is destroyed.
        kind: its Terraform type.
        action: the action taken.
        reasons: the edits that cause it, those that replace it first.
        before: the resource before; None if it is created.
        after: the resource afterwards; None if it is destroyed.
    """

    address: str
    kind: str
    action: Action
    reasons: tuple[Reason, ...]
    before: Configured | None
    after: Configured | None


class Unpredicted(Struct, frozen=True):
    """A resource whose `count` or `for_each` only Terraform can evaluate.

    Attributes:
        address: its address without a key.
        one: the resource; that before, if there is none afterwards.
        is_renumbered: whether the number or the keys of its instances may change.
    """

    address: str
    one: Configured
    is_renumbered: bool


class Changes(Struct, frozen=True):
    """All changes between two configurations.

    Attributes:
        by_address: the changes.
        hidden: the edits that never arrive, by address: `ignore_changes` hides them, or the provider plans no change.
        unpredicted: the resources of which only Terraform knows how many there are, and that may change.
    """

    by_address: Mapping[str, Change]
    hidden: Mapping[str, tuple[Reason, ...]]
    unpredicted: tuple[Unpredicted, ...] = ()


NO_CHANGES = Changes({}, {})
"""The changes between a configuration and itself."""


def changes_between(before: Configuration, after: Configuration) -> Changes:
    """Return the changes that an apply will make.

    Args:
        before: the configuration that is applied, with every move applied to its addresses.
        after: the new configuration.
    """
    return _Prediction(before.resources, after.resources).changes()


def letting_go(changes: Changes, blocks: Collection[str]) -> Changes:
    """Return the changes with the resources that only leave the state, which Terraform does not destroy.

    Args:
        changes: the changes.
        blocks: the addresses that `removed` blocks name.
    """
    told = {
        address: structs.replace(one, action=Action.LET_GO)
        if one.action is Action.DESTROYED and any(covers(block, address) for block in blocks)
        else one
        for address, one in changes.by_address.items()
    }
    return structs.replace(changes, by_address=told)


class _Prediction:
    def __init__(self, before: Mapping[str, Configured], after: Mapping[str, Configured]) -> None:
        self._before, self._after = before, after
        self._reasons: dict[str, list[Reason]] = defaultdict(list)
        self._hidden: dict[str, list[Reason]] = defaultdict(list)

    def changes(self) -> Changes:
        for address, now in self._after.items():
            was = self._before.get(address)
            if was is None:
                continue
            if was.arguments != now.arguments:
                self._compare(address, was, now)
            if was.default_tags != now.default_tags and _has_tags(now.kind):
                edit = ArgumentEdit(_ALL_TAGS, Edit.CHANGED, was.default_tags, now.default_tags)
                self._reasons[address].append(Reason(edit, Consequence.UPDATED))
        self._spread()
        changes = dict(self._all())
        hidden = {address: tuple(reasons) for address, reasons in self._hidden.items()}
        return Changes(changes, hidden, tuple(self._unpredicted(changes)))

    def _unpredicted(self, changes: Mapping[str, Change]) -> Iterator[Unpredicted]:
        unknown = {address for address, one in self._after.items() if one.repetition is not None}
        unknown |= {address for address, one in self._before.items() if one.repetition is not None}
        if not unknown:
            return
        blocks = [{address.partition("[")[0] for address in ones} for ones in (self._before, self._after)]
        for address in sorted(unknown):
            if not all(address in one for one in blocks):
                continue  # It is all new, or all gone.
            was, now = self._before.get(address), self._after.get(address)
            told = [None if one is None else one.repetition for one in (was, now)]
            sources = sources_of(told[0]) | sources_of(told[1])
            is_renumbered = told[0] != told[1] or any(one.address in changes for one in sources)
            one = now or was
            if one is not None and (is_renumbered or address in changes):
                yield Unpredicted(address, one, is_renumbered)

    def _compare(self, address: str, was: Configured, now: Configured) -> None:
        known = consequences_of(now.kind)
        schema = provider_schemas()[0].find("resource", now.kind)
        for edit in edits_between(was.arguments, now.arguments, schema):
            consequence = Consequence.UPDATED if known is None else known.of(edit.path, edit.edit)
            if beside := DROPPED_BESIDE.get(now.kind, {}).get(edit.path):
                consequence = Consequence.NOTHING if _at(now.arguments, beside[0]) is beside[1] else consequence
            block = edit.path.partition(".")[0]
            if kept := KEPT_BESIDE.get(now.kind, {}).get(block):
                has_both = bool(was.arguments.blocks.get(block) and now.arguments.blocks.get(block))
                is_kept = has_both and _at(now.arguments, kept[0]) is kept[1]
                consequence = Consequence.UPDATED if is_kept else Consequence.REPLACED
            if block in LAST_KEPT.get(now.kind, ()) and not now.arguments.blocks.get(block):
                consequence = Consequence.NOTHING
            reason = Reason(edit, consequence)
            if _is_ignored(edit.path, now.ignored) or consequence is Consequence.NOTHING:
                self._hidden[address].append(reason)
            else:
                self._reasons[address].append(reason)

    def _spread(self) -> None:
        """Follow references from what becomes unknown, until nothing new does."""
        readers = self._readers()
        gone = self._before.keys() - self._after.keys()
        left = [*(address for address in self._reasons), *(self._after.keys() - self._before.keys()), *gone]
        while left:
            address = left.pop()
            for reader, path, source in readers.get(address, ()):
                if reader not in self._before or not self._becomes_unknown(source, address):
                    continue
                if any(one.edit.path == path for one in self._reasons[reader]):
                    continue
                now = self._after[reader]
                if _is_ignored(path, now.ignored):
                    continue
                known = consequences_of(now.kind)
                consequence = (
                    Consequence.REPLACED
                    if not path
                    else Consequence.UPDATED
                    if known is None
                    else known.of(path, Edit.CHANGED)
                )
                if consequence is not Consequence.NOTHING:
                    edit = ArgumentEdit(path, Edit.CHANGED, None, None)
                    self._reasons[reader].append(Reason(edit, consequence, address))
                    left.append(reader)

    def _readers(self) -> Mapping[str, list[tuple[str, str, Source]]]:
        """Return the resources that read each one: the address, the argument's path, and what is read."""
        keyed: dict[str, list[str]] = defaultdict(list)
        for address in self._after:
            keyed[address.partition("[")[0]].append(address)
        found: dict[str, list[tuple[str, str, Source]]] = defaultdict(list)
        for address in self._before.keys() - self._after.keys():
            keyed[address.partition("[")[0]].append(address)
        for reader, one in self._after.items():
            for path, sources in (*_read_by("", one.arguments), ("", one.triggers)):
                for source in sources:
                    for address in (
                        (source.address,) if source.address in self._after else keyed.get(source.address, ())
                    ):
                        found[address].append((reader, path, source))
        return found

    def _becomes_unknown(self, source: Source, address: str) -> bool:
        """Return whether an attribute of a changed resource is not known before the apply."""
        was, now = self._before.get(address), self._after.get(address)
        if now is None or source.attribute == ANY_CHANGE:
            return True  # It is one of several that were read together, or any change of it counts.
        if source.attribute and was is not None and source.attribute in now.arguments.values:
            value = now.arguments.values[source.attribute]
            if value == was.arguments.values.get(source.attribute) and not sources_of(value):
                return False
        if was is None or self._action(address) is Action.REPLACED:
            return True
        known = consequences_of(now.kind)
        paths = {one.edit.path for one in self._reasons[address]}
        if source.attribute in paths:
            return True
        return known is not None and any(source.attribute in known.recomputed_by(path) for path in paths)

    def _action(self, address: str) -> Action | None:
        if address not in self._before:
            return Action.CREATED
        consequences = {one.consequence for one in self._reasons.get(address, ())}
        if not consequences:
            return None
        return Action.REPLACED if consequences & {Consequence.REPLACED, Consequence.SOMETIMES} else Action.UPDATED

    def _all(self) -> Iterator[tuple[str, Change]]:
        for address, now in self._after.items():
            if action := self._action(address):
                reasons = sorted(self._reasons.get(address, ()), key=lambda one: one.consequence not in "rs")
                yield address, Change(address, now.kind, action, tuple(reasons), self._before.get(address), now)
        for address, was in self._before.items():
            if address not in self._after:
                yield address, Change(address, was.kind, Action.DESTROYED, (), was, None)


def _at(arguments: Arguments, path: str) -> Value:
    """Return the value at a path of single blocks; None if there is none."""
    name, _, rest = path.partition(".")
    if not rest:
        return arguments.values.get(name)
    blocks = arguments.blocks.get(name, ())
    return _at(blocks[0], rest) if blocks else None


def _has_tags(kind: str) -> bool:
    schema = provider_schemas()[0].find("resource", kind)
    return schema is not None and _ALL_TAGS in schema.arguments


def _read_by(path: str, arguments: Arguments) -> Iterator[tuple[str, frozenset[Source]]]:
    for name, value in arguments.values.items():
        if sources := sources_of(value):
            yield f"{path}{name}", sources
    for name, blocks in arguments.blocks.items():
        for block in blocks:
            yield from _read_by(f"{path}{name}.", block)


def _is_ignored(path: str, ignored: Iterable[str]) -> bool:
    return any(one == "all" or path == one or path.startswith((f"{one}.", f"{one}[")) for one in ignored)
