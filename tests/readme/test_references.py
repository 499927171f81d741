"""The page docs/references.md does what it says, file by file and command by command, in an empty folder."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from examples import PROJECT

_FENCE = re.compile(r"^```(?P<language>\w+)(?: (?P<path>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
PAGE = (PROJECT / "docs" / "references.md").read_text("utf-8")


@pytest.mark.terraform
def test_every_file_and_command_of_the_page_works(tmp_path: Path) -> None:
    ran = []
    for found in _FENCE.finditer(PAGE):
        if found["path"]:
            target = tmp_path / found["path"]
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(found["text"], encoding="utf-8")
            continue
        assert found["language"] == "sh"
        for line in found["text"].splitlines():
            program, *arguments = shlex.split(line)
            assert program == "hclpress"
            command = [sys.executable, "-m", "hclpress", *arguments]
            result = subprocess.run(
                command,
                cwd=tmp_path,
                capture_output=True,
                text=True,
                check=False,
                timeout=300,
                stdin=subprocess.DEVNULL,
            )
            assert result.returncode == 0, f"{line}\n{result.stdout}{result.stderr}"
            ran.append(arguments[0])
    assert ran == ["render", "plan", "render", "plan", "plan", "render", "plan"]
    ecs = (tmp_path / "out/shop/dev/modules/ecs/services.tf").read_text()
    assert "data." not in ecs
    assert (tmp_path / "out/sessions/dev/modules/cache/main.tf").read_bytes() == (
        tmp_path / "terraform/cache/main.tf"
    ).read_bytes()


def test_the_page_names_every_origin() -> None:
    from hclpress.spec.origin import InstanceOrigin

    for origin in InstanceOrigin:
        assert origin is InstanceOrigin.MADE or f"| `{origin.value}` |" in PAGE
