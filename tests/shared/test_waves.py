"""Environments that others use are planned and applied before their users."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from producer_and_consumers import edit, environment, hclpress

from hclpress.waves import waves
from hclpress.workflows import atlantis, github, gitlab
from hclpress.workflows.jobs import Job
from hclpress.workflows.project_settings import Setup

ADDRESSES = ("network/ssm", "network/state", "shop/made", "shop/ssm", "shop/state")


@pytest.mark.usefixtures("project")
def test_an_environment_comes_behind_all_that_it_uses() -> None:
    Path("environments/front").mkdir()
    Path("environments/front/dev.yaml").write_text("modules: {x: {shared_by: shop/ssm}, y: {shared_by: network/ssm}}\n")
    found = waves([environment(address) for address in (*ADDRESSES, "front/dev")])
    assert found == {
        "network/ssm": 1,
        "network/state": 1,
        "shop/made": 1,
        "shop/ssm": 2,
        "shop/state": 2,
        "front/dev": 3,
    }


@pytest.mark.usefixtures("project")
def test_a_circle_of_environments_ends() -> None:
    edit("environments/network/ssm.yaml", "modules:\n", "modules:\n  settings: {shared_by: shop/ssm}\n")
    assert waves([environment("shop/ssm")])["shop/ssm"] > 0


def test_the_jobs_of_a_wave_wait_for_those_of_the_wave_before() -> None:
    jobs = yaml.safe_load(github.workflow(Setup(waves=3)))["jobs"]
    assert list(jobs) == ["affected", "plan", "apply", "plan_2", "apply_2", "plan_3", "apply_3"]
    assert jobs["plan_2"]["needs"] == ["affected", "plan", "apply"]
    assert jobs["apply_2"]["needs"] == ["affected", "plan_2"]
    assert jobs["plan_3"]["needs"] == ["affected", "plan_2", "apply_2"]
    assert "matrix_3" in jobs["apply_3"]["strategy"]["matrix"]
    # In a pull request nothing is applied, and the plans of later waves are made all the same.
    assert "github.event_name" not in jobs["plan_2"]["if"]
    assert "github.event_name == 'push'" in jobs["apply_2"]["if"]


def test_a_project_of_one_wave_has_one_plan_and_one_apply() -> None:
    assert list(yaml.safe_load(github.workflow(Setup()))["jobs"]) == ["affected", "plan", "apply"]
    assert "execution_order_group" not in atlantis.workflow(["a/b"], Setup(), {"a/b": 1})


def test_stages_of_gitlab_follow_the_waves() -> None:
    jobs = (Job("network/ssm", ("network/ssm",)), Job("shop/ssm", ("shop/ssm",), wave=2))
    found = yaml.safe_load(gitlab.child_pipeline(jobs, Setup()))
    assert found["stages"] == ["plan", "apply", "plan 2", "apply 2"]
    assert found["apply network/ssm"]["stage"] == "apply"
    assert found["plan shop/ssm"]["stage"] == "plan 2"


def test_projects_of_atlantis_have_their_order() -> None:
    found = yaml.safe_load(atlantis.workflow(["network/ssm", "shop/ssm"], Setup(), {"network/ssm": 1, "shop/ssm": 2}))
    assert [project["execution_order_group"] for project in found["projects"]] == [1, 2]


def test_the_workflows_of_a_project_know_its_waves_and_its_matrices_are_apart(project: Path) -> None:
    environ = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]
    assert hclpress("render", "--all").exit_code == 0
    for command in (
        ["init", "--quiet", "--initial-branch=main"],
        ["add", "--all"],
        ["commit", "--quiet", "-m", "Begin"],
    ):
        subprocess.run(["git", *identity, *command], check=True, env=environ, cwd=project)
    assert "plan_2:" in hclpress("workflow", "github").output
    edit("environments/network/ssm.yaml", "posture: dev", "posture: staging")
    matrices = [
        json.loads(hclpress("affected", "--since", "main", "--wave", str(wave), "--format", "matrix").stdout)
        for wave in (1, 2)
    ]
    assert [row["name"] for row in matrices[0]["include"]] == ["network/ssm", "network/state"]
    assert [row["name"] for row in matrices[1]["include"]] == ["shop/ssm", "shop/state"]
    told = json.loads(hclpress("affected", "--since", "main", "--format", "json").stdout)["environments"]
    assert {one["environment"]: one["wave"] for one in told if one["changed"]}["shop/ssm"] == 2
