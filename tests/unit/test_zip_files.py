"""Source code becomes the same zip file on every machine, and is looked at once for all who deploy it."""

from __future__ import annotations

import io
import os
import shutil
import socket
import struct
import time
import tracemalloc
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


@pytest.mark.parametrize("kind", ["pipe", "socket", "link", "loop", "secret", "rendered"])
def test_what_is_no_source_code_is_refused_wherever_it_lies(root: Path, kind: str) -> None:
    place = root / "own/sub/thing"
    match kind:
        case "pipe":
            os.mkfifo(place)
        case "socket":
            with socket.socket(socket.AF_UNIX) as opened:
                opened.bind(os.path.relpath(place))
        case "link":
            place.symlink_to("/etc/passwd")
        case "loop":
            place.symlink_to("..")
        case "secret":
            place.with_name("terraform.tfstate").touch()
        case "rendered":
            place.with_name(".hclpress.json").touch()
    expected = {"pipe": "source-no-file", "socket": "source-no-file", "link": "source-link", "loop": "source-link"}
    expected |= {"secret": "source-secret", "rendered": "source-refused"}
    assert codes(BOTH, root) == [expected[kind]]


@pytest.mark.parametrize(
    "name", [".aws", ".ssh", ".netrc", "x.tfvars", "x.auto.tfvars.json", "terraform.tfstate.backup"]
)
def test_what_holds_secrets_by_its_name_is_refused(root: Path, name: str) -> None:
    (root / "base" / name).touch()
    assert codes(BASE, root) == ["source-secret"]


@pytest.mark.parametrize("name", [".git", ".hclpress_cache", ".terraform", ".venv", "__pycache__"])
def test_what_programs_keep_for_themselves_is_left_out_and_no_source(root: Path, name: str) -> None:
    (root / "base" / name / "deep").mkdir(parents=True)
    (root / "base" / name / "deep/x").touch()
    (root / "base" / name / "python").symlink_to("/usr/bin/python3")
    assert set(contents(zipped(BASE, root))) == {"a", "b"}
    for source in (f"base/{name}", f"base/{name}/deep"):
        assert codes(Package("one", (source,), ()), root) == ["source-refused"]
    (root / "link").symlink_to(f"base/{name}")
    assert codes(Package("one", ("link",), ()), root) == ["source-refused"]


@pytest.mark.parametrize(
    "source", [".", "", "out", "out/shop", "out/shop/dev", "base/..", "environments", "environments/x"]
)
def test_the_output_and_the_specs_are_no_source_before_the_first_render_too(root: Path, source: str) -> None:
    for folder in ("environments/x", "out/shop/dev"):
        (root / folder).mkdir(parents=True)
        (root / folder / "file").touch()
    made = Packer(root / "out").packed(Package("one", (source,), ()), root)
    assert not isinstance(made, Zip)
    assert {one.code for one in made} == {"source-refused"}


def test_a_loop_of_links_is_said_in_every_python(root: Path) -> None:
    (root / "loop").symlink_to("loop")
    for source in ("loop", "loop/x", "loop.zip"):
        if source == "loop.zip":
            (root / source).symlink_to(source)
        assert codes(Package("one", (source,), ()), root)[0] in {
            "source-unreadable",
            "source-missing",
            "source-outside",
        }


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_what_cannot_be_read_is_said(root: Path) -> None:
    (root / "own/sub").chmod(0)
    assert codes(BOTH, root) == ["source-unreadable"]
    (root / "own/sub").chmod(0o755)
    (root / "own/sub/c").chmod(0)
    assert codes(BOTH, root) == ["source-unreadable"]


def test_what_the_system_refuses_to_read_is_said(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(packing, "read_regular", refuse)
    assert codes(BASE, root) == ["source-unreadable"]
    (root / "own.zip").touch()
    assert codes(Package("one", ("own.zip",), ()), root) == ["source-unreadable"]


def test_a_huge_file_is_refused_by_its_size_and_not_read(root: Path) -> None:
    for name in ("own.zip", "base/huge"):
        (root / name).touch()
        os.truncate(root / name, 1 << 40)
    tracemalloc.start()
    assert codes(Package("one", ("own.zip",), ()), root) == ["zip-too-large"]
    assert codes(BASE, root) == ["source-too-large"]
    assert tracemalloc.get_traced_memory()[1] < 1_000_000
    tracemalloc.stop()


def test_more_files_than_a_zip_file_holds_are_refused_before_they_are_all_looked_at(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packing, "MOST_FILES", 100)
    for number in range(300):
        (root / f"base/{number:03}").mkdir()
    assert codes(BASE, root) == ["source-too-many-files"]
    assert len(list(Packer().files(BASE, root))) == 102


def archive(**files: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return buffer.getvalue()


def test_a_ready_made_zip_file_is_packed_unchanged(root: Path) -> None:
    made = archive(a=b"1")
    (root / "own.zip").write_bytes(made)
    assert zipped(Package("one", ("own.zip",), ()), root) == made


def test_a_zip_file_that_unpacks_to_more_than_lambda_accepts_is_refused_unpacked(root: Path) -> None:
    bomb = archive(**{str(number): bytes(26 * 1024 * 1024) for number in range(10)})
    assert len(bomb) < 1_000_000
    (root / "own.zip").write_bytes(bomb)
    assert codes(Package("one", ("own.zip",), ()), root) == ["source-too-large"]


def test_a_zip_file_with_too_many_names_is_refused_before_they_are_read(root: Path) -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 46 * 0xFFFF, 0, 0)
    (root / "own.zip").write_bytes(b"PK\x01\x02" + bytes(42) + end)
    assert codes(Package("one", ("own.zip",), ()), root) == ["source-too-many-files"]


def test_a_damaged_zip_file_is_no_zip_file(root: Path) -> None:
    made = archive(a=b"1" * 100, b=b"2")
    for index in range(len(made)):
        for damaged in (made[:index], made[:index] + bytes([made[index] ^ 255]) + made[index + 1 :]):
            (root / "own.zip").write_bytes(damaged)
            found = Packer().packed(Package("one", ("own.zip",), ()), root)
            assert isinstance(found, Zip) or found[0].code in {"not-a-zip", "source-too-large", "source-too-many-files"}


def test_many_files_are_packed_in_a_time_that_grows_with_their_number(root: Path) -> None:
    seconds = []
    for number in (300, 3000):
        for index in range(number):
            (root / f"base/{index}").touch()
        before = time.process_time()
        zipped(BASE, root)
        seconds.append(time.process_time() - before)
    assert seconds[1] < 30 * seconds[0] + 0.1
