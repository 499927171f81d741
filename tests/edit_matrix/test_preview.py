"""The preview of a random edit says what a plan over filled-in state does, also where a render refuses the edit.

`make edits` does it for every example; every other run for a tenth of them, others each day.
"""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from bulk_plan import BulkPlans, Variant
from daily_share import todays_share
from examples import Example, examples
from matrix import ExampleProject, single_edits, spec_of

from hclpress.catalog import Catalog, Check
from hclpress.diagnostics import Diagnosed
from hclpress.fleet.preview_one import preview_of
from hclpress.hcl.address import ResourceAddress
from hclpress.history.resource_previews import MOVED
from hclpress.model.environment_preview import EnvironmentPreview
from hclpress.stages.write import write

EDITS = 14
"""The edits of an example. Those that are no spec are not counted."""
UPDATE = "update"


@pytest.mark.terraform
@pytest.mark.edits
@pytest.mark.parametrize("example", todays_share(list(examples()), parts=10), ids=str)
def test_a_preview_says_what_a_plan_does(
    example: Example, catalog: Catalog, checks: tuple[Check, ...], tmp_path: Path
) -> None:
    project = ExampleProject(tmp_path, example.folder.parents[1], catalog, checks)
    spec = spec_of(example)
    before = project.generate(spec)
    write([before.output], project.out)
    chosen = [*single_edits(spec)]
    random.Random(str(example)).shuffle(chosen)  # noqa: S311  (the same edits in every run)
    previews: list[tuple[str, EnvironmentPreview]] = []
    variants: list[Variant] = []
    for edit in chosen:
        if len(previews) == EDITS:
            break
        try:
            foreseen = project.foresee(edit.spec)
        except Diagnosed:
            continue
        if foreseen.problems and foreseen.prediction.moves:
            continue  # The moves are written only when nothing is refused.
        after = project.generate_anew(edit.spec) if foreseen.problems else project.generate(edit.spec)
        previews.append((edit.name, preview_of("example/dev", foreseen)))
        variants.append(Variant(before, after))
    plans = BulkPlans(tmp_path)
    (state,) = plans.states([before])
    # The state is made up, so that some resources are updated without any edit.
    restless = plans.actions([Variant(before, before)], [state])[0].by_address.keys()
    surprises = []
    for (name, preview), actions in zip(previews, plans.actions(variants, [state] * len(variants)), strict=True):
        assert not actions.errors, name
        said = {one.address: one.action for one in preview.resources if one.action != MOVED}
        done = dict(actions.by_address)
        moved = {one.address for one in preview.resources if one.moved_from in restless}
        for address in (*restless, *moved):
            if {said.get(address, UPDATE), done.get(address, UPDATE)} == {UPDATE}:
                said.pop(address, None)
                done.pop(address, None)
        surprises += [
            f"{name}: {address} is previewed as {said.get(address)} and planned as {done.get(address)}"
            for address in sorted(said.keys() | done.keys())
            if said.get(address) != done.get(address)
        ]
        facts = before.parsed.stack.resource_facts
        losing = {one.address for one in preview.resources if one.loses}
        for address, action in actions.by_address.items():
            resource = before.output.history.resources.get(address)
            held = resource and facts.holds(ResourceAddress.of(address).kind, resource.names)
            assert not (held and action in {"delete", "replace"}) or address in losing, f"{name}: {address}"
    assert surprises == []
