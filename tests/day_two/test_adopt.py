"""A root module that people wrote by hand is adopted: its state becomes lines of a spec, and a plan imports and creates."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from edits import LIMIT
from typer.testing import CliRunner

from hclpress.cli import app
from hclpress.commands.adopt import AdoptOptions, adopt
from hclpress.emulator.server import HOST
from hclpress.emulator.server_process import Emulator, emulator
from hclpress.project.project import Project
from hclpress.project.project_file import ProjectFile
from hclpress.rehearsal.apply_and_destroy import apply, plan_and_apply
from hclpress.rehearsal.overrides import PROVIDER
from hclpress.rehearsal.remaining_changes import remaining_changes
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.plan_json import Plan
from hclpress.terraform.provider_mirror import find_mirror
from hclpress.terraform.running_provider import running_provider
from hclpress.terraform.working_copy import WorkingCopy, execute, init, plan, working_copy
from hclpress.ui.console import Console
from hclpress.ui.output_format import Format

HERE = Path(__file__).parent / "adopt"


def run(project: Path, *arguments: str) -> tuple[int, str]:
    """The exit code of a command, and its output."""
    here = Path.cwd()
    os.chdir(project)
    try:
        done = CliRunner().invoke(app, list(arguments))
    finally:
        os.chdir(here)
    return done.exit_code, done.output


@contextmanager
def copy_of(folder: Path, terraform: Terraform, emulated: Emulator) -> Iterator[WorkingCopy]:
    """An initialized working copy against the emulated account."""
    settings = {"AWS_ENDPOINT_URL": emulated.endpoint, "NO_PROXY": HOST, "no_proxy": HOST}
    with working_copy(folder, terraform, find_mirror(os.environ), provider=PROVIDER, settings=settings) as work:
        init(work)
        with running_provider(work) as served:
            yield served


def imported(work: WorkingCopy) -> set[str]:
    """The addresses that the last plan imports."""
    shown = json.loads(execute(work, "show", "-json", str(work.planned)).stdout)
    return {one["address"] for one in shown["resource_changes"] if "importing" in one["change"]}


def changed(found: Plan, *actions: str) -> set[str]:
    """The addresses that a plan changes in this way."""
    return {address for address, one in found.changes.items() if one.actions == actions}


@pytest.mark.terraform
@pytest.mark.emulator
def test_a_root_module_of_people_is_adopted_without_a_loss(tmp_path: Path, terraform: Terraform) -> None:
    legacy, project = tmp_path / "legacy", tmp_path / "project"
    (legacy / "files").mkdir(parents=True)
    shutil.copy(HERE / "legacy.tf", legacy / "main.tf")
    shutil.copy(HERE / "files.tf", legacy / "files" / "main.tf")
    spec = project / "environments" / "shop" / "prod.yaml"
    spec.parent.mkdir(parents=True)
    shutil.copy(HERE / "spec.yaml", spec)
    state = tmp_path / "state.json"
    with emulator("123456789012", tmp_path) as emulated:
        with copy_of(legacy, terraform, emulated) as work:
            plan_and_apply(work, LIMIT)
            state.write_text(execute(work, "show", "-json").stdout)
            owned = {one["address"] for one in _all(json.loads(state.read_text())["values"]["root_module"])}

        code, output = run(project, "adopt", "shop/prod", "--state", str(state), "--format", "json")
        told = json.loads(output)
        assert code == 1, output
        assert [one["address"] for one in told["unclear"]] == ["module.tables.aws_dynamodb_table.orders"]
        assert [one["from"] for one in told["undescribed"]] == ["aws_sqs_queue.forgotten"]
        assert {one["from"] for one in told["adopted"]} == owned - {
            "aws_dynamodb_table.orders",
            "aws_sqs_queue.forgotten",
        }
        written = spec.read_text()
        kept = [line for line in (HERE / "spec.yaml").read_text().splitlines() if not line.startswith("  storage:")]
        assert [line for line in written.splitlines() if line in kept] == kept

        here = Path.cwd()
        os.chdir(project)
        try:
            answered = adopt(
                Console(form=Format.JSON),
                Project.of(ProjectFile()),
                "shop/prod",
                AdoptOptions(state, ask=lambda _: "1"),
            )
        finally:
            os.chdir(here)
        assert answered == 0
        assert "orders: orders" in spec.read_text()
        assert "shop-orders-prod: orders" in spec.read_text()
        assert run(project, "render", "shop/prod")[0] == 0

        with copy_of(project / "out" / "shop" / "prod", terraform, emulated) as work:
            found = plan(work, LIMIT)
            assert len(imported(work)) == len(owned) - 1
            assert (
                changed(found, "delete") | changed(found, "delete", "create") | changed(found, "create", "delete")
                == set()
            )
            assert changed(found, "create") & imported(work) == set()
            assert changed(found, "create") == set(told["created"])
            assert changed(found, "update") <= imported(work)
            assert "module.vpc.aws_cloudwatch_log_group.flow_logs" in changed(found, "update")
            apply(work, LIMIT)
            assert [str(one) for one in remaining_changes(plan(work, LIMIT), work)] == []


def _all(module: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from module.get("resources", [])
    for child in module.get("child_modules", []):
        yield from _all(child)
