"""Which environments a change concerns, in a real repository."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from examples import PROJECT
from typer.testing import CliRunner, Result

from hclpress.cli import app

SYSTEMS = ("order-pipeline", "storefront")
EVERY = [f"{system}/{label}" for system in SYSTEMS for label in ("dev", "prod")]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with two systems, rendered and committed."""
    monkeypatch.chdir(tmp_path)
    for variable in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(variable, raising=False)
    for system in SYSTEMS:
        for folder in ("environments", "functions", "out"):
            shutil.copytree(PROJECT / folder / system, tmp_path / folder / system)
    (tmp_path / "requirements.txt").write_text("hclpress\n")
    git("init", "--quiet", "--initial-branch=main")
    commit()
    return tmp_path


def git(*arguments: str) -> None:
    identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *identity, *arguments], check=True, capture_output=True)


def commit() -> None:
    git("add", "--all")
    git("commit", "--quiet", "--message", "Change")


def hclpress(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, catch_exceptions=False)


def affected(*arguments: str) -> dict[str, list[str]]:
    result = hclpress("affected", "--since", "main", "--format", "json", *arguments)
    assert result.exit_code == 0, result.output
    return {one["environment"]: one["changed"] for one in json.loads(result.stdout)["environments"] if one["changed"]}


def append(path: str, text: str = "# more\n") -> None:
    Path(path).parent.mkdir(parents=True, exist_ok=True)
    with Path(path).open("a") as file:
        file.write(text)


def first(folder: str, pattern: str) -> str:
    return next(Path(folder).rglob(pattern)).as_posix()


CHANGES: dict[str, tuple[Callable[[], object], list[str]]] = {
    "nothing": (lambda: None, []),
    "one spec": (lambda: append("environments/storefront/dev.yaml"), ["storefront/dev"]),
    "a base": (lambda: append("environments/storefront/base.yaml"), ["storefront/dev", "storefront/prod"]),
    "what a base extends": (
        lambda: append("environments/storefront/_waivers.yaml"),
        ["storefront/dev", "storefront/prod"],
    ),
    "a function": (
        lambda: append(first("functions/order-pipeline", "*.py")),
        ["order-pipeline/dev", "order-pipeline/prod"],
    ),
    "a new file of a function": (
        lambda: append(str(Path(first("functions/order-pipeline", "*.py")).with_name("new.py"))),
        ["order-pipeline/dev", "order-pipeline/prod"],
    ),
    "the committed output": (lambda: append("out/storefront/prod/main.tf"), ["storefront/prod"]),
    "a page that has nothing to do with it": (lambda: append("README.md"), []),
    "a new environment": (
        lambda: append("environments/storefront/test.yaml", "extends: base.yaml\nsuffix: test\nenvironment: test\n"),
        ["storefront/test"],
    ),
}


@pytest.mark.parametrize("what", CHANGES)
@pytest.mark.parametrize("committed", [True, False])
def test_a_change_concerns_what_is_made_of_it(project: Path, what: str, committed: bool) -> None:
    change, concerned = CHANGES[what]
    git("checkout", "--quiet", "-b", "work")
    change()
    if committed and what != "nothing":
        commit()
    assert sorted(affected()) == concerned


def test_a_file_named_common_concerns_everything(project: Path) -> None:
    append("requirements.txt")
    assert affected() == {}
    assert affected("--common", "requirements.txt") == {one: ["requirements.txt"] for one in EVERY}


def test_own_modules_concern_the_environments_that_use_them(project: Path) -> None:
    shutil.copytree(PROJECT / "modules_templates/ssm", project / "own/settings")
    append(
        "environments/storefront/dev.yaml",
        "modules:\n  settings:\n    parameters: {mode: {value: x, description: How.}}\n",
    )
    commit()
    git("checkout", "--quiet", "-b", "work")
    append("own/settings/README.md")
    assert list(affected("--modules", "own")) == ["storefront/dev"]


def test_what_changed_on_the_branch_compared_with_does_not_count(project: Path) -> None:
    git("checkout", "--quiet", "-b", "work")
    append("environments/storefront/dev.yaml")
    commit()
    git("checkout", "--quiet", "main")
    append("environments/order-pipeline/dev.yaml")
    commit()
    git("checkout", "--quiet", "work")
    assert list(affected()) == ["storefront/dev"]


