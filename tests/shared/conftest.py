"""The project of these tests as a fixture."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from producer_and_consumers import HERE


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project with a producer and its consumers."""
    for name in ("environments", "functions"):
        shutil.copytree(HERE / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path
