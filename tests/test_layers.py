"""Data flows one way: the layers of ARCHITECTURE, kept by import-linter."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
from examples import PROJECT


def test_the_layers_hold() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run(
        [linter, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False, timeout=120
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken\.", result.stdout)


READ_AT_RUN_TIME = sorted(
    path
    for folder in ("generator", "modules_templates")
    for path in (PROJECT / folder).rglob("*.py")
    if re.search(r"^class \w+\((BaseModel|Settings|Module)\b|^import typer$", path.read_text(), re.MULTILINE)
)


def test_the_files_are_found_whose_annotations_pydantic_and_typer_read() -> None:
    assert len(READ_AT_RUN_TIME) >= 40


@pytest.mark.parametrize("path", READ_AT_RUN_TIME, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_annotations_that_are_read_at_run_time_are_not_postponed(path: Path) -> None:
    assert "from __future__ import annotations" not in path.read_text()
