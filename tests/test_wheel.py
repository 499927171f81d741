"""The wheel carries templates and systems and works outside the checkout."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from examples import PROJECT

_IMPORTS_GENERATOR = re.compile(r"^\s*(from|import) (generator|modules_templates)\b", re.MULTILINE)


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built from the checkout and unpacked where Python can import it."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", folder, PROJECT],
        check=True,
        timeout=300,
    )
    (wheel,) = folder.glob("hclpress-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "site")
    return folder / "site"


def hclpress(site: Path, folder: Path, *arguments: str) -> str:
    result = subprocess.run(
        [sys.executable, "-c", "from hclpress.__main__ import main; main()", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_it_is_the_wheel_that_runs(unpacked: Path, tmp_path: Path) -> None:
    where = "import hclpress, hclpress.modules; print(hclpress.__file__, hclpress.modules.__file__)"
    result = subprocess.run(
        [sys.executable, "-c", where],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(unpacked)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.count(str(unpacked)) == 2


def test_it_holds_the_package_and_nothing_beside_it(unpacked: Path) -> None:
    assert sorted(path.name.partition("-")[0] for path in unpacked.iterdir()) == ["hclpress", "hclpress"]
    assert (unpacked / "hclpress/modules/vpc/contract.py").is_file()
    assert not (unpacked / "hclpress/modules").is_symlink()


def test_the_folder_of_the_package_is_imported_nowhere() -> None:
    folders = ("generator", "modules_templates", "tests", "benchmarks", "functions", ".ci")
    found = [
        path.relative_to(PROJECT).as_posix()
        for folder in folders
        for path in (PROJECT / folder).rglob("*.py")
        if "node_modules" not in path.parts and _IMPORTS_GENERATOR.search(path.read_text("utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize("system", ["web-app", "task-api"])
def test_a_system_is_begun_and_rendered_with_nothing_but_the_wheel(system: str, unpacked: Path, tmp_path: Path) -> None:
    hclpress(unpacked, tmp_path, "new", "shop/dev", "--like", system)
    assert "out/shop/dev: written" in hclpress(unpacked, tmp_path, "render")
    assert (tmp_path / "out/shop/dev/modules/vpc/main.tf").is_file()


def test_it_says_whether_it_is_typed_and_under_which_licence(unpacked: Path) -> None:
    assert (unpacked / "hclpress" / "py.typed").is_file()
    assert list(unpacked.glob("hclpress-*.dist-info/licenses/LICENSE"))
