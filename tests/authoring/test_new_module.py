"""`hclpress new-module` writes a module that renders at once, for every type of resource."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from hclpress.aws.name_rules import NAME_RULES
from hclpress.cli import app

UNKNOWN = "aws_sfn_state_machine"


def hclpress(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


@pytest.mark.parametrize("resource", [*NAME_RULES, UNKNOWN])
def test_a_new_module_renders_at_once_and_passes_its_own_test(
    resource: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made = hclpress("new-module", "things", "--type", resource)
    assert made.exit_code == 0, made.output
    # What this module makes of a type may well be incomplete; its shape, its names and its outputs are right.
    first = json.loads(hclpress("test-modules", "modules", "--update", "--format", "json").stdout)
    told = [one["code"] for one in first["diagnostics"]]
    assert {code for code in told if not code.startswith("check/")} == set()
    rendered = hclpress("test-modules", "modules")
    assert ("passed" in rendered.output) is (not told), rendered.output


def test_what_the_first_test_wrote_is_what_the_next_one_finds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    hclpress("new-module", "queues", "--type", "aws_sqs_queue")
    before = json.loads(hclpress("test-modules", "modules", "--format", "json").stdout)
    assert {one["code"] for one in before["diagnostics"]} == {"module/not-expected"}
    assert hclpress("test-modules", "modules", "--update").exit_code == 0
    assert hclpress("test-modules", "modules").exit_code == 0
    expected = tmp_path / "modules/queues/examples/first/expected/queues/main.tf"
    expected.write_text(expected.read_text().replace("true", "false"))
    differing = json.loads(hclpress("test-modules", "modules", "--format", "json").stdout)
    (found,) = differing["diagnostics"]
    assert found["code"] == "module/renders-differently"
    assert found["span"]["file"] == "modules/queues/examples/first/expected/queues/main.tf"
    assert found["span"]["line"] == 3
    expected.write_text("")
    (tmp_path / "modules/queues/examples/first/expected/queues/more.tf").write_text("# left over\n")
    codes = [
        one["code"] for one in json.loads(hclpress("test-modules", "modules", "--format", "json").stdout)["diagnostics"]
    ]
    assert sorted(codes) == ["module/not-rendered", "module/renders-differently"]


def test_a_module_without_an_example_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    hclpress("new-module", "queues", "--type", "aws_sqs_queue")
    (tmp_path / "modules/queues/examples/first/spec.yaml").unlink()
    result = hclpress("test-modules", "modules", "--format", "json")
    assert result.exit_code == 1
    assert [one["code"] for one in json.loads(result.stdout)["diagnostics"]] == ["module/no-example"]


@pytest.mark.terraform
def test_a_plan_that_holds_something_else_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    hclpress("new-module", "queues", "--type", "aws_sqs_queue")
    hclpress("test-modules", "modules", "--update")
    inventory = tmp_path / "modules/queues/examples/first/plan.yaml"
    inventory.write_text("counts: {aws_sqs_queue: 2}\n")
    result = hclpress("test-modules", "modules", "--format", "json")
    (found,) = json.loads(result.stdout)["diagnostics"]
    assert (result.exit_code, found["code"]) == (1, "module/plan-differs")
    inventory.write_text("counts: {aws_sqs_queue: 1}\n")
    assert hclpress("test-modules", "modules").exit_code == 0
    inventory.write_text("- no mapping\n")
    assert "module/bad-plan" in hclpress("test-modules", "modules", "--format", "json").stdout
    assert hclpress("test-modules", "modules", "--no-plan").exit_code == 0


@pytest.mark.parametrize(
    ("name", "resource", "code"),
    [
        ("Queues", "aws_sqs_queue", "new-module/bad-name"),
        ("my-queues", "aws_sqs_queue", "new-module/bad-name"),
        ("class", "aws_sqs_queue", "new-module/bad-name"),
        ("queues", "sqs", "new-module/bad-type"),
        ("vpc", "aws_vpc", "new-module/exists"),
    ],
)
def test_a_name_or_a_type_that_cannot_be_is_refused_and_nothing_is_written(
    name: str, resource: str, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = hclpress("new-module", name, "--type", resource, "--format", "json")
    assert result.exit_code == 1
    assert [one["code"] for one in json.loads(result.stdout)["diagnostics"]] == [code]
    assert list(tmp_path.iterdir()) == []


def test_a_module_that_is_there_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    hclpress("new-module", "queues", "--type", "aws_sqs_queue")
    contract = tmp_path / "modules/queues/contract.py"
    contract.write_text("# mine\n")
    result = hclpress("new-module", "queues", "--type", "aws_sns_topic")
    assert result.exit_code == 1
    assert contract.read_text() == "# mine\n"
