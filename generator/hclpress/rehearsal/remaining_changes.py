"""Drift: the changes in a plan right after an apply."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping

from hclpress.diagnostics import Diagnostic
from hclpress.rehearsal.resource_location import place_of
from hclpress.terraform.json_value import JsonValue, mapping, sequence, text
from hclpress.terraform.plan_json import Plan
from hclpress.terraform.working_copy import WorkingCopy, execute


def remaining_changes(plan: Plan, work: WorkingCopy) -> tuple[Diagnostic, ...]:
    """Return one diagnostic for each resource and output that a plan changes, with the attributes.

    Args:
        plan: the last plan of the working copy.
        work: the working copy.
    """
    if plan.is_empty:
        return ()
    shown = execute(work, "show", "-json", str(work.planned))
    document: JsonValue = json.loads(shown.stdout)
    changes = (mapping(one) for one in sequence(mapping(document).get("resource_changes")))
    differences = {
        text(one.get("address")): tuple(_differences(change))
        for one in changes
        if not _is_another_notation(change := mapping(one.get("change")))
    }
    described = mapping(mapping(document).get("output_changes"))
    resources = [
        Diagnostic(
            "rehearse/not-converged",
            f"{address} would be changed again",
            f"Right after an apply, a plan wants to {' and '.join(change.actions)} it: "
            f"{', '.join(differences[address]) or 'no attribute differs'}. The state in AWS differs from the "
            "configuration, or the emulator does not store it.",
            place_of(address, work.source),
        )
        for address, change in plan.changes.items()
        if change.actions not in {("no-op",), ("read",)}
        and address in differences
        and (differences[address] or change.actions != ("update",))
    ]
    outputs = [
        Diagnostic(
            "rehearse/not-converged",
            f"The output {name} would be changed again",
            "Right after an apply, a plan gives it another value.",
        )
        for name, output in plan.outputs.items()
        if output.actions != ("no-op",) and not _is_same_output(mapping(described.get(name)))
    ]
    return (*resources, *outputs)


def _is_another_notation(change: Mapping[str, JsonValue]) -> bool:
    """Whether all that differs is JSON in another notation; other attributes are unknown only because of it."""
    before, after, unknown = (change.get(name) for name in ("before", "after", "after_unknown"))
    if not isinstance(before, Mapping) or not isinstance(after, Mapping):
        return False
    known = {*before, *after} - {name for name, hole in mapping(unknown).items() if hole is True}
    differing = [name for name in known if before.get(name) != after.get(name)]
    return bool(differing) and all(same_value(before.get(name), after.get(name)) for name in differing)


def _differences(change: Mapping[str, JsonValue]) -> Iterator[str]:
    before, after = mapping(change.get("before")), mapping(change.get("after"))
    unknown, hidden = mapping(change.get("after_unknown")), mapping(change.get("after_sensitive"))
    forced = {str(sequence(path)[0]) for path in sequence(change.get("replace_paths")) if sequence(path)}
    for name in sorted({*before, *after, *unknown}):
        replacing = " (which replaces it)" if name in forced else ""
        if unknown.get(name) is True:
            yield f"`{name}` becomes unknown{replacing}"
        elif not same_value(before.get(name), after.get(name)):
            values = (
                "" if _is_hidden(hidden.get(name)) else f" from {_short(before.get(name))} to {_short(after.get(name))}"
            )
            yield f"`{name}`{values}{replacing}"


def _is_hidden(sensitive: JsonValue) -> bool:
    """Whether a part of a value is sensitive; the plan says so of each part of a block."""
    if isinstance(sensitive, Mapping):
        return any(map(_is_hidden, sensitive.values()))
    return any(map(_is_hidden, sequence(sensitive))) or sensitive is True


def _is_same_output(change: Mapping[str, JsonValue]) -> bool:
    return change.get("after_unknown") is not True and same_value(change.get("before"), change.get("after"))


def same_value(before: JsonValue, after: JsonValue) -> bool:
    """Compare two values; two JSON documents are compared as JSON, because an emulator writes other white space."""
    if isinstance(before, str) and isinstance(after, str) and before != after:
        # Texts such as `17` and `17.0` are no documents, and differ.
        documents = [one for one in (before, after) if one.lstrip().startswith(("{", "["))]
        try:
            return len(documents) == 2 and _is_same_json(*map(json.loads, documents))
        except ValueError:
            return False
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return before.keys() == after.keys() and all(same_value(before[name], after[name]) for name in before)
    if sequence(before) and sequence(after):
        pairs = tuple(zip(sequence(before), sequence(after), strict=False))
        return len(sequence(before)) == len(sequence(after)) and all(same_value(one, other) for one, other in pairs)
    return before == after


def _is_same_json(before: JsonValue, after: JsonValue) -> bool:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        return before.keys() == after.keys() and all(_is_same_json(before[name], after[name]) for name in before)
    if isinstance(before, list) and isinstance(after, list):
        return len(before) == len(after) and all(map(_is_same_json, before, after))
    # To Python, true is 1.
    return before == after and isinstance(before, bool) == isinstance(after, bool)


def _short(value: JsonValue) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 200 else f"{text[:200]}…"
