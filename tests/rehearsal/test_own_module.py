"""A module in a folder of its user is rendered, checked, planned and rehearsed, and brings its own patches of moto."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pages
import pytest
from botocore.exceptions import ClientError

from hclpress.diagnostics import Diagnosed, Span
from hclpress.emulator.server_process import emulator
from hclpress.rehearsal.aws_clients import Aws

BROKEN = """\
from hclpress.emulator.moto_patch import Patch


class Missing(Patch):
    moto = "5"

    @classmethod
    def fill(cls) -> None:
        cls.nothing()
"""


@pytest.fixture
def patches(tmp_path: Path) -> Path:
    """The file of patches that the page shows."""
    (shown,) = (block.text for block in pages.blocks() if "(Patch)" in block.text)
    file = tmp_path / "moto_patches.py"
    file.write_text(shown, encoding="utf-8")
    return file


@pytest.mark.rehearsal
@pytest.mark.terraform
def test_a_folder_with_a_module_is_all_that_its_life_needs(tmp_path: Path, patches: Path) -> None:
    pages.write(tmp_path)
    patches.rename(tmp_path / "modules/queues/moto_patches.py")
    steps = (
        ("render",),
        ("check",),
        ("verify",),
        ("test-modules", "modules", "--update"),
        ("plan", "shop/dev"),
        ("rehearse", "shop/dev"),
    )
    for step in steps:
        command = [sys.executable, "-m", "hclpress", *step]
        if step[0] != "test-modules":
            command += ["--modules", "modules"]
        result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=600)
        assert result.returncode == 0, f"{step}\n{result.stdout}{result.stderr}"
    assert "second plan" in result.stdout
    assert "shop/dev: succeeded" in result.stdout


def test_a_patch_that_a_module_brings_closes_a_gap_of_moto(tmp_path: Path, patches: Path) -> None:
    found = []
    for brought in ((), (patches,)):
        with emulator("123456789012", tmp_path, patches=brought) as started:
            sqs = Aws(started.endpoint, started.account).client("sqs", "us-east-1")
            sqs.create_queue(QueueName="mails")
            try:
                found.append(
                    sqs.list_message_move_tasks(SourceArn="arn:aws:sqs:us-east-1:123456789012:mails")["Results"]
                )
            except ClientError:
                found.append("missing")
    assert found == ["missing", []]


def test_a_patch_that_fails_is_named_with_its_file_and_line(tmp_path: Path) -> None:
    file = tmp_path / "moto_patches.py"
    file.write_text(BROKEN, encoding="utf-8")
    with pytest.raises(Diagnosed) as raised, emulator("123456789012", tmp_path, patches=[file]):
        pytest.fail("it must not start")
    (found,) = raised.value.diagnostics
    assert found.code == "emulator/patch-failed"
    assert found.span == Span(file.as_posix(), 9, 9, 9, 20)
    assert "AttributeError" in found.detail


def test_a_patch_that_is_not_python_is_named_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "moto_patches.py"
    file.write_text("import json\nclass Missing(Patch:\n", encoding="utf-8")
    with pytest.raises(Diagnosed) as raised, emulator("123456789012", tmp_path, patches=[file]):
        pytest.fail("it must not start")
    (found,) = raised.value.diagnostics
    assert (found.code, found.span and found.span.line) == ("emulator/patch-failed", 2)
