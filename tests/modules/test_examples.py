"""Each module's examples render to just the files that stand beside them, and its README shows one of them."""

from __future__ import annotations

import re

import pytest
from examples import PROJECT, Example, examples

from hclpress.catalog import Catalog, Check
from hclpress.module_folders import SHIPPED

EXAMPLES = list(examples())
EXISTING = PROJECT / "tests/existing/environments"
ON_EXISTING = "## Instances that exist already"
MODULES = sorted(path.parent.name for path in SHIPPED.glob("*/contract.py"))


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_an_example_renders_to_the_files_beside_it(
    example: Example, catalog: Catalog, checks: tuple[Check, ...], update_goldens: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROJECT)
    rendered = example.golden(example.generate(catalog, checks))
    expected = example.folder / "expected"
    if update_goldens:
        for path in sorted(expected.rglob("*.tf")):
            path.unlink()
        for name, text in rendered.items():
            (expected / name).parent.mkdir(parents=True, exist_ok=True)
            (expected / name).write_text(text, encoding="utf-8")
    found = {path.relative_to(expected).as_posix(): path.read_text("utf-8") for path in sorted(expected.rglob("*.tf"))}
    assert found.keys() == rendered.keys()
    for name, text in rendered.items():
        assert text == found[name], f"{example}: {name} differs; --update-goldens rewrites it"


@pytest.mark.parametrize("module", MODULES)
def test_every_module_has_an_example_and_a_plan_for_each(module: str) -> None:
    own = [example for example in EXAMPLES if example.module == module]
    assert own
    for example in own:
        assert (example.folder / "plan.yaml").is_file(), f"{example} has no plan.yaml"


def blocks(text: str) -> list[str]:
    return [block.strip("\n") for block in re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)]


@pytest.mark.parametrize("module", MODULES)
def test_the_readme_of_a_module_shows_a_piece_of_its_examples(module: str) -> None:
    readme, _, _ = (SHIPPED / module / "README.md").read_text("utf-8").partition(ON_EXISTING)
    assert blocks(readme), f"the README of {module} has no YAML"
    specs = [(example.folder / "spec.yaml").read_text("utf-8") for example in EXAMPLES if example.module == module]
    for block in blocks(readme):
        assert any(block in spec for spec in specs), f"no example of {module} holds this:\n{block}"


@pytest.mark.parametrize("module", MODULES)
def test_the_readme_of_a_module_shows_an_instance_that_exists_already(module: str, catalog: Catalog) -> None:
    _, heading, section = (SHIPPED / module / "README.md").read_text("utf-8").partition(ON_EXISTING)
    assert bool(heading) == (catalog.module(module).settings.existing_form is not None)
    specs = [path.read_text("utf-8") for path in (EXISTING / module).glob("*.yaml")]
    if heading:
        assert blocks(section), f"the section of {module} has no YAML"
    for block in blocks(section):
        assert any(block in spec for spec in specs), f"no spec in {EXISTING / module} holds this:\n{block}"
