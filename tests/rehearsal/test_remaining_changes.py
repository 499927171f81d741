"""What a plan changes right after an apply: a real difference is drift, JSON in another notation is none."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from hclpress.rehearsal import remaining_changes as module
from hclpress.rehearsal.remaining_changes import remaining_changes
from hclpress.terraform.bounded_process import Finished
from hclpress.terraform.discovery import Origin, Terraform, TerraformKind
from hclpress.terraform.plan_json import Plan
from hclpress.terraform.working_copy import WorkingCopy

TERRAFORM = Terraform(TerraformKind.TERRAFORM, Path("terraform"), (1, 11, 4), "1.11.4", Origin.OPTION, ("terraform",))
COMPACT, SPACED = '{"a":[1],"b":2}', '{"b": 2, "a": [1]}'
OTHER = '{"b": 2, "a": [1, 3]}'
UPDATE, REPLACE = ["update"], ["delete", "create"]


def told(folder: Path, monkeypatch: pytest.MonkeyPatch, change: Mapping[str, Any]) -> list[str]:
    """What is told of a plan that changes one resource."""
    (folder / "main.tf").write_text('resource "aws_sqs_queue" "orders" {\n}\n')
    one = {"address": "aws_sqs_queue.orders", "mode": "managed", "type": "aws_sqs_queue", "name": "orders"}
    document = {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "planned_values": {"root_module": {}},
        "configuration": {"root_module": {}},
        "resource_changes": [{**one, "change": {"after_unknown": {}, **change}}],
    }
    text = json.dumps(document)
    monkeypatch.setattr(module, "execute", lambda *_: Finished(0, text, ""))
    return [one.detail for one in remaining_changes(Plan.read(text), WorkingCopy(folder, folder, TERRAFORM, {}))]


@pytest.mark.parametrize(
    ("actions", "unknown"),
    [(UPDATE, {}), (UPDATE, {"etag": True}), (REPLACE, {"id": True})],
    ids=["update", "update that makes something unknown", "replacement"],
)
def test_json_in_another_notation_is_no_drift_whatever_it_causes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, actions: list[str], unknown: dict[str, bool]
) -> None:
    before = {"redrive_policy": SPACED, **dict.fromkeys(unknown, "q-1")}
    change = {"actions": actions, "before": before, "after": {"redrive_policy": COMPACT}, "after_unknown": unknown}
    assert told(tmp_path, monkeypatch, change | {"replace_paths": [["redrive_policy"]]}) == []


@pytest.mark.parametrize("actions", [UPDATE, REPLACE], ids=["update", "replacement"])
def test_a_real_difference_beside_another_notation_is_drift(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, actions: list[str]
) -> None:
    before = {"redrive_policy": SPACED, "delay_seconds": 0}
    after = {"redrive_policy": COMPACT, "delay_seconds": 5}
    (detail,) = told(tmp_path, monkeypatch, {"actions": actions, "before": before, "after": after})
    assert "`delay_seconds` from 0 to 5" in detail
    assert "redrive_policy" not in detail


def test_json_of_another_content_is_drift(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change = {"actions": UPDATE, "before": {"policy": COMPACT}, "after": {"policy": OTHER}}
    (detail,) = told(tmp_path, monkeypatch, change)
    assert "`policy`" in detail


@pytest.mark.parametrize(("sensitive", "shown"), [([{}], True), ([{"size": True}], False), (True, False)])
def test_a_value_is_told_unless_a_part_of_it_is_sensitive(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sensitive: object, shown: bool
) -> None:
    sides = {"before": {"storage": [{"size": 512}]}, "after": {"storage": [{"size": 1024}]}}
    change = {"actions": UPDATE, **sides, "after_sensitive": {"storage": sensitive}}
    (detail,) = told(tmp_path, monkeypatch, change)
    assert ("1024" in detail) is shown


@pytest.mark.parametrize("actions", [["create"], ["delete"]])
def test_what_is_made_or_taken_away_is_drift(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, actions: list[str]
) -> None:
    values = {"policy": COMPACT}
    sides = {"before": None, "after": values} if actions == ["create"] else {"before": values, "after": None}
    assert len(told(tmp_path, monkeypatch, {"actions": actions, **sides})) == 1
