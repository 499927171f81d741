import os
import subprocess
import sys
from pathlib import Path

import pytest

from hclpress.cache.signature import content_signed_as, signed

SIGNS = "import sys; from hclpress.cache.signature import signed; sys.stdout.buffer.write(signed(b'content', 'name'))"


@pytest.fixture(autouse=True)
def key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file of the key, which is not there yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path / "hclpress" / "key"


def by_another_process() -> bytes:
    return subprocess.run([sys.executable, "-c", SIGNS], stdout=subprocess.PIPE, check=True).stdout


def signature() -> bytes:
    content = signed(b"content", "name")
    assert content is not None
    return content


def test_what_one_process_signed_the_next_one_believes(key: Path) -> None:
    assert content_signed_as(by_another_process(), "name") == b"content"
    assert by_another_process() == signature()
    assert key.stat().st_mode & 0o777 == 0o600


def test_first_processes_at_one_time_have_one_key() -> None:
    running = [subprocess.Popen([sys.executable, "-c", SIGNS], stdout=subprocess.PIPE) for _ in range(6)]
    assert len({process.communicate()[0] for process in running}) == 1


def test_a_signature_holds_for_one_name_and_one_content() -> None:
    assert content_signed_as(signature(), "name") == b"content"
    assert content_signed_as(signature(), "another") is None
    assert content_signed_as(signature() + b"!", "name") is None
    assert content_signed_as(b"", "name") is None


def test_a_copy_of_a_key_signs_nothing(key: Path) -> None:
    """A key that comes with a checkout has another inode and another time than its author can know."""
    before = by_another_process()
    content = key.read_bytes()
    key.unlink()
    key.write_bytes(content)
    key.chmod(0o600)
    assert by_another_process() != before


@pytest.mark.parametrize("kind", ["a link", "a pipe", "a short file", "a long file", "a file that others may read"])
def test_what_is_no_key_is_made_anew(key: Path, kind: str) -> None:
    key.parent.mkdir()
    match kind:
        case "a link":
            (key.parent / "theirs").write_bytes(b"x" * 32)
            key.symlink_to("theirs")
        case "a pipe":
            os.mkfifo(key)
        case "a file that others may read":
            key.write_bytes(b"x" * 32)
            key.chmod(0o644)
        case _:
            key.write_bytes(b"x" * (5 if kind == "a short file" else 500))
    assert by_another_process() == by_another_process()
    assert key.read_bytes() != b"x" * 32
    assert not key.is_symlink()
    assert key.stat().st_size == 32


def test_without_a_key_nothing_is_signed_or_believed(key: Path) -> None:
    key.mkdir(parents=True)
    assert signed(b"content", "name") is None
    assert content_signed_as(b"x" * 100, "name") is None


def test_machines_with_one_secret_share_their_caches(key: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HCLPRESS_CACHE_KEY", "secret")
    assert content_signed_as(by_another_process(), "name") == b"content"
    assert not key.exists()
    monkeypatch.setenv("HCLPRESS_CACHE_KEY", "another")
    assert content_signed_as(by_another_process(), "name") == b"content"
    monkeypatch.setenv("HCLPRESS_CACHE_KEY", "secret")
    own = signature()
    monkeypatch.setenv("HCLPRESS_CACHE_KEY", "another")
    assert content_signed_as(own, "name") is None
