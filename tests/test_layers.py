"""Data flows one way: the layers of ARCHITECTURE, kept by import-linter."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from examples import PROJECT
from pydantic import BaseModel

import hclpress.cli  # noqa: F401  (it is one of them)
from hclpress.catalog import find_modules


def test_the_layers_hold() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run(
        [linter, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False, timeout=120
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken\.", result.stdout)


def read_at_run_time() -> Iterator[Path]:
    """The files whose annotations typer reads, or pydantic, by its own record of its models."""
    kinds = [BaseModel]
    assert tuple(find_modules()), "each is imported as it is found"
    for kind in kinds:
        kinds += kind.__subclasses__()
    for name in {kind.__module__ for kind in kinds} | {"hclpress.cli"}:
        path = Path(str(sys.modules[name].__file__))
        if path.is_relative_to(PROJECT / "generator") or path.is_relative_to(PROJECT / "modules_templates"):
            yield path


READ_AT_RUN_TIME = sorted(read_at_run_time())


def test_the_files_are_found_whose_annotations_pydantic_and_typer_read() -> None:
    assert len(READ_AT_RUN_TIME) >= 45


@pytest.mark.parametrize("path", READ_AT_RUN_TIME, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_annotations_that_are_read_at_run_time_are_not_postponed(path: Path) -> None:
    assert "from __future__ import annotations" not in path.read_text()
