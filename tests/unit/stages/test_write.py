"""write: only our own files, all of them or none, and the same again after an interruption."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path, PurePosixPath

import pytest

from generator.diagnostics import Diagnosed
from generator.model.manifest import MANIFEST
from generator.model.source_file import SourceFile
from generator.stages import write as write_stage
from generator.stages.write import write

OLD = {"main.tf": "# old\n", "modules/a/main.tf": "# a\n", "modules/b/main.tf": "# b\n"}
NEW = {"main.tf": "# new\n", "modules/a/main.tf": "# a\n", "modules/c/main.tf": "# c\n"}


def files(texts: dict[str, str]) -> tuple[SourceFile, ...]:
    return tuple(SourceFile.of_text(PurePosixPath(path), text) for path, text in texts.items())


def content(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.relative_to(folder).as_posix().startswith(".hclpress")
    }


def codes(texts: dict[str, str], folder: Path) -> list[str]:
    with pytest.raises(Diagnosed) as caught:
        write(files(texts), folder)
    return [found.code for found in caught.value.diagnostics]


def test_a_first_write_makes_every_file_and_a_manifest(tmp_path: Path) -> None:
    report = write(files(OLD), tmp_path / "out")
    assert (report.created, report.changed, report.removed, report.unchanged) == (tuple(sorted(OLD)), (), (), 0)
    assert content(tmp_path / "out") == OLD
    assert json.loads((tmp_path / "out" / MANIFEST).read_text())["files"].keys() == OLD.keys()


def test_a_second_write_changes_nothing_not_even_a_time(tmp_path: Path) -> None:
    write(files(OLD), tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    report = write(files(OLD), tmp_path)
    assert report.is_current
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_files_no_longer_rendered_go_and_take_their_empty_folders_along(tmp_path: Path) -> None:
    write(files(OLD), tmp_path)
    report = write(files(NEW), tmp_path)
    assert (report.created, report.changed, report.removed) == (
        ("modules/c/main.tf",),
        ("main.tf",),
        ("modules/b/main.tf",),
    )
    assert content(tmp_path) == NEW
    assert not (tmp_path / "modules/b").exists()


def test_a_pretended_write_says_the_same_and_touches_nothing(tmp_path: Path) -> None:
    write(files(OLD), tmp_path)
    report = write(files(NEW), tmp_path, pretend=True)
    assert (report.created, report.changed, report.removed) == (
        ("modules/c/main.tf",),
        ("main.tf",),
        ("modules/b/main.tf",),
    )
    assert content(tmp_path) == OLD
    assert not (tmp_path / "nowhere").exists()
    write(files(OLD), tmp_path / "nowhere", pretend=True)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    "name", [".terraform/x", "terraform.tfstate", "own.auto.tfvars", "zz_override.tf", "modules/own/main.tf"]
)
def test_what_is_not_ours_stays(tmp_path: Path, name: str) -> None:
    write(files(OLD), tmp_path)
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("mine")
    write(files(NEW), tmp_path)
    assert (tmp_path / name).read_text() == "mine"


def test_a_foreign_file_in_the_way_is_not_overwritten_and_nothing_else_is_written(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text("mine")
    assert codes(OLD, tmp_path) == ["write/foreign-file"]
    assert content(tmp_path) == {"main.tf": "mine"}


def test_a_foreign_file_that_is_already_right_is_taken_over(tmp_path: Path) -> None:
    (tmp_path / "main.tf").write_text(OLD["main.tf"])
    write(files(OLD), tmp_path)
    assert content(tmp_path) == OLD


def test_an_edit_by_hand_is_not_lost(tmp_path: Path) -> None:
    write(files(OLD), tmp_path)
    (tmp_path / "main.tf").write_text("# edited\n")
    (tmp_path / "modules/b/main.tf").write_text("# edited\n")
    assert codes(NEW, tmp_path) == ["write/edited-by-hand", "write/edited-by-hand"]
    assert content(tmp_path) == OLD | {"main.tf": "# edited\n", "modules/b/main.tf": "# edited\n"}


def test_a_deleted_file_comes_back(tmp_path: Path) -> None:
    write(files(OLD), tmp_path)
    (tmp_path / "main.tf").unlink()
    assert write(files(OLD), tmp_path).created == ("main.tf",)
    assert content(tmp_path) == OLD


def test_links_folders_and_pipes_in_the_way_are_refused(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    folder = tmp_path / "out"
    (folder / "modules").mkdir(parents=True)
    (folder / "modules" / "a").symlink_to(outside)
    (folder / "modules" / "b" / "main.tf").mkdir(parents=True)
    os.mkfifo(folder / "main.tf")
    assert codes(OLD, folder) == ["write/in-the-way"] * 3
    assert list(outside.iterdir()) == []


def test_a_broken_manifest_is_an_error_with_its_place(tmp_path: Path) -> None:
    write(files(OLD), tmp_path)
    for text in (
        "{",
        '{"format": 99, "files": {}}',
        '{"format": 1, "files": {"../x": "y"}}',
        '{"format": 1, "files": [1]}',
    ):
        (tmp_path / MANIFEST).write_text(text)
        assert codes(NEW, tmp_path) == ["write/bad-manifest"]
        assert content(tmp_path) == OLD


def test_a_file_where_the_folder_should_be_is_an_error_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(Diagnosed) as caught:
        write(files(OLD), tmp_path / "out" / "web")
    (found,) = caught.value.diagnostics
    assert found.code == "write/refused"
    assert "--out" in found.detail


class Killed(BaseException):
    """The process dies here."""


def test_a_write_that_dies_anywhere_leaves_the_old_tree_or_is_completed_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    survived_old = survived_new = False
    for step in range(200):
        folder = tmp_path / str(step)
        write(files(OLD), folder)
        steps = 0

        def dying(real: object, limit: int = step) -> object:
            def call(*arguments: object, **options: object) -> object:
                nonlocal steps
                steps += 1
                if steps > limit:
                    raise Killed
                return real(*arguments, **options)  # type: ignore[operator]

            return call

        with monkeypatch.context() as patch:
            for name in ("write_bytes", "write_text", "rename", "replace", "unlink", "rmdir", "mkdir"):
                patch.setattr(Path, name, dying(getattr(Path, name)))
            patch.setattr(shutil, "copyfile", dying(shutil.copyfile))
            patch.setattr(write_stage.shutil, "rmtree", dying(shutil.rmtree))
            try:
                write(files(NEW), folder)
            except Killed:
                died = True
            else:
                died = False
        committed = (folder / write_stage.COMMITTED).exists() or content(folder) == NEW
        if died and not committed:
            # Before the commit nothing of ours has changed.
            assert content(folder) == OLD
            survived_old = True
        else:
            write(files(NEW), folder)
            assert content(folder) == NEW
            survived_new = True
        # Whatever happened, the next write of either tree succeeds and leaves nothing behind.
        write(files(OLD), folder)
        assert content(folder) == OLD
        assert sorted(path.name for path in folder.iterdir()) == [MANIFEST, "main.tf", "modules"]
        if not died:
            break
    else:
        pytest.fail("the write never ran to its end")
    assert survived_old
    assert survived_new
