"""Reading a file: only a regular one, and never more than is allowed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from hclpress.diagnostics import Diagnosed
from hclpress.source.file_content import contents
from hclpress.source.text import MAX_BYTES


def test_a_file_is_read_through_a_link(tmp_path: Path) -> None:
    (tmp_path / "real.yaml").write_bytes(b"a: \xff\n")
    (tmp_path / "link.yaml").symlink_to("real.yaml")
    assert contents(tmp_path / "link.yaml", "link.yaml") == b"a: \xff\n"


def test_a_file_of_the_greatest_size_is_read_and_a_greater_one_is_not(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_bytes(b"#" * MAX_BYTES)
    assert len(contents(path, "a.yaml")) == MAX_BYTES
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(Diagnosed, match=r"a\.yaml:1:1: error: The file is too large"):
        contents(path, "a.yaml")


@pytest.mark.skipif(not Path("/proc/self/cmdline").exists(), reason="the system has no files that hide their size")
def test_a_file_that_says_it_is_empty_is_read_to_its_end() -> None:
    # As one that grows between the look at its size and the reading of it.
    assert contents(Path("/proc/self/cmdline"), "cmdline").count(b"\0") > 0


@pytest.mark.parametrize("name", ["folder", "pipe", "device", "missing", "a\0b", "n" * 5000, "circle"])
def test_what_is_no_regular_file_is_an_error_of_the_system_and_not_waited_for(name: str, tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "device").symlink_to("/dev/zero")
    (tmp_path / "circle").symlink_to("circle")
    with pytest.raises(OSError, match=r"\w") as raised:
        contents(tmp_path / name, name)
    assert raised.value.strerror
