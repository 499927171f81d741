"""The documents say what is true now."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from examples import PROJECT

from generator.cli import app

PAGES = sorted(
    [*PROJECT.glob("*.md"), *(PROJECT / "docs").rglob("*.md"), *(PROJECT / "modules_templates").glob("*/README.md")]
)
README = (PROJECT / "README.md").read_text("utf-8")


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
    assert set(re.findall(r"^\| `hclpress ([a-z]+)", README, re.MULTILINE)) == commands


def test_the_commands_of_the_readme_are_targets_of_the_makefile() -> None:
    makefile = (PROJECT / "Makefile").read_text("utf-8")
    for target in re.findall(r"\bmake ([a-z]+)", README):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
