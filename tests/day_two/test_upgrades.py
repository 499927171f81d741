"""Another version of hclpress renders over committed output: nothing is lost, and it says what it changes.

`tests/data/upgrade` holds the output of each release. `tests/rehearsal/test_upgrade.py` applies the first of them.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from examples import PROJECT
from repositories import Repository
from typer.testing import CliRunner

from hclpress.aws.resource_facts import KNOWN
from hclpress.cli import app
from hclpress.hcl.address import ResourceAddress
from hclpress.history.manifest import MANIFEST, Manifest
from hclpress.history.moves import apply_moves
from hclpress.model import root_module
from hclpress.output.recorded_history import read_recorded

RELEASES = sorted((PROJECT / "tests/data/upgrade").rglob("*.tar.gz"))


def warnings(*words: str) -> list[str]:
    """The codes and summaries of a render, which must succeed."""
    done = CliRunner().invoke(app, ["render", *words, "--no-cache", "--format", "json"], catch_exceptions=False)
    report = json.loads(done.stdout)
    assert done.exit_code == 0, report
    return [f"{one['code']} {one['summary']}" for one in report["diagnostics"]]


@pytest.mark.parametrize("with_git", [True, False])
@pytest.mark.parametrize("release", RELEASES, ids=lambda path: path.relative_to(PROJECT / "tests/data").as_posix())
def test_the_output_of_a_release_loses_nothing(
    release: Path, with_git: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    system = release.name.removesuffix(".tar.gz")
    folder = tmp_path / "out" / system / "dev"
    folder.mkdir(parents=True)
    subprocess.run(["tar", "--extract", "--gzip", "--file", release, "--directory", folder], check=True)
    before = read_recorded(tmp_path / "out", f"{system}/dev").previous
    assert before is not None
    assert before.resources
    if with_git:
        other = Repository(tmp_path, tmp_path, tmp_path / "out")
        other.git("init", "-q", "-b", "main")
        other.commit("released")
    monkeypatch.chdir(PROJECT)
    told = [one for one in warnings(f"{system}/dev", "--out", str(tmp_path / "out")) if "state/other-version" in one]
    assert len(told) == 1
    assert "an earlier hclpress before; this version " in told[0]
    after = Manifest.from_text((folder / MANIFEST).read_text()).history
    assert after is not None
    gone = {
        address: one
        for address, one in before.resources.items()
        if apply_moves(after.moves, address) not in after.resources
    }
    assert not {address for address, one in gone.items() if KNOWN.holds(ResourceAddress.of(address).kind, one.names)}
    # Without Git the render before was the baseline, and this is no news any more.
    again = any("state/other-version" in one for one in warnings(f"{system}/dev", "--out", str(tmp_path / "out")))
    assert again is with_git


def test_a_version_names_the_one_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shop = Repository.new(tmp_path)
    monkeypatch.setattr(root_module, "__version__", "0.2.0")
    monkeypatch.chdir(tmp_path)
    assert warnings("shop/dev") == [
        "state/other-version shop/dev: rendered by hclpress 0.1.0 before; this version changes no resource"
    ]
    shop.commit("upgraded")
    assert warnings("shop/dev") == []
