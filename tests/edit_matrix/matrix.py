"""The edit matrix: every single edit of an example is refused at its place, or does exactly what was predicted."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import yaml
from bulk_plan import Actions, BulkPlans, Variant
from examples import PROJECT, TODAY, Example
from msgspec import Struct, field
from spec_edits import edits

from hclpress.catalog import Catalog, Check
from hclpress.diagnostics import Diagnosed
from hclpress.pipeline import Generated, generate
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.stages.write import write

AT_ONCE = 25
"""The edits in one plan."""
_LABEL, _UPDATE = "dev", "update"


class Outcome(Struct):
    """The outcome of all edits of one example.

    Attributes:
        refused: the number of edits refused at the render, by the first part of the code.
        unplaced: refusals without a place in the spec.
        planned: the number of edits planned.
        silent: the number of edits after which nothing changes in AWS.
        surprises: the edits whose plan is another than the predicted one, each with the difference.
        failures: the edits whose plan Terraform refuses.
    """

    refused: Counter[str] = field(default_factory=Counter)
    unplaced: list[str] = field(default_factory=list)
    planned: int = 0
    silent: int = 0
    surprises: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def outcome(example: Example, catalog: Catalog, checks: tuple[Check, ...], scratch: Path) -> Outcome:
    """Make every edit of an example, and plan those that are rendered."""
    found = Outcome()
    project = _Project(scratch, example.folder.parents[1], catalog, checks)
    spec = yaml.safe_load((example.folder / "spec.yaml").read_text("utf-8"))
    before = project.generate(spec)
    write([before.output], project.out)
    variants = list(_variants(project, spec, before, found))
    plans = BulkPlans(scratch)
    (state,) = plans.states([before])
    start = plans.actions([Variant(before, before)], [state])[0]
    if start.errors or set(start.by_address.values()) - {_UPDATE}:
        found.failures.append(f"the state of the example is no state of it: {start}")
        return found
    for first in range(0, len(variants), AT_ONCE):
        part = variants[first : first + AT_ONCE]
        for (name, after), actions in zip(
            part, plans.actions([Variant(before, one) for _, one in part], [state] * len(part)), strict=True
        ):
            _judge(name, after, actions, frozenset(start.by_address), found)
    return found


def _judge(name: str, after: Generated, actions: Actions, restless: frozenset[str], found: Outcome) -> None:
    """Compare a plan with the prediction.

    Args:
        name: the edit.
        after: the environment after it.
        actions: the plan.
        restless: resources that are updated without any edit, because their state is made up. Whether an edit updates
            them cannot be told.
        found: the outcome to add to.
    """
    found.planned += 1
    if actions.errors:
        found.failures.append(f"{name}: {actions.errors[0]}")
        return
    predicted = {address: change.action.value for address, change in after.changes.by_address.items()}
    everywhere = {**dict.fromkeys(restless & after.output.history.resources.keys(), _UPDATE), **predicted}
    if dict(actions.by_address) in (predicted, everywhere):
        found.silent += not predicted
        return
    addresses = sorted(actions.by_address.keys() | predicted.keys())
    differences = [
        f"{address} is planned as {actions.by_address.get(address)} and predicted as {predicted.get(address)}"
        for address in addresses
        if actions.by_address.get(address) != predicted.get(address)
    ]
    found.surprises.append(f"{name}: {'; '.join(differences[:5])}")


def _variants(
    project: _Project, spec: dict[str, object], before: Generated, found: Outcome
) -> Iterator[tuple[str, Generated]]:
    schema = json.loads((PROJECT / "environments/schema.json").read_text("utf-8"))
    seen = {yaml.safe_dump(spec, sort_keys=False)}
    for edit in edits(spec, schema):
        text = yaml.safe_dump(edit.spec, sort_keys=False)
        if text in seen:
            continue
        seen.add(text)
        try:
            yield edit.name, project.generate(edit.spec)
        except Diagnosed as refused:
            first = refused.diagnostics[0]
            found.refused[first.code.partition("/")[0]] += 1
            found.unplaced += [f"{edit.name}: {one.code}" for one in refused.diagnostics if one.span is None]


class _Project:
    """A project of one environment, whose spec changes."""

    def __init__(self, folder: Path, module: Path, catalog: Catalog, checks: tuple[Check, ...]) -> None:
        for code in module.iterdir():
            if code.is_dir() and code.name not in {"examples", "__pycache__"}:
                shutil.copytree(code, folder / code.name)
        self._spec = folder / "environments" / "example" / f"{_LABEL}.yaml"
        self._spec.parent.mkdir(parents=True)
        self._catalog, self._checks = catalog, checks
        self.out = folder / "out"

    def generate(self, spec: dict[str, object]) -> Generated:
        self._spec.write_text(yaml.safe_dump(spec, sort_keys=False), encoding="utf-8")
        where = EnvironmentFile("example", _LABEL, self._spec)
        return generate(where, self._catalog, self._checks, TODAY, out=self.out)


def share_of(examples: list[Example], day: date, parts: int = 10) -> list[Example]:
    """The examples whose turn it is on a day."""
    return [one for index, one in enumerate(examples) if index % parts == day.toordinal() % parts]
