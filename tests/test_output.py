"""The committed output is what the specs render, and Terraform's own formatter finds nothing to do in it."""

from __future__ import annotations

import os
import re
import subprocess
from pathlib import Path

import pytest
from examples import PROJECT
from typer.testing import CliRunner

from hclpress.cli import app
from hclpress.spec.environment_file import find_environments
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.environment_variables import terraform_environment

ENVIRONMENTS = [one.address for one in find_environments(PROJECT / "environments")]


def test_out_is_what_the_specs_render(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    result = CliRunner().invoke(app, ["render", "--all", "--check", "--no-cache"])
    assert result.exit_code == 0, result.output


def test_out_holds_nothing_but_environments_that_have_a_spec() -> None:
    folders = sorted(
        path.parent.relative_to(PROJECT / "out").as_posix() for path in (PROJECT / "out").glob("*/*/main.tf")
    )
    assert folders == sorted(ENVIRONMENTS)


@pytest.mark.terraform
@pytest.mark.parametrize("folder", ["out", "modules_templates"])
def test_terraform_fmt_would_change_nothing(folder: str, terraform: Terraform) -> None:
    result = subprocess.run(
        [*terraform.command, "fmt", "-check", "-recursive", "-diff", str(PROJECT / folder)],
        env=terraform_environment(os.environ),
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    assert (result.returncode, result.stdout, result.stderr) == (0, "", "")


def test_nothing_that_was_rendered_holds_a_path_of_the_machine_it_was_rendered_on() -> None:
    for path in (PROJECT / "out").rglob("*"):
        if path.is_file() and path.suffix != ".zip":
            assert str(Path.home()) not in path.read_text("utf-8"), path
            assert str(PROJECT) not in path.read_text("utf-8"), path


# From the provider's guide to version 6: what our resources could have used, and 5.100 takes.
GONE_IN_6 = (
    r"\breset_on_delete\b",
    r"\bdata\.aws_region\.\w+\.(?:name|id)\b",
    r"aws_api_gateway_deployment\.\w+\.(?:invoke_url|execution_arn)",
    r'resource "aws_eip" "\w+" \{[^}]*\n  vpc\s*=',
    r'resource "aws_security_group" "\w+" \{[^}]*\n  (?:ingress|egress) \{',
    r'resource "aws_(?:opsworks_\w+|simpledb_domain|worklink_\w+)"',
)


def test_nothing_that_version_6_of_the_provider_removed_is_rendered() -> None:
    sources = list((PROJECT / "out").rglob("*.tf")) + list((PROJECT / "modules_templates").rglob("expected/**/*.tf"))
    assert sources
    for source in sources:
        text = source.read_text("utf-8")
        for pattern in GONE_IN_6:
            assert not re.search(pattern, text), f"{source}: {pattern}"
