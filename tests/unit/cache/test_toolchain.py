import os
import shutil
import time
from pathlib import Path

import pytest

from hclpress.cache import toolchain as program
from hclpress.cache.toolchain import toolchain_digest


@pytest.fixture(autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(folder))
    return folder


def age() -> None:
    """Let everything become older than a tick of this file system's clock."""
    time.sleep(0.05)


def test_a_program_that_nobody_touched_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    before = toolchain_digest(Path(), [])
    monkeypatch.setattr(program, "digests_of", lambda *_: pytest.fail("it was read"))
    assert toolchain_digest(Path(), []) == before


def test_with_and_without_what_is_kept_the_digest_is_the_same(cache: Path, tmp_path: Path) -> None:
    (tmp_path / "contract.py").write_text("a = 1\n")
    age()
    before = toolchain_digest(Path(), [tmp_path])
    for file in [path for path in cache.rglob("*") if path.is_file()]:
        content = file.read_bytes()
        file.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert toolchain_digest(Path(), [tmp_path]) == before
    shutil.rmtree(cache)
    assert toolchain_digest(Path(), [tmp_path]) == before


def test_another_content_of_the_same_size_and_time_is_another_program(tmp_path: Path) -> None:
    file = tmp_path / "contract.py"
    file.write_text("a = 1\n")
    age()
    before, times = toolchain_digest(Path(), [tmp_path]), file.stat()
    file.write_text("a = 2\n")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert toolchain_digest(Path(), [tmp_path]) != before
    age()
    assert toolchain_digest(Path(), [tmp_path]) != before
    (tmp_path / "another.py").write_text("")
    (tmp_path / "another.py").rename(tmp_path / "renamed.py")
    age()
    renamed = toolchain_digest(Path(), [tmp_path])
    (tmp_path / "renamed.py").rename(tmp_path / "again.py")
    age()
    assert toolchain_digest(Path(), [tmp_path]) != renamed


def test_the_same_program_has_the_same_digest() -> None:
    assert toolchain_digest(Path(), []) == toolchain_digest(Path(), [])


def test_own_modules_and_every_change_of_them_make_another_program(tmp_path: Path) -> None:
    module = tmp_path / "queue"
    module.mkdir()
    (module / "contract.py").write_text("a = 1\n")
    found = {toolchain_digest(Path(), []), toolchain_digest(Path(), [tmp_path])}
    (module / "contract.py").write_text("a = 2\n")
    found.add(toolchain_digest(Path(), [tmp_path]))
    (module / "main.tf.j2").write_text("")
    found.add(toolchain_digest(Path(), [tmp_path]))
    assert len(found) == 4


def test_another_folder_to_start_in_is_another_program_because_messages_name_files_from_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "project"
    (project / "environments").mkdir(parents=True)
    found = set()
    for folder in (project, project / "environments", tmp_path):
        monkeypatch.chdir(folder)
        found.add(toolchain_digest(project, []))
    assert len(found) == 3


def test_another_place_of_the_project_is_the_same_program_if_messages_name_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    digests = []
    for name in ("one", "other"):
        project = tmp_path / name / "project"
        (project / "modules").mkdir(parents=True)
        (tmp_path / name / "elsewhere").mkdir()
        age()
        monkeypatch.chdir(project)
        relative = toolchain_digest(project, [Path("modules")])
        # Messages about what does not lie below name it from the root of the file system.
        above = toolchain_digest(project, [Path("../elsewhere")])
        digests.append((relative, above))
    (relative, above), (same, different) = digests
    assert relative == same
    assert above != different


def test_another_version_of_a_library_is_another_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(tmp_path)
    found = set()
    for version in ("1.0", "1.1"):
        (tmp_path / f"library-{version}.dist-info").mkdir()
        found.add(toolchain_digest(Path(), []))
        (tmp_path / f"library-{version}.dist-info").rmdir()
    assert len({*found, toolchain_digest(Path(), [])}) == 3
