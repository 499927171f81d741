"""Each module's examples render to just the files that stand beside them, and its README shows one of them."""

from __future__ import annotations

import re

import pytest
from examples import PROJECT, Example, examples

from hclpress.catalog import Catalog, Check
from hclpress.module_folders import SHIPPED

EXAMPLES = list(examples())
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


@pytest.mark.parametrize("module", MODULES)
def test_the_readme_of_a_module_shows_a_piece_of_its_first_example(module: str) -> None:
    readme = (SHIPPED / module / "README.md").read_text("utf-8")
    blocks = re.findall(r"```yaml\n(.*?)```", readme, re.DOTALL)
    assert blocks, f"the README of {module} has no YAML"
    specs = [(example.folder / "spec.yaml").read_text("utf-8") for example in EXAMPLES if example.module == module]
    for block in blocks:
        assert any(block.strip("\n") in spec for spec in specs), f"no example of {module} holds this:\n{block}"
