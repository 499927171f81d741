"""The diagnostics about the changes that an apply will make: lost data, outages, protection, and lost edits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from functools import cached_property

from msgspec import Struct

from hclpress.aws.consequences import Consequence, Edit
from hclpress.aws.deletion_protection import DeletionProtection
from hclpress.aws.outages import SAME_CALLERS
from hclpress.aws.resource_facts import ResourceFacts
from hclpress.diagnostics import Diagnostic, Severity, Span
from hclpress.hcl.address import ResourceAddress, covers
from hclpress.history.changes import Action, Change, Changes, Reason, Unpredicted
from hclpress.history.configuration import Configured
from hclpress.history.meanings import Meaning, Value, sources_of, text_of
from hclpress.model.module_declarations import COUNT, FOR_EACH
from hclpress.spec.acceptance import Acceptance
from hclpress.spec.permitted_removal import Removal, address_of
from hclpress.spec.posture import Posture

_VERSION = "engine_version"
_LONGEST = 48
"""The length of the longest value that a message quotes, in characters."""
_DATABASES = frozenset({"aws_db_instance", "aws_rds_cluster"})
_NAMED = 4
"""The number of items that a message names of a longer list."""
_TIME_TO_APPLY = timedelta(days=30)
"""The time for which a suggested acceptance holds."""


class ChangeDiagnostics(Struct, frozen=True, dict=True):
    """The diagnostics about the changes of one environment.

    Attributes:
        changes: the changes.
        facts: about types of resources.
        removal_of: a function from an address to the spec's removal of it; None if there is none.
        accepted: the replacements that the spec accepts, by instance or address.
        posture: the importance of the environment.
        today: the day on which acceptances are checked.
        place: a function from an address to its place in the spec.
        kept: a function from an address to the line of `names` that keeps its name; empty if the name is the same.
        refused: the addresses whose outage follows from a change that is refused for another reason.
    """

    changes: Changes
    facts: ResourceFacts
    removal_of: Callable[[str], Removal | None]
    accepted: Mapping[str, Acceptance]
    posture: Posture
    today: date
    place: Callable[[str], Span]
    kept: Callable[[str], str]
    refused: frozenset[str] = frozenset()

    @cached_property
    def all(self) -> tuple[Diagnostic, ...]:
        """The diagnostics, errors and warnings."""
        return tuple(self._all())

    def _all(self) -> Iterator[Diagnostic]:
        for change in self.changes.by_address.values():
            yield from self._lost_data(change)
            yield from self._protected(change)
            yield from self._version(change)
            yield from self._without_value(change)
        yield from self._outages()
        yield from map(self._unpredicted, self.changes.unpredicted)
        for address, reasons in self.changes.hidden.items():
            yield from self._hidden(address, reasons)

    def replaced_with_data(self) -> frozenset[str]:
        """Return the addresses of resources with data that would be replaced."""
        return frozenset(change.address for change in self.changes.by_address.values() if self._loses(change))

    def told_otherwise(self) -> frozenset[str]:
        """Return the addresses of replacements that interrupt something, or whose successor is created first."""
        return frozenset(
            change.address
            for change in self.changes.by_address.values()
            if change.action is Action.REPLACED
            and (change.kind in self.facts.outages or (change.before is not None and change.before.is_created_first))
        )

    def _loses(self, change: Change) -> bool:
        if change.action is not Action.REPLACED or self._holds(change) is None:
            return False
        removal = self.removal_of(change.address)
        return removal is None or not removal.destroy

    def _holds(self, change: Change) -> str | None:
        values = change.before.arguments.values if change.before else {}
        found = self.facts.holds(change.kind, {name: value for name, value in values.items() if isinstance(value, str)})
        return None if found is None else found.holds

    def _lost_data(self, change: Change) -> Iterator[Diagnostic]:
        if not self._loses(change):
            return
        kept = self.kept(change.address)
        way = f"To keep it: `names: {{{kept}}}`" if kept else "Revert the change"
        yield Diagnostic(
            "state/would-be-replaced",
            f"{change.address} would be replaced, and {self._holds(change)} destroyed",
            f"AWS cannot change this: {told(change.reasons)}. {self._followers(change)}{way}. If it may be "
            f"destroyed, set `removed: {{{change.address}: {{destroy: true}}}}`.",
            self.place(change.address),
        )

    def _protected(self, change: Change) -> Iterator[Diagnostic]:
        """Yield an error for what is permitted to be destroyed, but which AWS protects."""
        removal = self.removal_of(change.address)
        is_permitted = removal is not None and removal.destroy
        is_going = change.action in {Action.DESTROYED, Action.REPLACED}
        if change.before is None or not is_going or (removal is not None and not removal.destroy):
            return
        if self._holds(change) is not None and not is_permitted:
            return  # It is told that data would be lost; that comes first.
        protection = _protection(change.before, self.facts.deletion_protection.get(change.kind, ()))
        if protection is None:
            return
        keep = "keep it in the spec as it was" if change.action is Action.DESTROYED else "keep the spec as it was"
        last = "remove it" if change.action is Action.DESTROYED else "change it"
        yield Diagnostic(
            "state/protected",
            f"{change.address} is protected, and AWS would refuse to destroy it",
            f"Its `{protection.argument}` is {text_of(protection.protects)} where it is applied, and an apply would end"
            f" with {protection.answer}. It takes two applies. First {keep}, set `destroyable: true`, render and apply."
            f" Then {last}, take `destroyable` back, render and apply.",
            self.place(change.address),
        )

    def _version(self, change: Change) -> Iterator[Diagnostic]:
        """Yield an error for a version of a database that AWS would not change to."""
        if change.kind not in _DATABASES or change.action is not Action.UPDATED or not (change.before and change.after):
            return
        if not any(one.edit.path == _VERSION for one in change.reasons):
            return  # `ignore_changes` covers it.
        texts = [one.arguments.values.get(_VERSION) for one in (change.before, change.after)]
        was, now = map(_numbers, texts)
        if not was or not now or now[: len(was)] == was:
            return
        is_permitted = change.after.arguments.values.get("allow_major_version_upgrade") is True
        if now < was:
            summary, way = "would get an earlier version", "A snapshot can be restored with the earlier one"
        elif now[0] != was[0] and not is_permitted:
            summary = "would get a new major version without leave"
            way = self.facts.ignored_edits.get(change.kind, {}).get(_VERSION, "Set `allow_major_version_upgrade`")
        else:
            return
        yield Diagnostic(
            "state/version",
            f"{change.address} {summary}",
            f"Its version {texts[0]} becomes {texts[1]}, and AWS would answer with InvalidParameterCombination. {way}.",
            self.place(change.address),
        )

    def _without_value(self, change: Change) -> Iterator[Diagnostic]:
        """Yield an error for a secret parameter whose settings change and whose value the provider would not send."""
        if change.kind != "aws_ssm_parameter" or change.action is not Action.UPDATED or change.after is None:
            return
        paths = {one.edit.path.partition(".")[0] for one in change.reasons} - {"tags", "tags_all"}
        if "value_wo" not in change.after.arguments.values or not paths or "value_wo_version" in paths:
            return
        yield Diagnostic(
            "state/without-value",
            f"{change.address} would be sent without its value",
            f"{told(change.reasons)}. The provider sends the value only if its version changes, and AWS refuses a "
            "parameter without one with ValidationException. Raise `version` in the same change.",
            self.place(change.address),
        )

    def _unpredicted(self, one: Unpredicted) -> Diagnostic:
        """Return the diagnostic about a resource of which only Terraform knows how many there are."""
        block, kind = one.one.source.block, one.one.kind
        argument = COUNT if COUNT in block.attributes else FOR_EACH
        values = one.one.arguments.values
        held = self.facts.holds(kind, {name: value for name, value in values.items() if isinstance(value, str)})
        is_error = held is not None and one.is_renumbered and not self._accepts(one.address)
        day = (self.today + _TIME_TO_APPLY).isoformat()
        way = f"set `accept: {{{one.address}: {{replace: true, until: {day}}}}}`" if is_error else "apply that"
        loss = f", and {held.holds} may be destroyed" if held is not None and one.is_renumbered else ""
        return Diagnostic(
            "state/not-predicted",
            f"What happens to the instances of {one.address} cannot be predicted{loss}",
            f"Only Terraform can evaluate its `{argument}` ({one.one.source}), so that hclpress does not know which "
            f"instances there are. Write the keys out in the module, or read a `terraform plan` and {way}.",
            self.place(one.address),
            Severity.ERROR if is_error else Severity.WARNING,
        )

    def _outages(self) -> Iterator[Diagnostic]:
        created: dict[tuple[str, str], list[Change]] = {}
        for change in self.changes.by_address.values():
            if change.action is Action.CREATED:
                created.setdefault(_family(change), []).append(change)
        for change in self.changes.by_address.values():
            stops = self.facts.outages.get(change.kind)
            if stops is None or self._holds(change) is not None or self._accepts(change.address):
                continue
            if change.address in self.refused:
                continue
            if change.action is Action.REPLACED:
                yield self._outage(change, f"{change.address} would be replaced", told(change.reasons), stops)
            elif change.action is Action.DESTROYED and self.removal_of(change.address) is None:
                for again in created.get(_family(change), ())[:1]:
                    summary = f"{change.address} would be destroyed, and {again.address} created"
                    is_same = again.kind == change.kind
                    why = "Nothing proves that the two are one" if is_same else "Nothing of one type becomes the other"
                    yield self._outage(change, summary, why, stops)

    def _outage(self, change: Change, summary: str, why: str, stops: str) -> Diagnostic:
        day = (self.today + _TIME_TO_APPLY).isoformat()
        first = bool(change.before and change.before.is_created_first)
        is_error = self.posture is Posture.PROD and not first
        order = "Its successor is created first. " if first else ""
        answer = (
            f"Revert the change, or accept it: `accept: {{{change.address}: {{replace: true, until: {day}}}}}`."
            if is_error
            else "Revert the change if that must not be."
        )
        if kept := self.kept(change.address) if change.action is Action.REPLACED else "":
            answer = f"To keep it: `names: {{{kept}}}`. {answer}"
        return Diagnostic(
            "state/outage",
            f"{summary}: {stops}",
            f"{why}. {order}{self._followers(change)}{answer}",
            self.place(change.address),
            Severity.ERROR if is_error else Severity.WARNING,
        )

    def _followers(self, change: Change) -> str:
        """Return what else changes because of a change, as a sentence; empty if nothing does."""
        found = self._following.get(change.address, ())
        more = f" and {len(found) - _NAMED} more" if len(found) > _NAMED else ""
        return f"With it changes what depends on it: {', '.join(found[:_NAMED])}{more}. " if found else ""

    @cached_property
    def _following(self) -> Mapping[str, list[str]]:
        """The resources whose change follows from that of another one, by the address of that one."""
        found: dict[str, list[str]] = {}
        for one in self.changes.by_address.values():
            for followed in dict.fromkeys(reason.follows for reason in one.reasons if reason.follows):
                found.setdefault(followed, []).append(one.address)
        return found

    def _accepts(self, address: str) -> bool:
        removal = self.removal_of(address)
        if removal is not None and removal.destroy:
            return True
        return any(
            covers(address_of(thing), address) and one.last_day >= self.today for thing, one in self.accepted.items()
        )

    def _keeps_what_goes(self, reason: Reason) -> bool:
        """Return whether AWS would keep the use of something that is destroyed, since the argument is only unset."""
        if reason.consequence is not Consequence.NOTHING or reason.edit.edit is not Edit.UNSET:
            return False
        actions = {self._action_at(source.address) for source in sources_of(reason.edit.was)}
        return bool(actions & {Action.DESTROYED, Action.REPLACED})

    def _action_at(self, address: str) -> Action | None:
        change = self.changes.by_address.get(address)
        return None if change is None else change.action

    def _hidden(self, address: str, reasons: tuple[Reason, ...]) -> Iterator[Diagnostic]:
        change = self.changes.by_address.get(address)
        if change is not None and change.action is Action.REPLACED:
            return  # Whatever is made anew is made as it is written.
        expected = tuple(one for one in reasons if _should_arrive(one) or self._keeps_what_goes(one))
        if not expected:
            return
        kind = ResourceAddress.of(address).kind
        holds = self.facts.stateful.get(kind)
        by_provider = expected[0].consequence is Consequence.NOTHING
        if by_provider:
            cause, loss = "the provider plans no change for it", " without its data" if holds else ""
            way = (
                f"Revert the change. Or set `removed: {{{address}: {{destroy: true}}}}`, render, and make the resource "
                f"anew{loss} by `terraform apply -replace='{address}'`"
            )
        else:
            cause, argument = "`ignore_changes` covers it", expected[0].edit.path.partition(".")[0]
            way = self.facts.ignored_edits.get(kind, {}).get(argument, "Revert the change")
        removal = self.removal_of(address)
        is_told = change is not None and any(self._version(change))
        if is_told or (removal is not None and removal.destroy):
            return
        yield Diagnostic(
            "state/never-arrives",
            f"A change of {address} would never arrive",
            f"{told(expected)}; but {cause}, so that AWS stays as it is. {way}.",
            self.place(address),
            Severity.ERROR if holds or not by_provider else Severity.WARNING,
        )


def _numbers(version: Value) -> tuple[int, ...]:
    """Return a version as numbers: `16.6` of PostgreSQL, and 3.8.2 for `8.0.mysql_aurora.3.08.2`."""
    last = version.rpartition("aurora.")[2] if isinstance(version, str) else ""
    return tuple(int(one) for one in last.split(".") if one.isdigit())


def _is_major(was: Value, now: Value) -> bool:
    """Return whether two versions differ in their first number."""
    return bool(_numbers(was) and _numbers(now)) and _numbers(was)[0] != _numbers(now)[0]


def _family(change: Change) -> tuple[str, str]:
    return SAME_CALLERS.get(change.kind, change.kind), ResourceAddress.of(change.address).module


def _protection(before: Configured, kinds: tuple[DeletionProtection, ...]) -> DeletionProtection | None:
    for one in kinds:
        value = before.arguments.values.get(one.argument)
        if value == one.protects and isinstance(value, bool) == isinstance(one.protects, bool):
            return one
        if value is None and one.is_default:
            return one
    return None


def _should_arrive(reason: Reason) -> bool:
    """Return whether somebody who made the edit expects something to happen.

    Unsetting an argument leaves it as it is in AWS, if the provider reads it from there. A scalar argument or a number
    in `ignore_changes` is one that something else keeps changing, such as a scaling policy, and the rendered value is
    only the first.
    """
    edit = reason.edit
    if reason.consequence is Consequence.NOTHING:
        return edit.edit is Edit.CHANGED and edit.path not in {"id", "tags_all"}
    if edit.path == _VERSION:
        return _is_major(edit.was, edit.now)
    value = edit.was if edit.now is None else edit.now
    return isinstance(value, dict) or ("." in edit.path and not isinstance(value, int | float))


def told(reasons: tuple[Reason, ...]) -> str:
    """Return edits in words: those that replace the resource, or else all."""
    decisive = [one for one in reasons if one.consequence in {Consequence.REPLACED, Consequence.SOMETIMES}]
    shown = decisive or list(reasons)
    words = list(dict.fromkeys(map(_in_words, shown)))
    more = f" and {len(words) - _NAMED} more" if len(words) > _NAMED else ""
    return f"{', '.join(words[:_NAMED])}{more}"


def _in_words(reason: Reason) -> str:
    edit = reason.edit
    if reason.follows is not None:
        return f"`{edit.path or 'replace_triggered_by'}` follows {reason.follows}"
    was, now = _short(edit.was), _short(edit.now)
    if edit.edit is Edit.CHANGED:
        return f"`{edit.path}` {was} becomes {now}" if was and now else f"`{edit.path}` changes"
    if edit.edit is Edit.SET:
        return f"`{edit.path}` becomes {now}" if now else f"`{edit.path}` is added"
    return f"`{edit.path}` {was} is removed" if was else f"`{edit.path}` is removed"


def _short(value: Value) -> str:
    """Return a literal as a message quotes it; empty for one that is long, an expression or a block."""
    if value is None or isinstance(value, Meaning | dict):
        return ""
    text = text_of(value)
    return text if len(text) <= _LONGEST else ""
