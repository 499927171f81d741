"""The sharing of plans, with a stand-in for Terraform that keeps a record of what it was asked."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import tftest  # type: ignore[import-untyped]
from planning import SharedPlans, plan_of

from hclpress.terraform.discovery import Origin, Terraform, TerraformKind

SHOWN = """{"format_version": "1.2", "output_changes": {"zone": {"actions": ["create"], "after": "a"}}}"""


def stand_in(folder: Path, script: str) -> Terraform:
    program = folder / "terraform"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)
    return Terraform(TerraformKind.TERRAFORM, program, (1, 11, 4), "1.11.4", Origin.OPTION, (str(program),))


@pytest.fixture
def rendered(tmp_path: Path) -> Path:
    folder = tmp_path / "prod"
    folder.mkdir()
    (folder / "main.tf").touch()
    return folder


@pytest.fixture
def recording(tmp_path: Path) -> Terraform:
    record = f"echo $1 >> {tmp_path}/asked"
    slow_plan = '[ "$1" = plan ] && sleep 0.3'
    return stand_in(tmp_path, f"{record}\n{slow_plan}\n[ \"$1\" = show ] && echo '{SHOWN}'\nexit 0")


def asked(tmp_path: Path) -> list[str]:
    return (tmp_path / "asked").read_text(encoding="utf-8").split()


def test_workers_that_ask_at_the_same_time_share_one_plan(rendered: Path, recording: Terraform, tmp_path: Path) -> None:
    workers = [SharedPlans(tmp_path, recording) for _ in range(4)]

    with ThreadPoolExecutor(4) as pool:
        plans = list(pool.map(lambda ask: ask(rendered), workers))

    assert [plan.outputs["zone"].value for plan in plans] == ["a"] * 4
    assert asked(tmp_path) == ["init", "plan", "show"]


def test_a_folder_that_changed_is_planned_anew(rendered: Path, recording: Terraform, tmp_path: Path) -> None:
    shared = SharedPlans(tmp_path, recording)
    shared(rendered)
    (rendered / "main.tf").write_text("# changed\n", encoding="utf-8")
    shared(rendered)
    shared(rendered, {"zone": "b"})

    assert asked(tmp_path).count("plan") == 3


@pytest.mark.parametrize("code", [1, 2, 11, 127])
def test_any_failure_is_raised_with_terraforms_words(rendered: Path, tmp_path: Path, code: int) -> None:
    failing = stand_in(tmp_path, f'[ "$1" = init ] || {{ echo "no such region" >&2; exit {code}; }}')

    with pytest.raises(tftest.TerraformTestError, match=f"plan ended with {code}(?s:.*)no such region"):
        plan_of(rendered, failing)


def test_no_plan_file_is_left_behind(rendered: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    planner = stand_in(
        tmp_path,
        f"""for argument; do case "$argument" in -out=*) touch "${{argument#-out=}}";; esac; done
        [ "$1" = show ] && {{ [ -f "$4" ] || exit 9; echo '{SHOWN}'; }}
        exit 0""",
    )

    plan_of(rendered, planner)

    assert list(temporary.iterdir()) == []
