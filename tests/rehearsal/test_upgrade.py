"""An environment that an earlier hclpress has rendered and Terraform has applied takes today's output in place.

`tests/data/upgrade` holds the output of the first round, of every system. It is applied to an emulated account, today's
hclpress renders over it, and the plan may destroy nothing: renamed addresses are moved.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from examples import PROJECT
from typer.testing import CliRunner

from hclpress.aws.resource_facts import KNOWN
from hclpress.cli import app
from hclpress.emulator.server import HOST
from hclpress.emulator.server_process import Emulator, emulator
from hclpress.rehearsal.apply_and_destroy import apply, hand_over_state, plan_and_apply
from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.certificates import import_certificates
from hclpress.rehearsal.overrides import PROVIDER, override
from hclpress.rehearsal.remaining_changes import remaining_changes
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.json_value import JsonValue
from hclpress.terraform.provider_mirror import find_mirror
from hclpress.terraform.running_provider import running_provider
from hclpress.terraform.working_copy import WorkingCopy, init, plan, working_copy

BEFORE = PROJECT / "tests/data/upgrade"
LIMIT = 600.0
ALARMS = ("aws_cloudwatch_dashboard", "aws_cloudwatch_metric_alarm")
UPDATED = {
    # The cluster states the default of shell sessions since a setting that was taken away stayed in force.
    "web-app": (*ALARMS, "aws_db_subnet_group", "aws_ecs_cluster"),
    "task-api": ALARMS,
    "storefront": ("aws_iam_role",),
}
VARIABLES: dict[str, dict[str, JsonValue]] = {"task-api": {"parameters_api_keys_value": "for-the-rehearsal-only"}}


@contextmanager
def copy_for_emulator(folder: Path, system: str, terraform: Terraform, emulated: Emulator) -> Iterator[WorkingCopy]:
    """An initialized copy of an output folder whose provider talks to the emulator."""
    variables = VARIABLES.get(system, {})
    settings = {"AWS_ENDPOINT_URL": emulated.endpoint, "NO_PROXY": HOST, "no_proxy": HOST}
    mirror = find_mirror(os.environ)
    with working_copy(folder, terraform, mirror, provider=PROVIDER, variables=variables, settings=settings) as work:
        override(work.folder, KNOWN.rehearsal_arguments)
        init(work, LIMIT)
        with running_provider(work) as served:
            yield served


@pytest.mark.terraform
@pytest.mark.rehearsal
@pytest.mark.parametrize("system", ["web-app", "global-store", "task-api", "storefront", "order-pipeline"])
def test_the_output_of_the_first_round_takes_todays_in_place(
    system: str, tmp_path: Path, terraform: Terraform, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = tmp_path / "out" / system / "dev"
    now.mkdir(parents=True)
    # The `filter` of tarfile came with 3.11.4, and later versions warn without it.
    subprocess.run(
        ["tar", "--extract", "--gzip", "--file", BEFORE / f"{system}.tar.gz", "--directory", now], check=True
    )
    before = shutil.copytree(now, tmp_path / "before")
    monkeypatch.chdir(PROJECT)
    rendered = CliRunner().invoke(app, ["render", f"{system}/dev", "--out", str(tmp_path / "out")])
    assert rendered.exit_code == 0, rendered.output

    with emulator("123456789012", tmp_path) as emulated:
        import_certificates(before, Aws(emulated.endpoint, emulated.account))
        with (
            copy_for_emulator(before, system, terraform, emulated) as old,
            copy_for_emulator(now, system, terraform, emulated) as new,
        ):
            plan_and_apply(old, LIMIT)
            hand_over_state(old, new)
            changes = plan(new, LIMIT).changes
            done = {change.type: change.actions for change in changes.values() if change.actions != ("no-op",)}
            # A resource with a new address is moved. Only descriptions, the dashboard and the cluster have changed.
            assert done == dict.fromkeys(UPDATED.get(system, ()), ("update",))
            apply(new, LIMIT)
            assert remaining_changes(plan(new, LIMIT), new) == ()
