"""reconcile: a parsed stack and the recorded history → the moves, the removals, and whether they are allowed.

Terraform identifies a resource by its address. Renaming an instance or a key changes the address, and an apply would
destroy the old resource and create a new one. So certain moves get a `moved` block; if a move is uncertain, the render
stops and asks; and resources with data are not removed unless the spec says so (`removed`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath

from msgspec import Struct, structs

from hclpress.cache.cached_hcl import accept, layout
from hclpress.diagnostics import Diagnosed, Diagnostic, Severity, Span
from hclpress.hcl.address import ResourceAddress, covers
from hclpress.hcl.comment import comment
from hclpress.history.apply_order import (
    BlockInTheWay,
    DeletedWhileUsed,
    NameInTheWay,
    TakenPlace,
    blocks_in_the_way,
    created_first,
    deleted_while_used,
    moves_into_places,
    names_in_the_way,
    taken_places,
)
from hclpress.history.baseline import Baseline
from hclpress.history.change_diagnostics import ChangeDiagnostics, told
from hclpress.history.changes import NO_CHANGES, Action, Changes, changes_between
from hclpress.history.comparison import Comparison
from hclpress.history.configuration import Configuration
from hclpress.history.history import History
from hclpress.history.identity import NAMES, Identity
from hclpress.history.manifest import digest_of
from hclpress.history.matching import Ambiguity, Matched, match
from hclpress.history.moves import Move
from hclpress.history.resources import resources_of
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.model.generated_file import GeneratedFile
from hclpress.model.parsed_stack import ParsedStack
from hclpress.source import document
from hclpress.spec.environment import MODULES
from hclpress.spec.permitted_removal import address_of

MOVED, REMOVED = PurePosixPath("moved.tf"), PurePosixPath("removed.tf")
_NAMED = 5
"""The number of items that a message names of a longer list."""


class Reconciled(Struct, frozen=True):
    """The reconciled history.

    Attributes:
        history: the new history, which the manifest records.
        files: the `moved` and `removed` blocks, where there are any.
        warnings: the resources that Terraform will replace, and removals without effect.
        changes: the changes that an apply will make; none if there is nothing to compare with.
    """

    history: History
    files: tuple[GeneratedFile, ...]
    warnings: tuple[Diagnostic, ...]
    changes: Changes = NO_CHANGES


def reconcile(parsed: ParsedStack, baseline: Baseline | None, today: date) -> Reconciled:
    """Compare the rendered resources with the baseline.

    Args:
        parsed: the stack with its files, read back.
        baseline: the environment before the render; None if there is none, so that everything is new.
        today: the day on which acceptances are checked.

    Raises:
        Diagnosed: for resources with data that would be destroyed, for instances that may have been renamed, for moves
            and removals that contradict the rendered files, and for changes that AWS would refuse or that interrupt
            production.
    """
    facts = parsed.stack.resource_facts
    new = resources_of(parsed.modules, facts)
    if baseline is None:
        return Reconciled(History(new), (), ())
    spec, previous = parsed.stack.spec, baseline.history
    compared = _Compared.of(parsed, baseline, match(previous.resources, new, previous.recorded, facts))
    replaced = frozenset(
        address for address, one in compared.changes.by_address.items() if one.action is Action.REPLACED
    )
    comparison = Comparison(previous, compared.matched, new, spec.environment.removed, facts, replaced)
    found = _Findings(spec, comparison, compared, today)
    problems = [*found.problems()]
    if problems:
        raise Diagnosed(problems)
    history = History(new, found.all.moves, (), found.all.removed)
    files = (*_moved_file(parsed, history.moves), *_removed_file(parsed, history.removed))
    for file in files:
        accept(file.text, f"{spec.address}/{file.path}")
    return Reconciled(history, files, tuple(found.warnings()), _with_let_go(compared.changes, comparison))


def _with_let_go(changes: Changes, comparison: Comparison) -> Changes:
    """Return the changes with the resources that only leave the state, which Terraform does not destroy."""
    blocks = [one for one, whole in comparison.removed.items() if not comparison.removals[whole][1].destroy]
    told = {
        address: structs.replace(one, action=Action.LET_GO)
        if one.action is Action.DESTROYED and any(covers(block, address) for block in blocks)
        else one
        for address, one in changes.by_address.items()
    }
    return Changes(told, changes.hidden)


class _Compared(Struct, frozen=True):
    """The rendered configuration, compared with the one before.

    Attributes:
        matched: the matching of resources.
        changes: the changes of an apply.
        taken: the places that one resource takes from another.
        in_the_way: the names that would be needed twice at once.
        used: the resources that would be deleted while in use.
        blocks: the subnets that would overlap one that still exists.
    """

    matched: Matched
    changes: Changes = NO_CHANGES
    taken: tuple[TakenPlace, ...] = ()
    in_the_way: tuple[NameInTheWay, ...] = ()
    used: tuple[DeletedWhileUsed, ...] = ()
    blocks: tuple[BlockInTheWay, ...] = ()

    @classmethod
    def of(cls, parsed: ParsedStack, baseline: Baseline, matched: Matched) -> _Compared:
        """Compare; nothing if no file that describes resources differs."""
        digests = {one.source.path.as_posix(): digest_of(one.source.content) for one in parsed.files}
        modules = baseline.modules() if baseline.differs_from(digests) else None
        if modules is None:
            return cls(matched)
        facts, after = parsed.stack.resource_facts, Configuration(parsed.modules)
        before = Configuration(modules, matched.moves)
        if into_places := moves_into_places(before, after):
            told = (*baseline.history.recorded, *into_places)
            matched = match(baseline.history.resources, resources_of(parsed.modules, facts), told, facts)
            before = Configuration(modules, matched.moves)
        changes = changes_between(before, after)
        names = {kind: rule.argument for kind, rule in facts.name_rules.items()}
        first = created_first(after)
        in_the_way = names_in_the_way(changes, first, names)
        blocks = tuple(blocks_in_the_way(changes, first))
        used = deleted_while_used(before, after, changes)
        return cls(matched, changes, tuple(taken_places(before, after)), tuple(in_the_way), tuple(used), blocks)


class _Findings(Struct, frozen=True):
    """The diagnostics of a comparison, each at its place in the spec."""

    spec: EnvironmentSpec
    all: Comparison
    compared: _Compared
    today: date

    @property
    def _about_changes(self) -> ChangeDiagnostics:
        environment = self.spec.environment
        removals = {address: one for address, (_, one) in self.all.removals.items()}
        accepted, posture = environment.accept, environment.posture
        return ChangeDiagnostics(
            self.compared.changes,
            self.all.facts,
            removals,
            accepted,
            posture,
            self.today,
            self._instance_of,
            self._name_kept,
        )

    def problems(self) -> Iterator[Diagnostic]:
        yield from (one for one in self._about_changes.all() if one.severity is Severity.ERROR)
        yield from map(self._taken, self.compared.taken)
        yield from map(self._in_the_way, self.compared.in_the_way)
        yield from map(self._used, self.compared.used)
        yield from map(self._block, self.compared.blocks)
        yield from self._bad_answers()
        yield from self._blocked_moves()
        yield from self._bad_removals()
        yield from self._losses()
        yield from self._replacements()
        for ambiguity in self.all.matched.ambiguities:
            if self.all.removal_of(ambiguity.source) is None:
                yield self._question(ambiguity)

    def _taken(self, one: TakenPlace) -> Diagnostic:
        named = ", ".join(f"`{name}`" for name in one.place.arguments[-1:])
        fault = f"AWS would answer with {one.place.answer}" if one.place.answer else "the later of the two would win"
        way = (
            f"Remove {one.holder} first, render and apply; then change {one.taker}"
            if one.is_freed
            else f"Give {one.taker} a place that is free, render and apply; then give it the one it is to have"
        )
        return Diagnostic(
            "state/place-taken",
            f"{one.taker} would take the place of {one.holder} while that still holds it",
            f"Only one resource may have this {named}, and Terraform changes both at once, so that {fault}. It takes "
            f"two applies. {way}.",
            self._instance_of(one.taker),
        )

    def _block(self, one: BlockInTheWay) -> Diagnostic:
        holder = "its predecessor" if one.holder == one.taker else one.holder
        return Diagnostic(
            "state/block-in-the-way",
            f"{one.taker} would be created while {holder} still has a part of {one.block}",
            "Subnets are created before others are destroyed, so that AWS would answer with InvalidSubnet.Conflict. "
            "Give the new one a block that is free, with `cidrs`, or revert the change.",
            self._instance_of(one.taker),
        )

    def _used(self, one: DeletedWhileUsed) -> Diagnostic:
        return Diagnostic(
            "state/deleted-while-used",
            f"{one.change.address} would be deleted while {one.user} uses it",
            f"Terraform would change {one.user} only afterwards, so that AWS would answer with {one.error}. It takes "
            "two applies. First render and apply the spec without this change, so that the state has "
            "`create_before_destroy`. Then make the change.",
            self._instance_of(one.change.address),
        )

    def _in_the_way(self, one: NameInTheWay) -> Diagnostic:
        others = [
            address
            for address, identity in self.all.new.items()
            if address != one.change.address and one.name in identity.names.values()
        ]
        way = f"Give it another name: `names: {{{one.name}: {one.name}-2}}`."
        if others:
            way = (
                f"A line under `names` would rename {' and '.join(others)} too. Give this one alone another name, in "
                "the settings of its module, such as `name` of a balancer's target."
            )
        return Diagnostic(
            "state/name-in-the-way",
            f"{one.change.address} would be created anew while its name is still taken",
            f"AWS cannot change this: {told(one.change.reasons)}. Other resources that depend on it are created before "
            f"their predecessors are destroyed, so it is too, and AWS refuses a second one with the {one.argument} "
            f"{one.name!r}. {way}",
            self._instance_of(one.change.address),
        )

    def warnings(self) -> Iterator[Diagnostic]:
        yield from (one for one in self._about_changes.all() if one.severity is Severity.WARNING)
        for address, (key, _) in self.all.removals.items():
            if not self.all.is_about_something(address):
                yield Diagnostic(
                    "removed/of-nothing",
                    f"Nothing at {address} is removed",
                    "It was not rendered before, or is removed already. Remove the line, or it will apply to a "
                    "resource that gets this address later.",
                    self._place(key),
                    Severity.WARNING,
                )
        told = self._about_changes.told_otherwise()
        anew = [
            (address, was, now)
            for address, (was, now) in self.all.changed.items()
            if was.is_global
            and address not in told
            and self.all.facts.holds(ResourceAddress.of(address).kind, was.names) is None
        ]
        if anew:
            named = [f"{address} ({self._difference(address, was, now)})" for address, was, now in anew[:_NAMED]]
            more = f" and {len(anew) - _NAMED} more" if len(anew) > _NAMED else ""
            kept = ", ".join(dict.fromkeys(filter(None, (_kept(was, now) for _, was, now in anew))))
            yield Diagnostic(
                "state/made-anew",
                f"{len(anew)} {'resource' if len(anew) == 1 else 'resources'} would be replaced",
                f"AWS cannot rename them: {', '.join(named)}{more}. Resources that depend on them are replaced too. To "
                f"keep them as they are, keep their names: `names: {{{kept}}}`.",
                self.spec.start,
                Severity.WARNING,
            )

    def _bad_answers(self) -> Iterator[Diagnostic]:
        for move in self.all.previous.recorded:
            if not any(covers(move.target, address) for address in self.all.new):
                yield Diagnostic(
                    "state/move-to-nowhere",
                    f"Nothing is rendered at {move.target}",
                    f"`hclpress mv` recorded a move of {move.source} there. Change the spec accordingly, or "
                    f"discard the move with `hclpress mv {self.spec.address} --forget {move.source}`.",
                    self._modules,
                )

    def _blocked_moves(self) -> Iterator[Diagnostic]:
        """Yield the earlier moves from an address that a new resource has now. Terraform would refuse both."""
        for move in self.all.moves:
            taken = next((address for address in self.all.new if covers(move.source, address)), None)
            if taken is not None:
                yield Diagnostic(
                    "state/move-in-the-way",
                    f"{taken} is rendered at the old address of {move.target}",
                    f"Terraform cannot decide whether the state at {move.source} is the old resource or the new one. "
                    f"Apply the move everywhere first, then `hclpress mv {self.spec.address} --forget {move.source}`.",
                    self._instance_of(taken),
                )

    def _bad_removals(self) -> Iterator[Diagnostic]:
        for address, (key, removal) in self.all.removals.items():
            here = next((one for one in self.all.new if covers(address, one)), None)
            made_anew = self.all.is_made_anew(address) or address in self.all.previous.removed
            if here is not None and not (removal.destroy and made_anew):
                yield Diagnostic(
                    "removed/still-there",
                    f"{here} is listed under `removed` and is still rendered",
                    "Remove it from the spec, or remove the line under `removed`.",
                    self._place(key),
                )
            for one in self.all.going(address):
                place = ResourceAddress.of(one)
                stays = any(ResourceAddress.of(other).block == place.block for other in self.all.new)
                if place.key and stays and not removal.destroy:
                    yield Diagnostic(
                        "removed/one-of-several",
                        f"Terraform cannot remove {one} alone from its state",
                        "A `removed` block covers a whole resource. Set `destroy: true`, or remove it from the state "
                        f"yourself with `terraform state rm '{one}'`.",
                        self._place(key),
                    )

    def _losses(self) -> Iterator[Diagnostic]:
        for address, was in self.all.gone.items():
            held = self.all.facts.holds(ResourceAddress.of(address).kind, was.names)
            asked = any(covers(ambiguity.source, address) for ambiguity in self.all.matched.ambiguities)
            if held is None or asked or self.all.removal_of(address) is not None:
                continue
            yield Diagnostic(
                "state/would-be-lost",
                f"{address} would be destroyed with {held.holds}",
                f"It was rendered before ({was}), and nothing rendered now is certainly the same. "
                f"{self._candidates(address, was)}If it may be removed, set `removed: "
                f"{{{self._shortest(address)}: {{destroy: true}}}}`; with `destroy: false` it leaves the state and "
                "stays in AWS.",
                self._modules,
            )

    def _replacements(self) -> Iterator[Diagnostic]:
        told = self._about_changes.replaced_with_data()
        for address, (was, now) in self.all.changed.items():
            if address in told:
                continue
            held = self.all.facts.holds(ResourceAddress.of(address).kind, was.names)
            removal = self.all.removal_of(address)
            if held is None or (removal is not None and removal.destroy):
                continue
            kept = _kept(was, now)
            way = (
                f"To keep it: `names: {{{kept}}}`"
                if kept and ResourceAddress.of(address).kind in self.all.facts.name_rules
                else "Revert the change"
            )
            yield Diagnostic(
                "state/would-be-replaced",
                f"{address} would be replaced, and {held.holds} destroyed",
                f"AWS cannot change this: {self._difference(address, was, now)}. {way}. If it may be destroyed, set "
                f"`removed: {{{address}: {{destroy: true}}}}`.",
                self._instance_of(address),
            )

    def _question(self, ambiguity: Ambiguity) -> Diagnostic:
        source = ambiguity.source.removeprefix("module.")
        targets = [target.removeprefix("module.") for target in ambiguity.targets]
        commands = " or ".join(f"`hclpress mv {self.spec.address} {source} {target}`" for target in targets)
        return Diagnostic(
            "state/which-moved",
            f"{source} may have been renamed to {' or '.join(targets)}",
            f"The instance {source} is gone, and a new one resembles it. If it is the same, run {commands}. "
            f"If not, and all of {source} may be destroyed, set "
            f"`removed: {{{source.replace('_', '-')}: {{destroy: true}}}}`.",
            self._instance_of(f"{ambiguity.targets[0]}."),
        )

    def _candidates(self, address: str, was: Identity) -> str:
        kind = ResourceAddress.of(address).kind
        found = [
            (other, now)
            for other, now in self.all.new.items()
            if ResourceAddress.of(other).kind == kind and other not in self.all.matched.before
        ]
        if not found:
            return ""
        other, now = found[0]
        if kept := _kept(was, now):
            return (
                f"If it is {other} now, that one must keep its name, because AWS renames nothing: `names: {{{kept}}}`. "
                if kind in self.all.facts.name_rules
                else f"If it is {other} now, that one must keep its name ({was}). "
            )
        many = "" if len(found) == 1 else f" (or one of {len(found) - 1} others of its type)"
        return f"If it is {other} now{many}, run `hclpress mv {self.spec.address} '{address}' '{other}'`. "

    def _shortest(self, address: str) -> str:
        """Return the instance, if all of it is removed; else the address itself."""
        module = ResourceAddress.of(address).module
        if module and not any(one.startswith(module) for one in self.all.new):
            return module[:-1].removeprefix("module.").replace("_", "-")
        return address

    def _difference(self, address: str, was: Identity, now: Identity) -> str:
        kind = ResourceAddress.of(address).kind
        return ", ".join(
            f"{name} {old or 'nothing'!r} becomes {new or 'nothing'!r}"
            for name, old, new in was.differences(now, kind, self.all.facts)
        )

    def _name_kept(self, address: str) -> str:
        was_and_now = self.all.changed.get(address)
        return "" if was_and_now is None else _kept(*was_and_now)

    @property
    def _modules(self) -> Span:
        return document.key_span_of(self.spec.document, (MODULES,))

    def _place(self, key: str) -> Span:
        return document.key_span_of(self.spec.document, ("removed", key))

    def _instance_of(self, address: str) -> Span:
        for name in self.spec.placements:
            if address.startswith(f"module.{name.replace('-', '_')}."):
                return self.spec.place(name)
        return self._modules


def _kept(was: Identity, now: Identity) -> str:
    """Return the line of `names` that preserves the name; empty if another argument differs."""
    for name in NAMES:
        if name in was.names and name in now.names and was.names[name] != now.names[name]:
            return f"{now.names[name]}: {was.names[name]}"
    return ""


def _moved_file(parsed: ParsedStack, moves: tuple[Move, ...]) -> Iterator[GeneratedFile]:
    if not moves:
        return
    text: str = comment(
        "What stood at another address before. Terraform takes it along instead of destroying it and making it anew. "
        f"When every state has been applied, `hclpress mv {parsed.stack.spec.address} --forget` takes this away."
    )
    for move in moves:
        text += f"\n\n{comment(move.reason)}\nmoved {{\n  from = {move.source}\n  to   = {move.target}\n}}"
    yield GeneratedFile.of_text(MOVED, layout(f"{text}\n"))


def _removed_file(parsed: ParsedStack, removed: Mapping[str, str]) -> Iterator[GeneratedFile]:
    removals = {address_of(key): one for key, one in parsed.stack.environment.removed.items()}
    let_go = [(address, whole) for address, whole in sorted(removed.items()) if not removals[whole].destroy]
    if not let_go:
        return
    text: str = comment(
        "What Terraform lets go of and leaves in AWS as it is, because the spec says so under `removed`."
    )
    for address, whole in let_go:
        note = comment(removals[whole].note if address == whole else f"It belongs to {whole}.")
        text += f"\n\n{note}\nremoved {{\n  from = {address}\n\n  lifecycle {{\n    destroy = false\n  }}\n}}"
    yield GeneratedFile.of_text(REMOVED, layout(f"{text}\n"))
