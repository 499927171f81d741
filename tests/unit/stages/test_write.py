"""write: only our own files, all of them or none."""

from __future__ import annotations

import json
import os
import socket
from pathlib import Path

import pytest
from outputs import ADDRESS, NEW, OLD, codes, content, output, written

from hclpress.diagnostics import Diagnosed
from hclpress.history.history import History
from hclpress.history.identity import Identity
from hclpress.history.manifest import MANIFEST
from hclpress.output.folder_replacement import GUARD, GUARD_TEXT
from hclpress.output.gitattributes import ATTRIBUTES, ATTRIBUTES_TEXT
from hclpress.output.interrupted_render import PENDING
from hclpress.stages.write import write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / ADDRESS


def test_a_first_write_makes_every_file_and_a_manifest(tmp_path: Path) -> None:
    report = written(OLD, tmp_path / "out")
    assert (report.created, report.changed, report.removed, report.unchanged) == (tuple(sorted(OLD)), (), (), 0)
    assert content(tmp_path / "out" / ADDRESS) == OLD
    assert json.loads((tmp_path / "out" / ADDRESS / MANIFEST).read_text())["files"].keys() == OLD.keys()
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [ATTRIBUTES, "web"]


def test_git_is_told_once_that_all_of_it_is_generated(tmp_path: Path) -> None:
    written(OLD, tmp_path / "nowhere", pretend=True)
    assert not (tmp_path / "nowhere").exists()
    written(OLD, tmp_path)
    file = tmp_path / ATTRIBUTES
    assert file.read_bytes() == ATTRIBUTES_TEXT
    file.unlink()
    assert written(OLD, tmp_path).is_current
    assert file.read_bytes() == ATTRIBUTES_TEXT


def test_line_endings_of_a_checkout_are_named(tmp_path: Path, folder: Path) -> None:
    written(OLD, tmp_path)
    (folder / "main.tf").write_bytes((folder / "main.tf").read_bytes().replace(b"\n", b"\r\n"))
    assert codes(OLD, tmp_path) == ["write/line-endings"]
    assert codes(NEW, tmp_path) == ["write/line-endings"]


@pytest.mark.parametrize("is_link", [True, False], ids=["a-link", "a-file"])
def test_attributes_of_a_user_stay_as_they_are(tmp_path: Path, is_link: bool) -> None:
    own, beside = tmp_path / "out" / ATTRIBUTES, tmp_path / "beside"
    own.parent.mkdir()
    if is_link:
        own.symlink_to(beside)
    else:
        own.write_text("*.tf text\n")
    written(OLD, own.parent)
    assert own.is_symlink() == is_link
    assert not beside.exists()
    assert is_link or own.read_text() == "*.tf text\n"


def test_a_second_write_changes_nothing_not_even_a_time(tmp_path: Path) -> None:
    written(OLD, tmp_path)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    assert written(OLD, tmp_path).is_current
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


def test_files_no_longer_rendered_go_and_take_their_empty_folders_along(tmp_path: Path, folder: Path) -> None:
    written(OLD, tmp_path)
    report = written(NEW, tmp_path)
    assert (report.created, report.changed, report.removed) == (
        ("modules/c/main.tf",),
        ("main.tf",),
        ("modules/b/main.tf",),
    )
    assert content(folder) == NEW
    assert not (folder / "modules/b").exists()


def test_a_pretended_write_says_the_same_and_touches_nothing(tmp_path: Path, folder: Path) -> None:
    written(OLD, tmp_path)
    report = written(NEW, tmp_path, pretend=True)
    assert (report.created, report.changed, report.removed) == (
        ("modules/c/main.tf",),
        ("main.tf",),
        ("modules/b/main.tf",),
    )
    assert content(folder) == OLD
    written(OLD, tmp_path / "nowhere", pretend=True)
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize(
    "name",
    [
        ".terraform/x",
        ".terraform.lock.hcl",
        "terraform.tfstate",
        "own.auto.tfvars",
        "zz_override.tf",
        "modules/own/main.tf",
        "modules/b/own.tf",
    ],
)
def test_what_is_not_ours_stays_the_very_same_file(tmp_path: Path, folder: Path, name: str) -> None:
    written(OLD, tmp_path)
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("mine")
    inode = (folder / name).stat().st_ino
    written(NEW, tmp_path)
    assert content(folder) == {**NEW, name: "mine"}
    assert (folder / name).stat().st_ino == inode


