"""docs/architecture.md names every package, stage and method that exists, and describes a value as the code treats it."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from examples import PROJECT, TODAY

from hclpress import pipeline
from hclpress.catalog import Catalog, Check
from hclpress.module import Module
from hclpress.source.cursor import Cursor
from hclpress.spec.environment_file import find_environments
from hclpress.spec.settings import Settings
from hclpress.stages.load import load

PAGE = (PROJECT / "docs/architecture.md").read_text("utf-8")
PACKAGE = PROJECT / "generator/hclpress"
TOP = frozenset(path.name for path in PROJECT.iterdir())


def section(title: str) -> str:
    """The text below a heading of the page."""
    return PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def rows(text: str) -> list[list[str]]:
    """The rows of all tables of a text, each as its cells, without the headers."""
    lines = [line for line in text.splitlines() if line.startswith("|")]
    headers = {number - 1 for number, line in enumerate(lines) if line.startswith("|---")}
    return [
        [cell.strip() for cell in line.strip("|").split(" | ")]
        for number, line in enumerate(lines)
        if number not in headers and not line.startswith("|---")
    ]


def stages() -> set[str]:
    return {path.stem for path in (PACKAGE / "stages").glob("*.py")} - {"__init__"}


def order_of_stages() -> list[str]:
    """The stages as the pipeline lists them, in its second paragraph."""
    return " ".join((pipeline.__doc__ or "").split("\n\n")[1].split()).split(" → ")


def test_the_page_lists_the_stages_in_the_order_of_the_pipeline() -> None:
    text = section("The pipeline")
    listed = re.findall(r"^\d+\. `(\w+)\(", text, re.MULTILINE)
    order = order_of_stages()
    assert listed == order
    assert {*listed, *re.findall(r"`(\w+)\([^`]* → ", text)} == stages()


def test_each_stage_holds_the_function_of_its_name() -> None:
    for stage in stages():
        assert re.search(rf"^def {stage}\(", (PACKAGE / f"stages/{stage}.py").read_text("utf-8"), re.MULTILINE), stage


def test_the_page_lists_the_layers_in_the_order_of_the_linter() -> None:
    contracts = tomllib.loads((PROJECT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    (layers,) = (one["layers"] for one in contracts if one["type"] == "layers")
    listed = [cells[0].strip("`") for cells in rows(section("The layers"))]
    assert listed == [name for layer in layers for name in layer.split(" | ")]
    existing = {path.stem for path in PACKAGE.iterdir() if path.suffix == ".py" or (path / "__init__.py").is_file()}
    assert set(listed) == existing - {"__init__"}


def test_the_page_lists_every_method_of_a_module() -> None:
    methods = {name for name, one in vars(Module).items() if callable(one) and not name.startswith("_")}
    methods -= set(vars(Settings))
    assert sorted(cells[0].strip("`") for cells in rows(section("A module"))) == sorted(methods)


def test_every_path_on_the_page_exists() -> None:
    paths = [path for path in re.findall(r"`([\w./-]+)`", PAGE) if path.partition("/")[0] in TOP]
    assert len(paths) > 15
    for path in paths:
        assert (PROJECT / path).exists(), path


@pytest.fixture(scope="module")
def followed(catalog: Catalog, checks: tuple[Check, ...]) -> dict[str, str]:
    """The results that the page gives for its value, by stage."""
    found = dict(cells for cells in rows(section("One value from YAML to HCL")))
    assert list(found) == order_of_stages()
    return found


def test_the_value_on_the_page_goes_the_way_that_it_describes(
    followed: dict[str, str], catalog: Catalog, checks: tuple[Check, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROJECT)
    (where,) = (one for one in find_environments(Path("environments")) if one.address == "web-app/prod")
    assert re.findall(r"`(\w+\.yaml)`", followed["load"]) == [
        file.path.name for file in load(where.path, where.extends)
    ]
    value = Cursor(pipeline.merged(where), ("modules", "db", "database"))
    assert value.plain == "shop"
    assert f"`{value.span}`" in followed["inherit"]
    settings = pipeline.validated(where, catalog).settings("db")
    assert f"`{type(settings).__name__}`" in followed["validate"]
    assert getattr(settings, "database", None) == "shop"
    assert "    database:" in (PROJECT / "modules_templates/aurora/settings.py").read_text("utf-8")
    instances = {one.name: one for one in pipeline.packed(where, catalog).instances}
    assert list(instances)[:2] == ["vpc", "db"]
    assert [(one.name, one.fact.instance) for one in instances["db"].wires] == [
        (name, "vpc") for name in re.findall(r"`(\w+)`", followed["wire"])[2:4]
    ]
    assert not instances["db"].zips
    generated = pipeline.generate(where, catalog, checks, TODAY, out=PROJECT / "out")
    (line,) = re.findall(r"`(database_name .*?)`", followed["render"])
    files = {str(file.path): file for file in generated.files}
    assert f"  {line}\n" in files["modules/db/main.tf"].text
    assert files["modules/db/main.tf"].template == PROJECT / "modules_templates/aurora/main.tf.j2"
    (block,) = (one for one in generated.parsed.resources("aws_rds_cluster") if one.instance == "db")
    assert block.address == "aws_rds_cluster.this"
    assert block.block.attributes["database_name"] == "shop"
    assert not [one for one in generated.warnings if block.address in str(one)]
    assert '"module.db.aws_rds_cluster.this"' in (PROJECT / "out/web-app/prod/.hclpress.json").read_text("utf-8")
    assert "| db | `aws_rds_cluster` | 1 |" in files["README.md"].text
    assert (PROJECT / "out/web-app/prod/modules/db/main.tf").read_text("utf-8") == files["modules/db/main.tf"].text
    assert "  vpc_id     = module.vpc.vpc_id\n" in files["main.tf"].text
