"""The stages that the benchmark measures one by one are the stages of a render."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from benchmarks.fleet import PROJECT, make_fleet


def test_stage_by_stage_the_same_files_are_written(tmp_path: Path) -> None:
    project, staged = tmp_path / "project", tmp_path / "staged"
    make_fleet(project, 2)
    render = [sys.executable, "-m", "hclpress", "render"]
    subprocess.run(render, cwd=project, check=True, capture_output=True)
    stages = [sys.executable, "-m", "benchmarks.stages", str(project), str(staged)]
    told = subprocess.run(stages, cwd=PROJECT, check=True, capture_output=True, text=True)
    assert {"fill", "adopt", "reconcile", "write"} < json.loads(told.stdout)["wall"].keys()
    ours = _files(staged)
    assert ours
    assert ours == _files(project / "out")


def _files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.glob("*/*/**/*") if path.is_file()}