@pytest.mark.parametrize("name", [".terraform/x", "terraform.tfstate"])
def test_a_folder_somebody_works_in_stays_the_very_same_folder(tmp_path: Path, folder: Path, name: str) -> None:
    written(OLD, tmp_path)
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("mine")
    inode = folder.stat().st_ino
    written(NEW, tmp_path)
    assert folder.stat().st_ino == inode


def test_a_folder_a_process_stands_in_stays_the_very_same_folder(
    tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(OLD, tmp_path)
    inode = folder.stat().st_ino
    monkeypatch.chdir(folder / "modules")
    written(NEW, tmp_path)
    assert content(folder) == NEW
    assert folder.stat().st_ino == inode
    assert sorted(path.name for path in Path().iterdir()) == ["a", "c"]


def test_a_foreign_file_in_the_way_is_not_overwritten_and_nothing_else_is_written(tmp_path: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "main.tf").write_text("mine")
    assert codes(OLD, tmp_path) == ["write/foreign-file"]
    assert content(folder) == {"main.tf": "mine"}


def test_a_foreign_file_that_is_already_right_is_taken_over(tmp_path: Path, folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "main.tf").write_text(OLD["main.tf"])
    written(OLD, tmp_path)
    assert content(folder) == OLD


def test_a_manifest_that_is_gone_comes_back(tmp_path: Path, folder: Path) -> None:
    written(OLD, tmp_path)
    (folder / MANIFEST).unlink()
    assert written(OLD, tmp_path).created == (MANIFEST,)
    assert written(OLD, tmp_path).is_current


def test_an_edit_by_hand_is_not_lost(tmp_path: Path, folder: Path) -> None:
    written(OLD, tmp_path)
    (folder / "main.tf").write_text("# edited\n")
    (folder / "modules/b/main.tf").write_text("# edited\n")
    assert codes(NEW, tmp_path) == ["write/edited-by-hand", "write/edited-by-hand"]
    assert content(folder) == OLD | {"main.tf": "# edited\n", "modules/b/main.tf": "# edited\n"}


def test_a_deleted_file_comes_back(tmp_path: Path, folder: Path) -> None:
    written(OLD, tmp_path)
    (folder / "main.tf").unlink()
    assert written(OLD, tmp_path).created == ("main.tf",)
    assert content(folder) == OLD


def test_one_refusal_leaves_every_environment_as_it_was(tmp_path: Path) -> None:
    write([output(OLD, "web/dev"), output(OLD, "web/prod")], tmp_path)
    (tmp_path / "web/prod/main.tf").write_text("# edited\n")
    with pytest.raises(Diagnosed):
        write([output(NEW, "web/dev"), output(NEW, "web/prod"), output(NEW, "shop/dev")], tmp_path)
    assert content(tmp_path / "web/dev") == OLD
    assert content(tmp_path / "web/prod") == OLD | {"main.tf": "# edited\n"}
    assert sorted(path.name for path in tmp_path.iterdir()) == [ATTRIBUTES, "web"]


def test_links_folders_pipes_and_sockets_in_the_way_are_refused(tmp_path: Path, folder: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (folder / "modules").mkdir(parents=True)
    (folder / "modules" / "a").symlink_to(outside)
    (folder / "modules" / "b" / "main.tf").mkdir(parents=True)
    os.mkfifo(folder / "main.tf")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(folder / "s.tf"))
        assert codes({**OLD, "s.tf": ""}, tmp_path) == ["write/in-the-way"] * 4
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("place", [ADDRESS, "web"])
def test_a_link_instead_of_a_folder_of_ours_is_refused(tmp_path: Path, place: str) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "out" / place).parent.mkdir(parents=True)
    (tmp_path / "out" / place).symlink_to(outside)
    assert codes(OLD, tmp_path / "out") == ["write/in-the-way"]
    assert list(outside.iterdir()) == []


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: Path(path).symlink_to("/dev/zero")])
def test_a_manifest_that_is_no_file_is_refused_and_not_read(tmp_path: Path, folder: Path, make: object) -> None:
    written(OLD, tmp_path)
    (folder / MANIFEST).unlink()
    make(folder / MANIFEST)  # type: ignore[operator]
    assert codes(NEW, tmp_path) == ["write/in-the-way"]
    assert content(folder) == OLD


@pytest.mark.parametrize("name", ["Main.tf", "modules/A/main.tf", "MODULES/x"])
def test_a_foreign_name_that_differs_only_in_capitals_is_refused(tmp_path: Path, folder: Path, name: str) -> None:
    written(OLD, tmp_path)
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text("mine")
    assert codes(NEW, tmp_path) == ["write/in-the-way"]
    assert content(folder) == {**OLD, name: "mine"}


