"""Several renders at once, on real disks that are full or not to be written: nothing mixes, nothing is lost."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from examples import PROJECT
from outputs import ADDRESS, NEW, OLD, codes, content, written

from hclpress.output.gitattributes import ATTRIBUTES

_WRITER = """
import sys
from pathlib import Path
from outputs import output
from hclpress.stages.write import write
out, mark, rounds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
for number in range(rounds):
    texts = {f"{place}.tf": f"# {mark} {number}\\n" for place in ("main", f"modules/{mark}/main", "outputs", "versions")}
    write([output(texts, address) for address in ("web/dev", "web/prod")], out)
"""


def writers(out: Path, rounds: int) -> list[subprocess.Popen[bytes]]:
    """Four processes that write the same two environments over and over, each with files of its own."""
    environ = {**os.environ, "PYTHONPATH": os.pathsep.join([str(PROJECT), str(Path(__file__).parent)])}
    return [
        subprocess.Popen([sys.executable, "-c", _WRITER, out, mark, str(rounds)], env=environ)
        for mark in ("a", "b", "c", "d")
    ]


def assert_of_one_render(found: dict[str, str]) -> None:
    assert len(found) == 4, found
    assert len(set(found.values())) == 1, found
    (text,) = set(found.values())
    assert f"modules/{text.split()[1]}/main.tf" in found


def test_renders_of_different_specs_at_once_do_not_mix(tmp_path: Path) -> None:
    processes = writers(tmp_path, 8)
    assert [process.wait(120) for process in processes] == [0, 0, 0, 0]
    dev, prod = content(tmp_path / "web/dev"), content(tmp_path / "web/prod")
    assert_of_one_render(dev)
    assert dev == prod
    assert sorted(path.name for path in tmp_path.iterdir()) == [ATTRIBUTES, "web"]


def test_renders_that_are_killed_while_others_go_on_do_not_mix(tmp_path: Path) -> None:
    processes = writers(tmp_path, 40)
    for process in processes[:3]:
        try:
            process.wait(1.5)
        except subprocess.TimeoutExpired:
            process.kill()
    assert processes[3].wait(120) == 0
    for process in processes[:3]:
        process.wait(120)
    written({"main.tf": ""}, tmp_path / "elsewhere")
    dev, prod = content(tmp_path / "web/dev"), content(tmp_path / "web/prod")
    assert_of_one_render(dev)
    assert dev == prod


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 256 KB; only whoever may mount has one."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip("nobody may mount here; an injected ENOSPC at each step is tested everywhere")
    try:
        yield disk
    finally:
        subprocess.run(["umount", disk], check=True)


def test_a_full_disk_loses_nothing_and_nothing_is_left_on_it(small_disk: Path) -> None:
    out = small_disk / "out"
    written(OLD, out)
    (out / ADDRESS / "terraform.tfstate").write_text("mine")
    large = {**NEW, "large.tf": "#" * 300_000}
    assert codes(large, out) == ["write/refused"]
    assert content(out / ADDRESS) == {**OLD, "terraform.tfstate": "mine"}
    assert sorted(path.name for path in out.iterdir()) == [ATTRIBUTES, "web"]
    written(NEW, out)
    assert content(out / ADDRESS) == {**NEW, "terraform.tfstate": "mine"}


def test_a_disk_that_is_not_to_be_written_is_refused_and_still_compared(small_disk: Path) -> None:
    out = small_disk / "out"
    written(OLD, out)
    subprocess.run(["mount", "-o", "remount,ro", small_disk], check=True)
    assert codes(NEW, out) == ["write/refused"]
    assert codes(OLD, small_disk / "new") == ["write/refused"]
    assert written(OLD, out).is_current
    assert not written(NEW, out, pretend=True).is_current
    assert content(out / ADDRESS) == OLD


def test_a_folder_nobody_may_change_is_refused_and_so_is_everything_beside_it(small_disk: Path) -> None:
    """An environment's folder that is a disk of its own can be neither swapped nor linked into."""
    out = small_disk / "out"
    written(OLD, out)
    subprocess.run(["mount", "--bind", out / ADDRESS, out / ADDRESS], check=True)
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", out / ADDRESS], check=True)
        assert codes(NEW, out) == ["write/refused"]
        assert content(out / ADDRESS) == OLD
        assert sorted(path.name for path in out.iterdir()) == [ATTRIBUTES, "web"]
    finally:
        subprocess.run(["umount", out / ADDRESS], check=True)
