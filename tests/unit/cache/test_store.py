import os
import resource
import time
from pathlib import Path

import pytest

from hclpress.cache.store import Store, write_atomically


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache"


def files(cache: Path) -> list[Path]:
    return [path for path in cache.rglob("*") if path.is_file() and path.parent.name != "hclpress"]


def test_what_is_kept_is_found_by_the_next_process() -> None:
    Store("things", b"maker").keep("key", b"content")
    assert Store("things", b"maker").find("key") == b"content"
    assert Store("things", b"maker").find("another") is None


def test_what_another_maker_or_another_kind_made_is_not_found() -> None:
    Store("things", b"maker").keep("key", b"content")
    assert Store("things", b"another").find("key") is None
    assert Store("others", b"maker").find("key") is None


def test_what_cannot_be_written_whole_leaves_nothing_behind(cache: Path) -> None:
    kept = Store("things", b"maker")
    kept.keep("key", b"before")
    (file,) = files(cache)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    try:
        kept.keep("key", b"content" * 1000)
        with pytest.raises(OSError, match="too large"):
            write_atomically(file, b"content" * 1000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert files(cache) == [file]
    assert kept.find("key") == b"before"


def test_what_is_damaged_in_any_byte_or_cut_short_is_not_found(cache: Path) -> None:
    kept = Store("things", b"maker")
    kept.keep("key", b"content")
    (file,) = files(cache)
    content = file.read_bytes()
    for index in range(len(content)):
        for damaged in (content[:index], content[:index] + bytes([content[index] ^ 1]) + content[index + 1 :]):
            file.write_bytes(damaged)
            assert kept.find("key") is None
    kept.keep("key", b"content")
    assert kept.find("key") == b"content"
    assert files(cache) == [file]


def test_versions_that_made_nothing_for_a_month_make_way_for_a_new_one(cache: Path) -> None:
    for maker in (b"old", b"young"):
        Store("things", maker).keep("key", maker)
    by_content = {file.read_bytes()[-3:]: file.parent for file in files(cache)}
    os.utime(by_content[b"old"], (time.time() - 40 * 86400,) * 2)
    Store("things", b"young")
    assert len(files(cache)) == 2
    Store("things", b"new")
    assert [file.read_bytes()[-5:] for file in files(cache)] == [b"young"]


def test_a_cache_that_cannot_be_made_keeps_nothing(cache: Path) -> None:
    cache.write_text("a file where the folder belongs")
    kept = Store("things", b"maker")
    kept.keep("key", b"content")
    assert kept.find("key") is None
    assert cache.read_text() == "a file where the folder belongs"


def test_a_cache_that_goes_away_meanwhile_keeps_nothing(cache: Path) -> None:
    kept = Store("things", b"maker")
    cache.rename(cache.with_name("elsewhere"))
    kept.keep("key", b"content")
    assert kept.find("key") is None


@pytest.mark.parametrize("kind", ["a pipe", "a folder", "a huge file", "a link to nothing"])
def test_what_is_no_file_of_a_fair_size_is_not_found_and_never_waited_for(cache: Path, kind: str) -> None:
    kept = Store("things", b"maker")
    kept.keep("key", b"content")
    (file,) = files(cache)
    file.unlink()
    match kind:
        case "a pipe":
            os.mkfifo(file)
        case "a folder":
            file.mkdir()
        case "a huge file":
            file.touch()
            os.truncate(file, 1 << 40)
        case _:
            file.symlink_to("nowhere")
    assert kept.find("key") is None
    kept.keep("key", b"content")
    assert kept.find("key") == (None if kind == "a folder" else b"content")


def test_an_entry_in_the_place_of_another_is_not_found(cache: Path) -> None:
    kept = Store("things", b"maker")
    kept.keep("key", b"content")
    (file,) = files(cache)
    file.rename(file.with_name("other"))
    assert kept.find("other") is None