def test_two_rendered_names_that_differ_only_in_capitals_are_refused(tmp_path: Path) -> None:
    assert codes({"modules/a/x.zip": "", "modules/a/X.zip": ""}, tmp_path) == ["write/in-the-way"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[" * 100_000,
        '{"format": 99, "files": {}}',
        '{"format": 1, "files": {"../x": "y"}}',
        '{"format": 1, "files": {"a//x": "y"}}',
        '{"format": 1, "files": {"a\\u0000b": "y"}}',
        '{"format": 1, "files": [1]}',
        '{"format": 2, "files": {}}',
        '{"format": 2, "files": {}, "resources": {"a": 1}}',
        '{"format": 2, "files": {}, "resources": {}, "moves": [["a"]]}',
        '{"format": 2, "files": {}, "resources": {"module.a": []}}',
        '{"format": 2, "files": {}, "resources": {"aws_vpc.a": ["no identity"]}}',
        '{"format": 2, "files": {}, "resources": {}, "removed": {"a b": "a b"}}',
    ],
)
def test_a_broken_manifest_is_an_error_with_its_place(tmp_path: Path, folder: Path, text: str) -> None:
    written(OLD, tmp_path)
    (folder / MANIFEST).write_text(text)
    assert codes(NEW, tmp_path) == ["write/bad-manifest"]
    assert content(folder) == OLD


def test_a_manifest_that_is_no_text_is_an_error(tmp_path: Path, folder: Path) -> None:
    written(OLD, tmp_path)
    (folder / MANIFEST).write_bytes(b"\xff\xfe")
    assert codes(NEW, tmp_path) == ["write/bad-manifest"]


def test_a_file_where_the_folder_should_be_is_an_error_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(Diagnosed) as caught:
        written(OLD, tmp_path / "out")
    (found,) = caught.value.diagnostics
    assert found.code == "write/refused"
    assert "--out" in found.detail
    assert (tmp_path / "out").read_text() == ""


def test_an_environment_whose_history_changed_since_it_was_generated_is_not_overwritten(tmp_path: Path) -> None:
    nobody = Identity({}, {}, is_global=True)
    mine, theirs = History({"aws_vpc.mine": nobody}), History({"aws_vpc.theirs": nobody})
    write([output(OLD, history=theirs)], tmp_path)
    with pytest.raises(Diagnosed) as caught:
        write([output(NEW, history=mine)], tmp_path)
    assert [found.code for found in caught.value.diagnostics] == ["write/changed-meanwhile"]
    assert content(tmp_path / ADDRESS) == OLD
    write([output(NEW, history=mine, previous=theirs)], tmp_path)
    assert content(tmp_path / ADDRESS) == NEW


def test_a_guard_whose_journal_somebody_has_deleted_goes_with_the_next_write(tmp_path: Path, folder: Path) -> None:
    written(OLD, tmp_path)
    (folder / "main.tf").write_text(NEW["main.tf"])
    (folder / GUARD).write_bytes(GUARD_TEXT)
    assert not written(NEW, tmp_path, pretend=True).is_current
    written(NEW, tmp_path)
    assert content(folder) == NEW


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0\n",
        "{}x\n1\n",
        "[1]\n1\n",
        '{"address": "web/dev"}\n1\n',
        '{"address": "../elsewhere", "after": {}, "before": {}}\n1\n',
        '{"address": "web/dev", "after": {"../../main.tf": "0"}, "before": {}}\n1\n',
        # A line is missing, and a half of one.
        '{"address": "web/dev", "after": {}, "before": {}}\n',
        '{"address": "web/dev", "after": {}, "before": {}}\n2\n',
        '{"address": "web/dev", "after": {}, "bef',
    ],
)
def test_a_journal_that_is_none_of_ours_is_not_followed(tmp_path: Path, folder: Path, text: str) -> None:
    written(OLD, tmp_path)
    (tmp_path / PENDING).mkdir()
    (tmp_path / PENDING / "journal.jsonl").write_text(text)
    assert codes(NEW, tmp_path) == ["write/bad-journal"]
    assert content(folder) == OLD


def test_who_only_reads_says_that_a_render_waits_to_be_finished(tmp_path: Path) -> None:
    written(OLD, tmp_path)
    (tmp_path / PENDING).mkdir()
    (tmp_path / PENDING / "journal.jsonl").write_text('{"address": "web/dev", "after": {}, "before": {}}\n1\n')
    with pytest.raises(Diagnosed) as caught:
        written(NEW, tmp_path, pretend=True)
    assert [found.code for found in caught.value.diagnostics] == ["write/interrupted"]
    written(NEW, tmp_path)
    assert written(NEW, tmp_path, pretend=True).is_current
