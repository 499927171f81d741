"""Source code becomes the same zip file on every machine; a zip file that is there already is taken as it is."""

from __future__ import annotations

import base64
import hashlib
import io
import os
import zipfile
from pathlib import Path

import pytest

from generator.catalog import find_checks, find_modules
from generator.model.address import EnvironmentFile
from generator.model.contract import Package
from generator.pipeline import Pressed, press
from generator.stages.pack import zipped

SPEC = """\
project: shop
suffix: t1
owner: platform-team
region: us-east-1
modules:
  lambda:
    runtime: python3.13
    functions:
      one:
        handler: index.handler
        package: {package}
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Two folders of source code, both with a file `b`, and what never belongs into a zip."""
    for name, content in {
        "base/a": "1",
        "base/b": "2",
        "own/b": "3",
        "own/sub/c": "4",
        "own/__pycache__/d": "5",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path


def pressed(project: Path, package: str) -> Pressed:
    spec = project / "environments" / "shop" / "dev.yaml"
    spec.parent.mkdir(parents=True)
    spec.write_text(SPEC.replace("{package}", package))
    return press(EnvironmentFile("shop", "dev", spec), find_modules(), find_checks())


def test_the_later_folders_lie_on_top(project: Path) -> None:
    content = zipped(Package("one", ("base", "own"), ()), project)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {name: archive.read(name) for name in archive.namelist()} == {"a": b"1", "b": b"3", "sub/c": b"4"}


def test_neither_time_nor_mode_changes_a_byte(project: Path) -> None:
    package = Package("one", ("base",), ())
    before = zipped(package, project)
    os.utime(project / "base/a", (0, 0))
    (project / "base/a").chmod(0o755)
    assert zipped(package, project) == before


@pytest.mark.parametrize("package", ["{source: [base, own]}", "{zip: built/one.zip}"])
def test_the_function_is_told_the_hash_of_the_zip_beside_it(project: Path, package: str) -> None:
    (project / "built").mkdir()
    with zipfile.ZipFile(project / "built/one.zip", "w") as archive:
        archive.writestr("index.py", "pass")
    files = {file.path.name: file for file in pressed(project, package).files}
    content = files["one.zip"].content
    if "zip:" in package:
        assert content == (project / "built/one.zip").read_bytes()
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    assert any(digest in file.text for file in files.values() if file.is_terraform)
