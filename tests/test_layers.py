"""Data flows one way: the layers of ARCHITECTURE, kept by import-linter."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

from examples import PROJECT


def test_the_layers_hold() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run(
        [linter, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False, timeout=120
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken\.", result.stdout)
