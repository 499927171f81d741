"""Every single edit of an example is refused with a place, or its plan is exactly the predicted one.

`make edits` does it for all examples; every other run for a tenth of their shares, another one each day.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml
from bulk_plan import Actions
from daily_share import todays_share
from examples import examples
from matrix import Outcome, Share, lost, outcome, shares_of, single_edits, spec_of
from spec_edits import edits

from hclpress.catalog import Catalog, Check

ALL = [share for example in examples() for share in shares_of(example)]
CHOSEN = todays_share(ALL, parts=10)


@pytest.mark.terraform
@pytest.mark.edits
@pytest.mark.parametrize("share", CHOSEN, ids=str)
def test_no_edit_of_an_example_surprises(
    share: Share,
    catalog: Catalog,
    checks: tuple[Check, ...],
    tmp_path: Path,
    record_property: pytest.RecordProperty,
) -> None:
    found = outcome(share, catalog, checks, tmp_path)
    for name, number in (*found.refused.items(), ("planned", found.planned), ("silent", found.silent)):
        record_property(name, number)
    _write(share, found)
    assert found.failures == []
    assert found.unplaced == []
    assert found.surprises == []
    assert found.losses == []


def test_the_shares_of_an_example_are_all_of_its_edits_each_once() -> None:
    largest = max(ALL, key=lambda one: one.of).example
    shares = [one for one in ALL if one.example == largest]
    number = sum(1 for _ in single_edits(spec_of(largest)))
    assert len(shares) == shares[0].of > 1
    assert [sum(one.takes(index) for one in shares) for index in range(number)] == [1] * number


def test_a_planned_destruction_of_data_is_a_loss(catalog: Catalog, checks: tuple[Check, ...]) -> None:
    example = next(one for one in examples() if str(one) == "dynamodb/sessions")
    before = example.generate(catalog, checks)
    (table,) = [one for one in before.output.history.resources if "aws_dynamodb_table" in one]
    for action, expected in (("delete", [(table, "delete")]), ("replace", [(table, "replace")]), ("update", [])):
        assert [*lost(before, Actions({table: action, "module.x.aws_iam_role.y": "delete"}))] == expected


def test_the_edits_of_a_spec_add_change_and_remove_every_field_and_item() -> None:
    schema = {
        "$defs": {
            "module things": {
                "properties": {
                    "module": {"type": "string"},
                    "size": {"type": "integer", "minimum": 1, "maximum": 3, "default": 2},
                    "kind": {"enum": ["a", "b"], "default": "a"},
                    "items": {
                        "type": "object",
                        "additionalProperties": {"type": "object", "properties": {"on": {"type": "boolean"}}},
                    },
                }
            }
        }
    }
    spec = {"modules": {"it": {"module": "things", "size": 3, "items": {"x": {"on": True}, "y": {}}}}}
    names = [edit.name for edit in edits(spec, schema)]
    for expected in (
        "posture prod",
        "set 2 at modules.it.size",
        "unset modules.it.size",
        "add 'b' at modules.it.kind",
        "set False at modules.it.items.x.on",
        "remove modules.it.items.x",
        "rename x in modules.it.items",
        "copy x in modules.it.items",
        "reverse modules.it.items",
        "remove modules.it",
    ):
        assert expected in names
    assert yaml.safe_dump(spec) == yaml.safe_dump(
        {"modules": {"it": {"module": "things", "size": 3, "items": {"x": {"on": True}, "y": {}}}}}
    )


def _write(share: Share, found: Outcome) -> None:
    """Add the figures to the file that `make edits` sums up."""
    if place := os.environ.get("HCLPRESS_EDIT_FIGURES"):
        with Path(place).open("a", encoding="utf-8") as stream:
            print(
                share,
                sum(found.refused.values()),
                found.planned,
                len(found.surprises),
                len(found.failures),
                len(found.losses),
                file=stream,
            )