def test_only_what_is_asked_for_is_said(project: Path) -> None:
    append("environments/storefront/base.yaml")
    assert list(affected("storefront/prod", "order-pipeline")) == ["storefront/prod"]


def test_the_reasons_are_named_for_people(project: Path) -> None:
    append("environments/storefront/dev.yaml")
    append("out/storefront/dev/main.tf")
    result = hclpress("affected", "--since", "main")
    assert result.stdout == "storefront/dev: environments/storefront/dev.yaml, out/storefront/dev/main.tf\n"
    git("checkout", "--quiet", "--", ".")
    assert hclpress("affected", "--since", "main").stdout == "No environment is affected.\n"


def test_a_file_below_several_folders_of_an_environment_is_named_once(project: Path) -> None:
    function = first("functions/order-pipeline", "*.py")
    append(function)
    assert affected() == {one: [function] for one in ("order-pipeline/dev", "order-pipeline/prod")}


def test_a_matrix_is_one_line_that_github_reads(project: Path) -> None:
    append("environments/storefront/base.yaml")
    result = hclpress("affected", "--since", "main", "--format", "matrix")
    assert result.stdout.count("\n") == 1
    assert json.loads(result.stdout) == {
        "include": [{"name": one, "environments": one} for one in ("storefront/dev", "storefront/prod")]
    }


def test_before_the_first_commit_everything_has_changed(project: Path) -> None:
    result = hclpress("affected", "--since", "0" * 40, "--format", "json")
    assert [one["environment"] for one in json.loads(result.stdout)["environments"] if one["changed"]] == EVERY


def test_an_environment_whose_spec_is_gone_is_told_of(project: Path) -> None:
    Path("environments/storefront/prod.yaml").unlink()
    result = hclpress("affected", "--since", "main")
    assert "The spec of storefront/prod was removed" in result.stderr
    assert result.exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--since", "nowhere"), "git/refused", "git knows no revision 'nowhere'"),
        (("--since", "--output=x"), "git/refused", "git knows no revision '--output=x'"),
        (("--since", "main", "nothing/there"), "spec/no-such-environment", "nothing/there"),
    ],
)
def test_what_git_or_we_do_not_know_is_said(project: Path, arguments: tuple[str, ...], code: str, words: str) -> None:
    result = hclpress("affected", *arguments)
    assert result.exit_code == 1
    assert code in result.stderr
    assert words in result.stderr
    assert not Path("x").exists()


def test_a_folder_outside_every_repository_is_refused(
    project: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree("environments", elsewhere / "environments")
    monkeypatch.chdir(elsewhere)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(elsewhere.parent))
    result = hclpress("affected", "--since", "main")
    assert result.exit_code == 1
    assert "is not in a git repository" in result.stderr


def test_without_git_its_absence_is_said(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(project))
    result = hclpress("affected", "--since", "main")
    assert result.exit_code == 1
    assert "There is no git on the PATH" in result.stderr


def test_the_roles_of_a_spec_are_in_the_matrix_and_in_the_jobs_of_gitlab(project: Path) -> None:
    git("checkout", "--quiet", "-b", "roles")
    plan, apply = (f"arn:aws:iam::123456789012:role/{verb}" for verb in ("plan", "apply"))
    append("environments/order-pipeline/prod.yaml", f"roles: {{plan: {plan}, apply: {apply}}}\n")
    append("environments/order-pipeline/dev.yaml", f"roles: {{apply: {apply}}}\n")
    commit()
    (dev, prod) = json.loads(hclpress("affected", "--since", "main", "--format", "matrix").stdout)["include"]
    assert (prod["plan_role"], prod["apply_role"]) == (plan, apply)
    assert (dev.get("plan_role"), dev["apply_role"]) == (None, apply)
    child = hclpress("affected", "--since", "main", "--format", "gitlab").stdout
    jobs = yaml.safe_load(child)
    assert jobs["plan order-pipeline/prod"]["variables"]["AWS_ROLE_ARN"] == plan
    assert jobs["apply order-pipeline/prod"]["variables"]["AWS_ROLE_ARN"] == apply
    assert "id_tokens" in jobs["apply order-pipeline/dev"]
    assert "id_tokens" not in jobs["plan order-pipeline/dev"]
    assert "matrix.plan_role || vars.AWS_PLAN_ROLE" in hclpress("workflow", "github").stdout


def test_without_roles_the_workflow_knows_the_variables_only(project: Path) -> None:
    assert "matrix.plan_role" not in hclpress("workflow", "github").stdout
