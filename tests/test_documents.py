"""The documents say what is true now."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from benchmarks.sharded_costs import MACHINES
from examples import PROJECT

from hclpress.cli import app
from hclpress.spec.shard import Shard

PAGES = sorted(
    [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md"), *(PROJECT / "modules_templates").glob("*/README.md")]
)
README = (PROJECT / "README.md").read_text("utf-8")
CONTRIBUTING = (PROJECT / "CONTRIBUTING.md").read_text("utf-8")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(PROJECT).as_posix())
def test_links_lead_to_files_that_exist(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_readme_shows_a_real_spec_and_what_it_really_becomes() -> None:
    (yaml_block,) = re.findall(r"```yaml\n(.*?)```", README, re.DOTALL)
    (hcl_block,) = re.findall(r"```hcl\n(.*?)```", README, re.DOTALL)
    assert yaml_block in (PROJECT / "environments/web-app/base.yaml").read_text("utf-8")
    assert hcl_block in (PROJECT / "out/web-app/prod/modules/db/main.tf").read_text("utf-8")


def test_the_readme_lists_every_command() -> None:
    commands = {command.name or command.callback.__name__ for command in app.registered_commands if command.callback}
    assert set(re.findall(r"^\| `hclpress ([a-z-]+)", README, re.MULTILINE)) == commands


@pytest.mark.parametrize("text", [README, CONTRIBUTING], ids=["README.md", "CONTRIBUTING.md"])
def test_the_commands_of_a_page_are_targets_of_the_makefile(text: str) -> None:
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    for target in re.findall(r"\bmake ([a-z]+)", text):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target


def test_every_path_of_the_recipes_exists() -> None:
    """Those of the new module are there once somebody has followed its recipe."""
    paths = set(re.findall(r"(?:generator|modules_templates|tests|docs|environments)/[\w./-]*", CONTRIBUTING))
    assert len(paths) > 20
    missing = {path for path in paths if not (PROJECT / path).exists()}
    assert missing == {"tests/invalid/queues/", "tests/unit/commands/test_"}


def test_the_matrices_of_the_page_on_pipelines_cover_every_share_once() -> None:
    """A share that is named twice or not at all would be checked by nobody who notices."""
    page = (PROJECT / "docs/ci.md").read_text("utf-8").partition("## Many machines")[2]
    github, gitlab = (yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", page, re.DOTALL))
    job, gitlab = github["jobs"]["output"], gitlab["output"]
    shares = job["strategy"]["matrix"]["share"]
    (command,) = (step["run"] for step in job["steps"] if "hclpress render" in step.get("run", ""))
    named = [Shard.read(command.replace("${{ matrix.share }}", str(share)).rpartition(" ")[2]) for share in shares]
    assert named == [Shard(number, len(shares)) for number in range(1, len(shares) + 1)]
    assert len(shares) == gitlab["parallel"] == MACHINES
    numbers = {"$CI_NODE_INDEX": "16", "$CI_NODE_TOTAL": str(gitlab["parallel"])}
    theirs = gitlab["script"][-1]
    for variable, value in numbers.items():
        theirs = theirs.replace(variable, value)
    assert shlex.split(theirs) == command.replace("${{ matrix.share }}", "16").split()
    caches = next(step["with"] for step in job["steps"] if "cache" in step.get("uses", ""))
    assert caches["path"].split() == [".hclpress_cache", "~/.cache/hclpress"]
    assert all("share" in caches[key] for key in ("key", "restore-keys"))
    assert "$CI_NODE_INDEX" in gitlab["cache"]["key"]


@pytest.mark.parametrize(
    ("page", "heading", "form"),
    [("docs/ci.md", "## An example from a change to its plan", "json"), ("docs/preview.md", "# Preview", "text")],
)
def test_the_example_of_a_page_does_what_it_says(page: str, heading: str, form: str, tmp_path: Path) -> None:
    example = (PROJECT / page).read_text("utf-8").partition(heading)[2]
    (script,) = re.findall(r"```sh\n(.*?)```", example.partition("\n## ")[0], re.DOTALL)
    (told,) = re.findall(rf"```{form}\n(.*?)```", example, re.DOTALL)
    person = {
        f"GIT_{role}_{what}": "test@example.com" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    result = subprocess.run(
        ["bash", "-eu", "-c", script],
        cwd=tmp_path,
        env={**os.environ, **person, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    assert result.stdout.endswith(told)
