"""Source code becomes the same zip file on every machine, and is looked at once for all who deploy it."""

from __future__ import annotations

import io
import os
import shutil
import zipfile
from pathlib import Path

import pytest

from hclpress import zip_files as packing
from hclpress.model.stack import Zip
from hclpress.module.package import Package
from hclpress.zip_files import Packer, PackingProblem

BASE = Package("one", ("base",), ())
BOTH = Package("one", ("base", "own"), ())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two folders of source code, both with a file `b`, and what never belongs into a zip."""
    for name, content in {
        "base/a": "1",
        "base/b": "2",
        "own/b": "3",
        "own/sub/c": "4",
        "own/__pycache__/d": "5",
        "own/e.pyc": "6",
    }.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
    return tmp_path


def zipped(package: Package, root: Path, packer: Packer | None = None) -> bytes:
    made = (packer or Packer()).packed(package, root)
    assert isinstance(made, Zip), made
    return made.content


def contents(archive: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(archive)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def codes(package: Package, root: Path) -> list[str]:
    made = Packer().packed(package, root)
    assert not isinstance(made, Zip)
    return [one.code for one in made]


def test_the_later_folders_lie_on_top(root: Path) -> None:
    assert contents(zipped(BOTH, root)) == {"a": b"1", "b": b"3", "sub/c": b"4"}


def test_neither_time_nor_mode_changes_a_byte(root: Path) -> None:
    before = zipped(BASE, root)
    os.utime(root / "base/a", (0, 0))
    (root / "base/a").chmod(0o755)
    assert zipped(BASE, root) == before


def test_a_packer_packs_a_package_once_and_the_next_one_sees_what_has_changed(root: Path) -> None:
    run = Packer()
    before = zipped(BASE, root, run)
    (root / "base/a").write_text("other")
    assert zipped(BASE, root, run) is before
    assert contents(zipped(BASE, root))["a"] == b"other"


def test_a_folder_is_looked_at_once_for_all_packages_that_share_it(root: Path) -> None:
    run = Packer()
    assert set(contents(zipped(BASE, root, run))) == {"a", "b"}
    (root / "base/new").touch()
    assert set(contents(zipped(BOTH, root, run))) == {"a", "b", "sub/c"}
    assert root / "base/new" not in run.files(BASE, root)


def test_the_same_names_below_another_root_are_another_package(root: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    shutil.copytree(root / "own", other / "base")
    run = Packer()
    assert set(contents(zipped(BASE, root, run))) == {"a", "b"}
    assert set(contents(zipped(BASE, other, run))) == {"b", "sub/c"}


def test_more_code_than_may_be_kept_is_packed_all_the_same(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "_KEPT_BYTES", 1)
    run = Packer()
    first = zipped(BASE, root, run)
    assert zipped(BOTH, root, run) == zipped(BOTH, root)
    again = zipped(BASE, root, run)
    assert again == first
    assert again is not first


def test_what_is_wrong_is_said_of_every_source(root: Path) -> None:
    assert codes(Package("one", ("base", "missing", "../out"), ()), root) == ["source-missing", "source-outside"]
    (root / "base/link").symlink_to(root / "own")
    assert codes(BASE, root) == ["source-link"]
    (root / "empty").mkdir()
    assert codes(Package("one", ("empty",), ()), root) == ["source-empty"]
    assert codes(Package("one", ("base\0",), ()), root) == ["source-missing"]
    assert codes(Package("one", ("own.zip",), ()), root) == ["not-a-zip"]


def test_a_name_that_is_no_utf_8_is_refused(root: Path) -> None:
    try:
        (root / "base" / os.fsdecode(b"c\xff.txt")).write_text("")
    except OSError:
        pytest.skip("the file system takes no such name")
    (wrong,) = Packer().packed(BASE, root)  # type: ignore[misc]  # no zip, but what is wrong
    assert (wrong.code, wrong.detail.split()[0]) == ("source-name", os.fsdecode(b"base/c\xff.txt"))


def test_what_lambda_would_refuse_for_its_size_is_not_packed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packing, "LARGEST_ZIP", 10)
    assert codes(BASE, root) == ["zip-too-large"]
    monkeypatch.setattr(packing, "LARGEST_SOURCE", 1)
    assert codes(BASE, root) == ["source-too-large"]


def test_a_missing_folder_names_those_beside_it(root: Path) -> None:
    (wrong,) = Packer().packed(Package("one", ("bse",), ()), root)  # type: ignore[misc]  # no zip, but what is wrong
    assert isinstance(wrong, PackingProblem)
    assert wrong.detail.endswith("Beside it there is: base, own.")
