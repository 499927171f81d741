"""An apply as it is foreseen: its changes to the resources of an environment, and what speaks against them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from datetime import date
from functools import cached_property

from msgspec import Struct, structs

from hclpress.diagnostics import Diagnostic, Severity, Span
from hclpress.hcl.address import ResourceAddress, covers
from hclpress.history.applied import Continued, continued
from hclpress.history.apply_prediction import ApplyPrediction
from hclpress.history.baseline import Baseline
from hclpress.history.change_diagnostics import ChangeDiagnostics
from hclpress.history.changes import Action, Changes, letting_go
from hclpress.history.comparison import Comparison
from hclpress.history.configuration import moves_within
from hclpress.history.history_diagnostics import mended, upgraded, vanished
from hclpress.history.identity import NAMES, Identity
from hclpress.history.matching import Ambiguity
from hclpress.history.moves import implied_moves
from hclpress.history.order_diagnostics import OrderDiagnostics
from hclpress.history.resources import resources_of
from hclpress.model.environment_spec import EnvironmentSpec
from hclpress.model.parsed_stack import ParsedStack
from hclpress.source import document
from hclpress.spec.environment import MODULES

_NAMED = 5
"""The number of items that a message names of a longer list."""


class Foreseen(Struct, frozen=True, dict=True):
    """An environment before and after an apply.

    Attributes:
        parsed: what is rendered, read back.
        baseline: the environment before.
        before: the history that is continued.
        comparison: the previous resources and the present ones.
        prediction: what the apply does.
        today: the day on which acceptances are checked.
    """

    parsed: ParsedStack
    baseline: Baseline
    before: Continued
    comparison: Comparison
    prediction: ApplyPrediction
    today: date

    @classmethod
    def of(cls, parsed: ParsedStack, baseline: Baseline, today: date, adopted: Collection[str] = ()) -> Foreseen:
        """Compare the rendered resources with the baseline.

        Args:
            parsed: the stack with its files, read back.
            baseline: the environment before the render.
            today: the day on which acceptances are checked.
            adopted: the addresses of what exists in AWS already, and so is not created.
        """
        facts, spec = parsed.stack.resource_facts, parsed.stack.spec
        new = resources_of(parsed.modules, facts)
        before = with_counts(continued(baseline.history, baseline.applied, new, facts), new)
        written = moves_within(parsed.modules)
        prediction = ApplyPrediction.of(parsed, baseline, before, new, written, adopted)
        replaced = frozenset(
            address for address, one in prediction.changes.by_address.items() if one.action is Action.REPLACED
        )
        comparison = Comparison(
            before.history, prediction.matched, new, spec.environment.removed, facts, frozenset(written), replaced
        )
        return cls(parsed, baseline, before, comparison, prediction, today)

    @property
    def spec(self) -> EnvironmentSpec:
        """The spec of what is rendered."""
        return self.parsed.stack.spec

    @property
    def applied(self) -> Collection[str]:
        """The addresses of the resources that are applied, as they were then."""
        applied = self.baseline.applied
        return (self.baseline.history if applied is None else applied.history).resources

    @cached_property
    def changes(self) -> Changes:
        """The changes of the apply. What only leaves the state is let go, not destroyed."""
        removals = self.comparison.removals
        blocks = [one for one, whole in self.comparison.removed.items() if not removals[whole][1].destroy]
        return letting_go(self.prediction.changes, blocks)

    @cached_property
    def problems(self) -> tuple[Diagnostic, ...]:
        """The errors for which nothing is rendered, each at its place in the spec."""
        return tuple(self._findings.problems())

    @cached_property
    def notes(self) -> tuple[Diagnostic, ...]:
        """The notes about the history itself, which hold until the next render."""
        return (*self.baseline.notes, *mended(self.spec, self.baseline, self.before, self.comparison))

    @cached_property
    def by_version(self) -> tuple[Diagnostic, ...]:
        """The changes that come from another version of hclpress."""
        return tuple(upgraded(self.parsed, self.baseline, self.prediction))

    @cached_property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """Every warning: about the history, and about changes and removals."""
        dropped = vanished(self.spec, self.baseline, self.comparison.new, self.comparison.facts)
        return (*self.notes, *self.by_version, *dropped, *self._findings.warnings())

    @cached_property
    def _findings(self) -> _Findings:
        return _Findings(self.spec, self.comparison, self.prediction, self.today)


def with_counts(before: Continued, new: Mapping[str, Identity]) -> Continued:
    """Return the history with the addresses that resources have after Terraform's own moves because of a `count`."""
    implied = {one.source: one.target for one in implied_moves(before.history.resources, new)}
    if not implied:
        return before
    resources = {implied.get(address, address): one for address, one in before.history.resources.items()}
    return structs.replace(before, history=structs.replace(before.history, resources=resources))


class _Findings(Struct, frozen=True, dict=True):
    """The diagnostics of a comparison, each at its place in the spec."""

    spec: EnvironmentSpec
    all: Comparison
    prediction: ApplyPrediction
    today: date

    @cached_property
    def _about_changes(self) -> ChangeDiagnostics:
        environment = self.spec.environment
        accepted, posture = environment.accept, environment.posture
        return ChangeDiagnostics(
            self.prediction.changes,
            self.all.facts,
            self.all.removal_of,
            accepted,
            posture,
            self.today,
            self._instance_of,
            self._name_kept,
            self.prediction.networks.derived,
        )

    @cached_property
    def _about_order(self) -> OrderDiagnostics:
        return OrderDiagnostics(self.prediction, self.all.new, self._instance_of)

    def problems(self) -> Iterator[Diagnostic]:
        yield from (one for one in self._about_changes.all if one.severity is Severity.ERROR)
        yield from self._about_order.errors()
        yield from self._bad_answers()
        yield from self._blocked_moves()
        yield from self._bad_removals()
        yield from self._losses()
        yield from self._replacements()
        for ambiguity in self.all.matched.ambiguities:
            if self.all.removal_of(ambiguity.source) is None:
                yield self._question(ambiguity)

    def warnings(self) -> Iterator[Diagnostic]:
        yield from (one for one in self._about_changes.all if one.severity is Severity.WARNING)
        yield from self._about_order.warnings()
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
            if move.target not in self.all.rendered_below:
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
            taken = self.all.rendered_below.get(move.source)
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
            here = self.all.rendered_below.get(address)
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
                stays = place.block in self.all.rendered_below
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
                f"{self._taken_back(address)}{self._candidates(address, was)}If it may be removed, set `removed: "
                f"{{{self._shortest(address)}: {{destroy: true}}}}`; with `destroy: false` it leaves the state and "
                "stays in AWS.",
                self._modules,
            )

    def _taken_back(self, address: str) -> str:
        """Return a sentence if the last render permitted the removal, and this one does not."""
        if not any(covers(whole, address) for whole in self.all.previous.removed.values()):
            return ""
        return (
            "It was listed under `removed` in the last render, and is still applied, as far as Git knows. Keep that "
            "line until the removal is committed on the deploy branch. "
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
        found = self.all.added.get(kind)
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
        if module and module[:-1] not in self.all.rendered_below:
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
