"""The workflows: valid by the schema of their engine, and their steps do what they say in a real repository."""

from __future__ import annotations

import json
import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from examples import PROJECT

from hclpress.commands.workflow import Engine
from hclpress.workflows import atlantis, github, gitlab
from hclpress.workflows.jobs import MOST, Job, jobs_for
from hclpress.workflows.project_settings import Setup

ELSEWHERE = Setup(Path("rendered here"), Path("infra/specs"), (Path("my modules"),))
JOBS = (
    Job("web-app/dev", ("web-app/dev",)),
    Job("2 of 256", ("web-app/prod", "storefront/dev")),
    Job("shop/dev", ("shop/dev",), wave=2),
)


def valid(schema: str, text: str, path: Path, *more: str) -> None:
    path.write_text(text)
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", *more, str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 0, result.stdout + result.stderr


@pytest.mark.parametrize("setup", [Setup(), ELSEWHERE, Setup(waves=3)])
def test_the_workflow_for_github_is_valid(setup: Setup, tmp_path: Path) -> None:
    valid("github-workflows", github.workflow(setup), tmp_path / "terraform.yml")


@pytest.mark.parametrize("setup", [Setup(), ELSEWHERE])
def test_the_pipelines_for_gitlab_are_valid(setup: Setup, tmp_path: Path) -> None:
    for text in (gitlab.workflow(setup), gitlab.child_pipeline(JOBS, setup), gitlab.child_pipeline((), setup)):
        valid("gitlab-ci", text, tmp_path / ".gitlab-ci.yml", "--data-transform", "gitlab-ci")


def test_a_broken_workflow_would_be_found(tmp_path: Path) -> None:
    broken = github.workflow(Setup()).replace("runs-on:", "run-on:")
    with pytest.raises(AssertionError, match="run-on"):
        valid("github-workflows", broken, tmp_path / "terraform.yml")


# Of Atlantis's documentation, "Repo Level atlantis.yaml Config": the keys we may use.
ATLANTIS = {"version", "automerge", "parallel_plan", "parallel_apply", "projects", "workflows"}
ATLANTIS_PROJECT = {"name", "dir", "workflow", "terraform_version", "autoplan", "apply_requirements"}


def test_the_file_for_atlantis_has_a_project_for_each_environment_and_knows_its_keys() -> None:
    addresses = [path.relative_to(PROJECT / "out").as_posix() for path in sorted((PROJECT / "out").glob("*/*"))]
    found = yaml.safe_load(atlantis.workflow(addresses, Setup()))
    assert found.keys() == ATLANTIS
    assert found["version"] == 3
    assert [project["dir"] for project in found["projects"]] == [f"out/{address}" for address in addresses]
    assert len({project["name"] for project in found["projects"]}) == len(addresses)
    for project in found["projects"]:
        assert project.keys() == ATLANTIS_PROJECT
        assert (PROJECT / project["dir"] / "main.tf").is_file()
        assert project["autoplan"]["enabled"] is True
        assert found["workflows"][project["workflow"]]["plan"]["steps"][1:] == ["init", "plan"]


def steps(job: str) -> dict[str, str]:
    """The shell of a job's steps for GitHub, by their names."""
    found = yaml.safe_load(github.workflow(Setup()))
    return {
        step.get("name", step.get("uses", "")): step["run"] for step in found["jobs"][job]["steps"] if "run" in step
    }


def shell(script: str, folder: Path, **environ: str) -> str:
    """Run a step as GitHub does: bash, ended by the first error."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    result = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": path, **environ},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A project begun with `hclpress new`, rendered and committed."""
    shell(
        """
        hclpress new orders/dev --like order-pipeline --owner us --account 123456789012
        hclpress new orders/prod --like order-pipeline --owner us --account 123456789012
        hclpress render
        git init --quiet --initial-branch=main
        git config user.name Test && git config user.email test@example.com && git config commit.gpgsign false
        printf '.hclpress_cache/\\n' > .gitignore
        git add --all && git commit --quiet --message Begin
        """,
        tmp_path,
    )
    return tmp_path


