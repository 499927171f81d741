"""Machines that divide a fleet write what one machine writes, also where one has what another one's environments use.

Each machine has a checkout and a cache of its own, and takes its cache to the next checkout, as a pipeline does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from benchmarks.sharded_costs import make_sharing_fleet

from hclpress.cache.signature import VARIABLE
from hclpress.spec.environment_file import find_environments
from hclpress.spec.shard import Shard

SIZE, MACHINES = 27, 4
SHARES = [f"{number}/{MACHINES}" for number in range(1, MACHINES + 1)]
CACHES = (".hclpress_cache", "user-cache")
PRODUCER = "environments/network/ssm-0000.yaml"


def run(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run hclpress with the caches in a checkout; its imports are told on stderr."""
    environ = {**os.environ, VARIABLE: "one secret", "XDG_CACHE_HOME": str(checkout / "user-cache")}
    command = [sys.executable, "-X", "importtime", "-m", "hclpress", *arguments]
    return subprocess.run(command, cwd=checkout, env=environ, capture_output=True, text=True, check=False)


def rendered(checkout: Path, *arguments: str) -> dict[str, bytes]:
    """The output after a render."""
    result = run(checkout, "render", *arguments)
    assert result.returncode == 0, result.stdout
    return files(checkout / "out")


def files(folder: Path) -> dict[str, bytes]:
    """The files below a folder, by path."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def new_checkout(project: Path, folder: Path, before: Path) -> Path:
    """Check a project out once more, and bring the caches of an earlier checkout."""
    shutil.copytree(project, folder, copy_function=shutil.copyfile, ignore=shutil.ignore_patterns(*CACHES))
    for name in CACHES:
        if (before / name).exists():
            shutil.copytree(before / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A fleet, rendered by one machine."""
    folder = tmp_path_factory.mktemp("fleet") / "project"
    make_sharing_fleet(folder, SIZE)
    rendered(folder)
    return folder


@pytest.fixture(scope="module")
def machines(project: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """A checkout for each share, rendered from nothing on a machine that has no cache yet."""
    found = {}
    for share in SHARES:
        folder = tmp_path_factory.mktemp("machine") / "checkout"
        for name in ("environments", "functions"):
            shutil.copytree(project / name, folder / name)
        rendered(folder, "--shard", share)
        found[share] = folder
    return found


def test_who_shares_and_who_uses_it_are_on_different_machines(project: Path) -> None:
    everything = find_environments(project / "environments")
    shares = [{one.system for one in Shard.read(share).of(everything)} for share in SHARES]
    assert sum("network" in share for share in shares) == 1
    assert sum("shop" in share for share in shares) >= 1
    assert not any({"network", "shop"} <= share for share in shares)


def test_together_they_write_what_one_machine_writes(project: Path, machines: dict[str, Path]) -> None:
    together: dict[str, bytes] = {}
    for folder in machines.values():
        own = files(folder / "out")
        assert all(together.get(path, content) == content for path, content in own.items())
        together |= own
    assert together == files(project / "out")


@pytest.mark.parametrize("share", SHARES)
def test_the_next_run_on_a_new_checkout_believes_the_carried_cache(
    share: str, project: Path, machines: dict[str, Path], tmp_path: Path
) -> None:
    checkout = new_checkout(project, tmp_path / "checkout", machines[share])
    result = run(checkout, "render", "--check", "--shard", share)
    assert result.returncode == 0
    assert "out of date" not in result.stdout
    assert "hclpress.pipeline" not in result.stderr, "something was generated anew"
    shutil.rmtree(checkout / ".hclpress_cache")
    assert "hclpress.pipeline" in run(checkout, "render", "--check", "--shard", share).stderr


def test_a_change_of_who_shares_reaches_every_machine(project: Path, machines: dict[str, Path], tmp_path: Path) -> None:
    changed = new_checkout(project, tmp_path / "changed", tmp_path)
    spec = changed / PRODUCER
    spec.write_text(spec.read_text("utf-8").replace("suffix: n0000", "suffix: n0000\nexchange: state"), "utf-8")
    whole = new_checkout(changed, tmp_path / "whole", project)
    expected = rendered(whole)
    before = files(project / "out")
    differing = {path.partition("/")[0] for path, content in expected.items() if before.get(path) != content}
    assert differing == {"network", "shop"}
    for share, machine in machines.items():
        checkout = new_checkout(changed, tmp_path / share.replace("/", "-of-"), machine)
        after = rendered(checkout, "--shard", share)
        own = {one.address for one in Shard.read(share).of(find_environments(checkout / "environments"))}
        for path, content in after.items():
            is_own = "/".join(Path(path).parts[:2]) in own
            assert content == (expected if is_own else before)[path]
