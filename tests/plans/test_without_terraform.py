"""What becomes of the tests that need a Terraform where there is none, seen from outside."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

MARKED = Path(__file__).with_name("test_network.py")


@pytest.mark.parametrize(
    ("ci", "exit_code", "outcome"),
    [("", 0, "skipped"), ("false", 0, "skipped"), ("true", 1, "errors"), ("1", 1, "errors")],
)
def test_marked_tests_are_skipped_on_a_laptop_and_fail_in_ci(ci: str, exit_code: int, outcome: str) -> None:
    environ = os.environ | {"CI": ci, "HCLPRESS_TERRAFORM": "/does/not/exist"}

    finished = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(MARKED)],
        cwd=MARKED.parents[2],
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert finished.returncode == exit_code, finished.stdout
    last_line = finished.stdout.splitlines()[-1]
    assert outcome in last_line
    assert "passed" not in last_line
    assert "HCLPRESS_TERRAFORM does not name a usable Terraform" in finished.stdout