def test_the_steps_for_github_find_what_a_change_concerns_and_hand_it_to_the_matrix(repository: Path) -> None:
    told = repository / "github-output"
    find = steps("affected")["List the environments"]
    shell(
        "git checkout --quiet -b work; echo '# mine' >> environments/orders/prod.yaml; git commit -qam Mine", repository
    )
    shell(steps("affected")["Check that the output is what the specs render"], repository)
    shell(find, repository, SINCE="main", GITHUB_OUTPUT=str(told))
    matrix, any_ = told.read_text().splitlines()
    assert json.loads(matrix.removeprefix("matrix=")) == {
        "include": [{"name": "orders/prod", "environments": "orders/prod"}]
    }
    assert any_ == "any=true"


def test_the_steps_for_github_find_nothing_where_nothing_is_concerned(repository: Path) -> None:
    told = repository / "github-output"
    shell(steps("affected")["List the environments"], repository, SINCE="main", GITHUB_OUTPUT=str(told))
    assert told.read_text() == 'matrix={"include": []}\n'


def test_the_plan_step_for_github_goes_through_every_environment_of_its_job(tmp_path: Path) -> None:
    programs = tmp_path / "programs"
    programs.mkdir()
    (programs / "terraform").write_text('#!/bin/sh\necho "$@"\n')
    (programs / "terraform").chmod(0o755)
    said = shell(f'PATH="{programs}:$PATH"\n{steps("plan")["Plan"]}', tmp_path, ENVIRONMENTS="orders/dev orders/prod")
    assert said.splitlines() == [
        "-chdir=out/orders/dev init -input=false",
        "-chdir=out/orders/dev plan -input=false -lock-timeout=5m",
        "-chdir=out/orders/prod init -input=false",
        "-chdir=out/orders/prod plan -input=false -lock-timeout=5m",
    ]


def test_the_script_for_gitlab_makes_the_pipeline_of_what_a_change_concerns(repository: Path) -> None:
    script = yaml.safe_load(gitlab.workflow(Setup()))["affected"]["script"]
    shell(
        "git checkout --quiet -b work; echo '# mine' >> environments/orders/dev.yaml; git commit -qam Mine", repository
    )
    shell(
        "\n".join(line for line in script if not line.startswith("pip ")),
        repository,
        CI_MERGE_REQUEST_DIFF_BASE_SHA="main",
    )
    child = yaml.safe_load((repository / "environments.yml").read_text())
    assert [name for name in child if name not in ("stages", "default")] == ["plan orders/dev", "apply orders/dev"]
    assert child["apply orders/dev"]["rules"] == [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH", "when": "manual"}]


@pytest.mark.parametrize("out", ["out", "rendered here"])
def test_a_plan_of_atlantis_ends_at_output_that_is_not_what_the_spec_renders(repository: Path, out: str) -> None:
    if out != "out":
        shell(f"git mv out {shlex.quote(out)}; git commit -qm Moved", repository)
    found = yaml.safe_load(atlantis.workflow(("orders/dev", "orders/prod"), Setup(Path(out))))
    step = found["workflows"]["hclpress"]["plan"]["steps"][0]["run"]

    def gate(directory: str) -> str:
        # Atlantis runs a step by `sh -c` in the folder of the project.
        script = shlex.join(["sh", "-c", step])
        return shell(script, repository / directory, REPO_REL_DIR=directory)

    for project in found["projects"]:
        assert "verified" in gate(project["dir"])
    (repository / out / "orders/prod/main.tf").write_text("# mine\n")
    assert "verified" in gate(f"{out}/orders/dev")
    with pytest.raises(AssertionError, match="is edited"):
        gate(f"{out}/orders/prod")


def test_more_environments_than_an_engine_has_jobs_for_share_them() -> None:
    addresses = [f"shop/e{number:04}" for number in range(1000)]
    jobs = jobs_for(addresses)
    assert len(jobs) == MOST
    assert sorted(one for job in jobs for one in job.environments) == addresses
    assert [job.environments for job in jobs_for(addresses[:MOST])] == [(one,) for one in addresses[:MOST]]


def test_every_engine_has_its_workflow() -> None:
    assert {engine.value for engine in Engine} == {"github", "gitlab", "atlantis"}
