"""What the spec deploys as code lies beside the module, and its hash in it."""

from __future__ import annotations

import base64
import hashlib
import zipfile
from pathlib import Path

import pytest

from hclpress.catalog import find_checks, find_modules
from hclpress.pipeline import Generated, generate
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.zip_files import Packer

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
    """Two folders of source code."""
    for name, content in {"base/a": "1", "own/b": "3"}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path


def generated(project: Path, package: str, packer: Packer | None = None) -> Generated:
    spec = project / "environments" / "shop" / "dev.yaml"
    spec.parent.mkdir(parents=True, exist_ok=True)
    spec.write_text(SPEC.replace("{package}", package))
    return generate(EnvironmentFile("shop", "dev", spec), find_modules(), find_checks(), packer=packer)


def zip_in(found: Generated) -> bytes:
    return next(file.content for file in found.files if file.path.name == "one.zip")


@pytest.mark.parametrize("package", ["{source: [base, own]}", "{zip: built/one.zip}"])
def test_the_function_is_told_the_hash_of_the_zip_beside_it(project: Path, package: str) -> None:
    (project / "built").mkdir()
    with zipfile.ZipFile(project / "built/one.zip", "w") as archive:
        archive.writestr("index.py", "pass")
    files = {file.path.name: file for file in generated(project, package).files}
    content = files["one.zip"].content
    if "zip:" in package:
        assert content == (project / "built/one.zip").read_bytes()
    digest = base64.b64encode(hashlib.sha256(content).digest()).decode()
    assert any(digest in file.text for file in files.values() if file.is_terraform)


def test_code_that_changes_between_two_presses_is_seen_unless_they_belong_to_one_run(project: Path) -> None:
    run = Packer()
    before = generated(project, "{source: [own]}", run)
    (project / "own/b").write_text("4")
    assert zip_in(generated(project, "{source: [own]}", run)) == zip_in(before)
    assert zip_in(generated(project, "{source: [own]}")) != zip_in(before)


def test_every_file_and_folder_of_the_code_is_an_input(project: Path) -> None:
    inputs = generated(project, "{source: [base, own]}").inputs
    assert [path.relative_to(project).as_posix() for path in inputs] == [
        "environments/shop/dev.yaml",
        "base",
        "base/a",
        "own",
        "own/b",
    ]
