"""Each edit of `courses/` ends as its file says: refused at the render with a place, or applied exactly as predicted.

`make edits` walks all courses; every other run walks one of them, another one each day.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml
from courses import (
    Course,
    CourseFile,
    Rendering,
    applied,
    counted,
    course_files,
    patched,
    planned,
    predicted,
    project_of,
    tried,
    variables_of,
)
from daily_share import todays_share
from edits import CASES, LIMIT, Account
from provider import shared_provider

from hclpress.catalog import Catalog, Check
from hclpress.emulator.server import HOST
from hclpress.emulator.server_process import emulator
from hclpress.pipeline import Generated
from hclpress.rehearsal.apply_and_destroy import STATE
from hclpress.rehearsal.aws_clients import Aws
from hclpress.rehearsal.certificates import import_certificates
from hclpress.rehearsal.remaining_changes import remaining_changes
from hclpress.terraform.discovery import Terraform, TerraformKind
from hclpress.terraform.provider_mirror import find_mirror
from hclpress.terraform.running_provider import may_share
from hclpress.terraform.working_copy import WorkingCopy, plan

ALL = course_files()
LEAST, LEAST_OF_A_KIND = 160, 5
"""The number of edits that are applied and change something, and that of each kind."""
CHOSEN = todays_share(ALL, parts=len(ALL))


@pytest.mark.terraform
@pytest.mark.emulator
@pytest.mark.edits
@pytest.mark.parametrize("file", CHOSEN, ids=str)
def test_every_edit_of_a_course_is_applied_as_predicted(
    file: CourseFile, tmp_path: Path, terraform: Terraform, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    course = file.course
    project = project_of(tmp_path / "project")
    rendering = Rendering(project, catalog, checks)
    with emulator("123456789012", tmp_path) as emulated:
        aws = Aws(emulated.endpoint, emulated.account)
        spec: Mapping[str, object] = yaml.safe_load((CASES / "base.yaml").read_text("utf-8")) | dict(course.spec)
        begun = rendering.of(spec)
        rendering.write(begun)
        account = Account(project, terraform, aws)
        settings = {"AWS_ENDPOINT_URL": aws.endpoint, "NO_PROXY": HOST, "no_proxy": HOST}
        shares = may_share(account.out) and terraform.kind is not TerraformKind.OPENTOFU
        with shared_provider(find_mirror(os.environ) if shares else None, settings, project) as running:
            _walk(Account(project, terraform, aws, running), rendering, course, spec, begun)


def _walk(account: Account, rendering: Rendering, course: Course, spec: Mapping[str, object], begun: Generated) -> None:
    import_certificates(account.out, account.aws)
    faults: list[str] = []
    with account.copy(variables=variables_of(begun)) as work:
        _lead(account.project, work)
        planned(work, limit=LIMIT)
        assert applied(work, LIMIT) == []
        state = (work.folder / STATE).read_bytes()
    for number, edits in enumerate(course.rounds, 1):
        found = tried(rendering, spec, edits)
        faults += [f"round {number}, {one}" for one in found.faults]
        if not found.alone:
            continue
        spec = found.spec
        generated = rendering.of(spec)
        expected = predicted(generated)
        together = {address: action for one in found.alone.values() for address, action in one.items()}
        if together != expected:
            faults.append(f"round {number}: {expected} is predicted together, and {together} one by one")
        rendering.write(generated)
        import_certificates(account.out, account.aws)
        with account.copy(state, variables_of(generated)) as work:
            _lead(account.project, work)
            actions, _ = planned(work, "-refresh=false", limit=LIMIT)
            faults += [
                f"round {number}, {address}: {expected.get(address)} is predicted, and {actions.get(address)} planned"
                for address in sorted(expected.keys() | actions.keys())
                if expected.get(address) != actions.get(address)
            ]
            failed = applied(work, LIMIT)
            faults += [f"round {number}, apply: {one}" for one in failed]
            _, changes = planned(work, limit=LIMIT)
            if changes:
                left = remaining_changes(plan(work, LIMIT), work)
                faults += [f"round {number}, left: {one.summary}. {one.detail}" for one in left]
            state = (work.folder / STATE).read_bytes()
    if faults:
        pytest.fail("\n".join(faults), pytrace=False)


def _lead(project: Path, work: WorkingCopy) -> None:
    """Lead the provider, which runs in the project, to the zip files of the working copy."""
    (project / "modules").unlink(missing_ok=True)
    (project / "modules").symlink_to(work.folder / "modules")


def test_courses_apply_enough_edits_of_each_kind_that_change_something() -> None:
    counts = {kind: number for (kind, changes), number in counted([one.course for one in ALL]).items() if changes}
    kinds = {f"K{number}": counts.get(f"K{number}", 0) for number in range(1, 11)}
    assert sum(counts.values()) >= LEAST
    assert {kind: number for kind, number in kinds.items() if number < LEAST_OF_A_KIND} == {}


def test_a_patch_merges_and_removes() -> None:
    spec = {"modules": {"a": {"x": 1, "y": 2}, "b": None}}
    assert patched(spec, {"modules": {"a": {"x": None, "z": {"w": 1}}}}) == {
        "modules": {"a": {"y": 2, "z": {"w": 1}}, "b": None}
    }
