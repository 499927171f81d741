import os
import time
from pathlib import Path

import pytest

from hclpress.cache.fingerprint import TICK, Fingerprint, digest_of, digests_of, fingerprint_of, stamp_of

PATHS = ("a.tf", "modules", "modules/b.tf")


@pytest.fixture
def folder(tmp_path: Path) -> str:
    (tmp_path / "modules").mkdir()
    (tmp_path / "a.tf").write_text("a")
    (tmp_path / "modules/b.tf").write_text("b")
    age(tmp_path)
    return str(tmp_path)


def age(folder: Path | str, seconds: float = 0.05) -> None:
    """Let everything become older than a tick of this file system's clock."""
    time.sleep(seconds)


def now(folder: str) -> Fingerprint:
    found = fingerprint_of(folder, PATHS, time.time_ns())
    assert found is not None
    return found


def test_a_seal_of_what_nobody_touched_is_renewed_without_reading(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fingerprint = now(folder)
    monkeypatch.setattr("hclpress.cache.fingerprint.digests_of", lambda *_: pytest.fail("it was read"))
    assert fingerprint.renewed(folder) == fingerprint


def test_a_new_time_alone_means_nothing(folder: str) -> None:
    fingerprint = now(folder)
    os.utime(f"{folder}/a.tf", ns=(1, 1))
    age(folder)
    renewed = fingerprint.renewed(folder)
    assert renewed is not None
    assert renewed.digest == fingerprint.digest
    assert renewed.stamp not in (None, fingerprint.stamp)


@pytest.mark.parametrize("path", ["a.tf", "modules/b.tf"])
def test_another_content_of_the_same_size_and_time_is_noticed(folder: str, path: str) -> None:
    fingerprint = now(folder)
    before = Path(folder, path).stat()
    Path(folder, path).write_text("x")
    os.utime(f"{folder}/{path}", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert fingerprint.renewed(folder) is None


def test_a_file_that_is_gone_or_a_link_or_a_folder_now_is_noticed(folder: str) -> None:
    fingerprint = now(folder)
    for replacement in (None, "link", "folder"):
        Path(folder, "a.tf").unlink(missing_ok=True)
        if replacement == "link":
            Path(folder, "elsewhere").write_text("a")
            Path(folder, "a.tf").symlink_to("elsewhere")
        if replacement == "folder":
            Path(folder, "a.tf").unlink(missing_ok=True)
            Path(folder, "a.tf").mkdir()
        assert fingerprint.renewed(folder) is None


def test_a_new_file_in_a_folder_is_noticed(folder: str) -> None:
    fingerprint = now(folder)
    Path(folder, "modules/c.tf").write_text("c")
    assert fingerprint.renewed(folder) is None


def test_what_was_changed_just_now_gets_no_stamp_for_it_may_change_again_unseen(tmp_path: Path) -> None:
    (tmp_path / "a.tf").write_text("a")
    changed = (tmp_path / "a.tf").stat().st_ctime_ns
    assert stamp_of(str(tmp_path), ["a.tf"], changed + 1_000_000) is None
    assert stamp_of(str(tmp_path), ["a.tf"], changed + TICK + 1) is not None


def test_nothing_is_sealed_that_changed_after_somebody_began_to_read_it(folder: str) -> None:
    begun = time.time_ns()
    age(folder)
    Path(folder, "a.tf").write_text("changed while it was read")
    age(folder)
    assert fingerprint_of(folder, PATHS, begun) is None
    assert fingerprint_of(folder, PATHS, time.time_ns()) is not None


def test_a_seal_without_a_stamp_is_read_once_and_has_one_then(folder: str) -> None:
    fingerprint = Fingerprint(PATHS, digest_of(digests_of(folder, PATHS)))
    renewed = fingerprint.renewed(folder)
    assert renewed is not None
    assert renewed.stamp is not None
    assert Fingerprint(PATHS, "other").renewed(folder) is None


def test_digests_do_not_run_into_one_another() -> None:
    assert digest_of({"a": "b", "c": "d"}) != digest_of({"a": "b\nc\0d"})
    assert digest_of({"a": "b", "c": "d"}) == digest_of({"c": "d", "a": "b"})
