"""What the kernel can do, and what happens where it cannot."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from outputs import ADDRESS, NEW, OLD, content, written

from hclpress.output import atomic_swap as kernel
from hclpress.output import file_operations as files
from hclpress.output import folder_replacement
from hclpress.output.atomic_swap import exchange, working_directories, write_back

linux = pytest.mark.skipif(sys.platform != "linux", reason="there is no renameat2 here")


@linux
def test_two_folders_are_swapped(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    assert exchange(tmp_path / "one", tmp_path / "other")
    assert [path.name for path in (tmp_path / "one").iterdir()] == ["other"]
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["one"]


@linux
def test_a_folder_that_is_not_there_cannot_be_swapped(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    with pytest.raises(FileNotFoundError):
        exchange(tmp_path / "one", tmp_path / "nowhere")


@linux
def test_between_two_file_systems_nothing_is_swapped(tmp_path: Path) -> None:
    assert not exchange(tmp_path, Path("/proc"))


@linux
def test_the_process_itself_stands_somewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tmp_path not in working_directories()
    monkeypatch.chdir(tmp_path)
    assert tmp_path in working_directories()


def test_writing_back_a_folder_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    write_back(tmp_path)
    if sys.platform == "linux":
        with pytest.raises(FileNotFoundError):
            write_back(tmp_path / "nowhere")


def test_another_system_has_none_of_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kernel.sys, "platform", "freebsd")
    assert not exchange(tmp_path, tmp_path)
    write_back(tmp_path)


@pytest.mark.parametrize("lacking", ["exchange", "links", "both"])
def test_a_file_system_that_cannot_swap_or_link_gets_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lacking: str
) -> None:
    if lacking in {"exchange", "both"}:
        monkeypatch.setattr(folder_replacement, "exchange", lambda _one, _other: False)
    if lacking in {"links", "both"}:

        def refuse(_self: Path, _target: Path) -> None:
            raise PermissionError

        monkeypatch.setattr(files.Path, "hardlink_to", refuse)
    written(OLD, tmp_path)
    (tmp_path / ADDRESS / "own.auto.tfvars").write_text("mine")
    written(NEW, tmp_path)
    assert content(tmp_path / ADDRESS) == {**NEW, "own.auto.tfvars": "mine"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [".gitattributes", "web"]
