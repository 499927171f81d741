"""Commands in a project with a file: nothing needs a flag or an environment variable, and both still win."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import Result
from pages import write
from typer.testing import CliRunner

from hclpress.cli import app

FILE = """\
environments = "specs"
out = "terraform"
modules = ["modules"]
extends = ["specs/_company.yaml"]
deploy-branch = "trunk"

[accounts.prod]
id = "123456789012"
plan-role = "arn:aws:iam::123456789012:role/plan"
apply-role = "arn:aws:iam::123456789012:role/apply"
"""
COMPANY = "owner: platform\nregion: eu-west-1\ntags: {CostCentre: shared}\n"
SPEC = """\
project: shop
suffix: {label}
account_id: "{account}"

modules:
  queues:
    queues:
      mails: {{}}
"""


def hclpress(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    write(tmp_path)
    (tmp_path / "environments/shop/dev.yaml").unlink()
    (tmp_path / "hclpress.toml").write_text(FILE)
    (tmp_path / "specs/shop").mkdir(parents=True)
    (tmp_path / "specs/_company.yaml").write_text(COMPANY)
    for label, account in (("dev", "210987654321"), ("prod", "123456789012")):
        (tmp_path / f"specs/shop/{label}.yaml").write_text(SPEC.format(label=label, account=account))
    for command in (["init", "-q"], ["add", "-A"], ["-c", "user.name=x", "-c", "user.email=x@x", "commit", "-qm", "x"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_everything_lies_where_the_file_says_from_every_folder_of_the_project(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert hclpress("render").exit_code == 0
    main = project / "terraform/shop/dev/modules/queues/main.tf"
    assert "shop-mails-dev" in main.read_text()
    (project / "deep/er").mkdir(parents=True)
    monkeypatch.chdir(project / "deep/er")
    assert hclpress("render", "--check", "--no-cache").exit_code == 0
    assert hclpress("verify").exit_code == 0
    assert "queues" in hclpress("modules").stdout


def test_a_spec_that_names_none_extends_the_default_files(project: Path) -> None:
    shown = json.loads(hclpress("show", "shop/dev", "--format", "json").stdout)["values"]
    owner = next(one for one in shown if one["path"] == ["owner"])
    assert (owner["value"], owner["file"], owner["line"]) == ("platform", "specs/_company.yaml", 1)
    spec = project / "specs/shop/dev.yaml"
    (project / "specs/shop/base.yaml").write_text("owner: another\nregion: us-east-1\n")
    spec.write_text(f"extends: base.yaml\n{spec.read_text()}")
    shown = json.loads(hclpress("show", "shop/dev", "--format", "json").stdout)["values"]
    assert next(one for one in shown if one["path"] == ["owner"])["value"] == "another"
    assert not any(one["path"][0] == "tags" for one in shown)


def test_a_default_file_that_is_missing_is_told(project: Path) -> None:
    (project / "specs/_company.yaml").unlink()
    result = hclpress("check", "--format", "json")
    assert result.exit_code == 1
    (found,) = json.loads(result.stdout)["diagnostics"]
    assert (found["code"], found["span"]["file"], found["span"]["line"]) == ("project/not-there", "hclpress.toml", 4)


MODULES: Mapping[str, list[list[str]]] = {"environments": [], "modules": [["modules"], ["test-modules"]]}
"""Commands that need no specs."""


@pytest.mark.parametrize(("key", "line"), [("environments", 1), ("modules", 3)])
def test_a_folder_that_is_missing_is_told_at_the_line_that_names_it(project: Path, key: str, line: int) -> None:
    text = FILE.replace('"specs"', '"absent"') if key == "environments" else FILE.replace('["modules"]', '["absent"]')
    (project / "hclpress.toml").write_text(text)
    for command in (
        ["check"],
        ["render"],
        ["affected", "--since", "HEAD"],
        *MODULES[key],
    ):
        result = hclpress(*command, "--format", "json")
        assert result.exit_code == 1, command
        (found,) = json.loads(result.stdout)["diagnostics"]
        assert (found["code"], found["span"]["file"], found["span"]["line"]) == (
            "project/not-there",
            "hclpress.toml",
            line,
        )
    assert not (project / "terraform").exists()


def test_all_that_is_missing_is_told_at_once_and_a_flag_still_wins(project: Path) -> None:
    (project / "hclpress.toml").write_text(FILE.replace('"specs"', '"absent"').replace('["modules"]', '["gone"]'))
    lines = [one["span"]["line"] for one in json.loads(hclpress("check", "--format", "json").stdout)["diagnostics"]]
    assert lines == [1, 3]
    assert hclpress("check", "--environments", "specs", "--modules", "modules").exit_code == 0


def test_a_folder_that_is_named_twice_counts_once(project: Path) -> None:
    assert hclpress("check", "--modules", "modules", "--modules", "specs/../modules").exit_code == 0
    (project / "hclpress.toml").write_text(FILE.replace('["modules"]', '["modules", "./modules/"]'))
    assert hclpress("check").exit_code == 0


def test_a_change_of_the_file_is_not_answered_from_the_cache_and_concerns_all(project: Path) -> None:
    assert hclpress("render").exit_code == 0
    assert "current" in hclpress("render").stdout
    (project / "specs/_other.yaml").write_text(COMPANY.replace("shared", "other"))
    (project / "hclpress.toml").write_text(FILE.replace("_company", "_other"))
    assert hclpress("render", "--check").exit_code == 3
    changed = json.loads(hclpress("affected", "--since", "HEAD", "--format", "json").stdout)["environments"]
    assert all("hclpress.toml" in one["changed"] for one in changed)
    assert len(changed) == 2


def test_flags_and_variables_win(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert hclpress("render", "--out", "elsewhere").exit_code == 0
    assert (project / "elsewhere/shop/dev").is_dir()
    assert not (project / "terraform").exists()
    monkeypatch.setenv("HCLPRESS_OUT", "again")
    assert hclpress("render").exit_code == 0
    assert (project / "again/shop/dev").is_dir()


def test_a_matrix_carries_the_roles_of_the_accounts_and_the_workflow_uses_them(project: Path) -> None:
    (project / "specs/_company.yaml").write_text(COMPANY.replace("shared", "changed"))
    rows = json.loads(hclpress("affected", "--since", "HEAD", "--format", "matrix").stdout)["include"]
    assert rows == [
        {"name": "shop/dev", "environments": "shop/dev"},
        {
            "name": "shop/prod",
            "environments": "shop/prod",
            "plan_role": "arn:aws:iam::123456789012:role/plan",
            "apply_role": "arn:aws:iam::123456789012:role/apply",
        },
    ]
    workflow = hclpress("workflow", "github").stdout
    assert "branches: [trunk]" in workflow
    assert "role-to-assume: ${{ matrix.plan_role || vars.AWS_PLAN_ROLE }}" in workflow
    assert "role-to-assume: ${{ matrix.apply_role || vars.AWS_APPLY_ROLE }}" in workflow


def test_another_version_stops_every_command_before_anything_is_written(project: Path) -> None:
    (project / "hclpress.toml").write_text(f'required-version = ">=99"\n{FILE}')
    for command in (["render"], ["check"], ["modules"], ["schema"], ["doctor"], ["new", "shop/test"]):
        result = hclpress(*command)
        assert result.exit_code == 1, command
        assert "project/other-version" in result.output
    assert not (project / "terraform").exists()
