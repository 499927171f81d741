"""The page docs/modules.md does what it says, step by step, in an empty folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pages import blocks, commands, write
from typer.testing import CliRunner

from hclpress.cli import app


@pytest.mark.terraform
def test_every_step_of_the_page_works_in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    ran = []
    for block in blocks():
        if block.path:
            target = tmp_path / block.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(block.text, encoding="utf-8")
        elif block.language == "sh":
            for arguments in commands(block):
                # Each in a process of its own, as a user runs them: one that lives on would not see the edits.
                command = [sys.executable, "-m", "hclpress", *arguments]
                result = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
                assert result.returncode == 0, f"{arguments}\n{result.stdout}{result.stderr}"
                ran.append(arguments[0])
    assert ran == ["new-module", "test-modules", "test-modules", "test-modules", "render", "plan"]
    assert (tmp_path / "out/shop/dev/modules/queues/main.tf").is_file()


def test_the_slip_of_the_page_is_answered_as_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path)
    template = tmp_path / "modules/queues/main.tf.j2"
    template.write_text(template.read_text().replace("queue.attempts", "queue.atempts"))
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(app, ["check", "--modules", "modules"])
    (expected,) = (block.text for block in blocks() if block.language == "text")
    assert result.exit_code == 1
    assert [line.split() for line in result.output.splitlines() if line][:-1] == [
        line.split() for line in expected.splitlines() if line
    ]


def test_the_module_of_the_page_has_at_most_45_lines_of_python_and_template() -> None:
    code = [block.text for block in blocks() if block.path and block.language in {"python", "jinja"}]
    assert len(code) == 2
    assert sum(1 for text in code for line in text.splitlines() if line.strip()) <= 45
