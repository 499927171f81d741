"""Whole rehearsals of small configurations: how they go, and how what is wrong is told."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from hclpress.rehearsal.call_and_reply import Call
from hclpress.rehearsal.rehearse import rehearse
from hclpress.rehearsal.remaining_changes import same_value
from hclpress.rehearsal.scene_and_outcome import Rehearsed, Scene
from hclpress.terraform.discovery import Origin, Terraform, TerraformKind
from hclpress.terraform.json_value import JsonValue
from hclpress.terraform.provider_mirror import find_mirror

PROVIDER = """
terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 5.100"
    }
  }
}

provider "aws" {
  region = "us-east-1"

  default_tags {
    tags = {
      Owner = "platform-team"
    }
  }
}
"""
KEPT = '\nresource "aws_cloudwatch_log_group" "kept" {\n  name         = "kept"\n  skip_destroy = true\n}\n'


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder for temporary files, which every rehearsal leaves empty."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def configuration(folder: Path, text: str, name: str = "environment") -> Path:
    """A rendered environment that consists of one file."""
    made = folder / name
    made.mkdir()
    (made / "main.tf").write_text(PROVIDER + text)
    return made


def rehearsed(folder: Path, terraform: Terraform, *requests: Call, update: Path | None = None) -> Rehearsed:
    """How its rehearsal goes."""
    scene = Scene("shop/dev", folder, "123456789012", "us-east-1", update=update, requests=requests, limit=120)
    return rehearse(scene, terraform, find_mirror(os.environ))


@pytest.mark.terraform
@pytest.mark.usefixtures("scratch")
def test_an_environment_without_problems_is_applied_read_back_and_destroyed(
    tmp_path: Path, terraform: Terraform
) -> None:
    topic = '\nresource "aws_sns_topic" "alarms" {\n  name = "alarms"\n}\n'
    outcome = rehearsed(configuration(tmp_path, topic), terraform)
    assert outcome.problems == ()
    assert {step.name: step.result for step in outcome.steps if step.name != "emulator"} == {
        "init": "done",
        "plan": "1 to create",
        "apply": "1 resources",
        "second plan": "empty",
        "read back": "1 facts",
        "destroy": "1 resources",
        "nothing left": "done",
    }
    assert sorted(path.name for path in (tmp_path / "environment").iterdir()) == ["main.tf"]


@pytest.mark.terraform
@pytest.mark.usefixtures("scratch")
def test_an_update_is_applied_in_place_over_the_same_state(tmp_path: Path, terraform: Terraform) -> None:
    topic = '\nresource "aws_sns_topic" "alarms" {\n  name         = "alarms"\n  display_name = "%s"\n}\n'
    before, after = (configuration(tmp_path, topic % name, name) for name in ("before", "after"))
    outcome = rehearsed(before, terraform, update=after)
    assert outcome.problems == ()
    results = {step.name: step.result for step in outcome.steps}
    assert (results["update: plan"], results["update: second plan"]) == ("1 to update", "empty")


@pytest.mark.terraform
@pytest.mark.usefixtures("scratch")
def test_a_resource_that_fails_is_named_with_its_file_and_line(tmp_path: Path, terraform: Terraform) -> None:
    item = (
        '\nresource "aws_sns_topic_policy" "nobodys" {\n'
        '  arn    = "arn:aws:sns:us-east-1:123456789012:missing"\n  policy = jsonencode({})\n}\n'
    )
    folder = configuration(tmp_path, item)
    outcome = rehearsed(folder, terraform)
    assert outcome.steps[-1].name == "apply"
    assert outcome.steps[-1].result == "failed"
    (found,) = outcome.problems
    assert found.code == "terraform/apply-failed"
    assert found.span is not None
    assert found.span.file == (folder / "main.tf").as_posix()
    assert found.span.line == PROVIDER.count("\n") + 2


@pytest.mark.terraform
@pytest.mark.usefixtures("scratch")
def test_what_a_second_plan_changes_is_told_with_what_differs(tmp_path: Path, terraform: Terraform) -> None:
    restless = '\nresource "aws_sns_topic" "restless" {\n  name         = "t"\n  display_name = timestamp()\n}\n'
    outcome = rehearsed(configuration(tmp_path, restless), terraform)
    assert outcome.steps[-1].name == "second plan"
    (found,) = outcome.problems
    assert found.code == "rehearse/not-converged"
    assert "aws_sns_topic.restless" in found.summary
    assert "`display_name`" in found.detail
    assert found.span is not None


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ('{"a":1,"b":2}', '{"b": 2, "a": 1}', True),
        ('{"a":1}', '{"a": 2}', False),
        ("plain", "plainer", False),
        ([{"policy": "[1,2]"}], [{"policy": "[1, 2]"}], True),
        (["a"], ["a", "b"], False),
        ({"x": "[1]"}, {"x": "[1 ]"}, True),
        ("true", True, False),
        ("17", "17.0", False),
        ('{"a": true}', '{"a":1}', False),
        ('{"a": [1, 2]}', '{"a":[2,1]}', False),
        ('{"a": [{"b": 1.0}]}', '{"a":[{"b":1}]}', True),
    ],
)
def test_json_is_compared_as_json_after_an_apply(before: JsonValue, after: JsonValue, same: bool) -> None:
    assert same_value(before, after) == same


@pytest.mark.terraform
@pytest.mark.usefixtures("scratch")
def test_what_a_destroy_leaves_behind_is_told(tmp_path: Path, terraform: Terraform) -> None:
    outcome = rehearsed(configuration(tmp_path, KEPT), terraform)
    assert outcome.steps[-1].name == "nothing left"
    (found,) = outcome.problems
    assert found.code == "rehearse/left-behind"
    assert ":log-group:kept" in found.summary


@pytest.mark.terraform
@pytest.mark.usefixtures("scratch")
def test_a_step_that_fails_for_want_of_a_call_is_a_gap_of_the_emulator(tmp_path: Path, terraform: Terraform) -> None:
    lacking = (
        '\nresource "aws_cloudfront_realtime_log_config" "lacking" {\n  name          = "a"\n'
        '  sampling_rate = 1\n  fields        = ["timestamp"]\n\n  endpoint {\n    stream_type = "Kinesis"\n\n'
        '    kinesis_stream_config {\n      role_arn   = "arn:aws:iam::123456789012:role/a"\n'
        '      stream_arn = "arn:aws:kinesis:us-east-1:123456789012:stream/a"\n    }\n  }\n}\n'
    )
    outcome = rehearsed(configuration(tmp_path, lacking), terraform)
    assert outcome.steps[-1].name == "apply"
    (gap,) = outcome.problems
    assert gap.code == "rehearse/emulator-gap"
    assert gap.summary == "The emulator does not support POST /2020-05-31/realtime-log-config"
    assert "no fault of the spec" in gap.detail
    assert gap.span is not None
    assert gap.span.line == PROVIDER.count("\n") + 2


@pytest.mark.usefixtures("scratch")
def test_a_terraform_that_hangs_is_stopped_in_time(tmp_path: Path) -> None:
    program = tmp_path / "terraform"
    program.write_text("#!/bin/sh\nsleep 600 & wait\n")
    program.chmod(0o755)
    hanging = Terraform(TerraformKind.TERRAFORM, program, (1, 11, 4), "1.11.4", Origin.OPTION, (str(program),))
    scene = Scene("shop/dev", configuration(tmp_path, ""), "123456789012", "us-east-1", limit=1)
    outcome = rehearse(scene, hanging, None)
    assert outcome.steps[-1].name == "init"
    (found,) = outcome.problems
    assert found.code == "terraform/timed-out"
    assert outcome.steps[-1].seconds < 20
