"""Data flows one way: the layers of ARCHITECTURE, kept by import-linter."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest
from examples import PROJECT
from pydantic import BaseModel

import hclpress.cli  # noqa: F401  (it is one of them)
from hclpress.catalog import SHIPPED, find_modules


def test_the_layers_hold() -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    result = subprocess.run(
        [linter, "--no-cache"], cwd=PROJECT, capture_output=True, text=True, check=False, timeout=120
    )
    assert result.returncode == 0, result.stdout + result.stderr
    assert re.search(r"Contracts: [1-9]\d* kept, 0 broken\.", result.stdout)


# import-linter follows no link, and the modules lie behind one: these tests look at them instead.
MODULES = sorted(path.parent for path in SHIPPED.glob("*/contract.py"))
FOR_AUTHORS = re.compile(r"hclpress\.(module|hcl|aws\.\w+)|pydantic|msgspec(\.structs)?")


def imports(path: Path, folder: Path) -> Iterator[str]:
    """What a file of a module imports, also for type checkers alone, by full names; the module itself is `own`."""
    package = ["own", *path.relative_to(folder).parent.parts]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package[: len(package) + 1 - node.level] if node.level else []
            yield ".".join([*above, *filter(None, [node.module])])


def sources(folder: Path) -> dict[str, Path]:
    """The Python files of a module by their full names, but those that Lambda runs."""
    found = (path for path in folder.rglob("*.py") if "examples" not in path.parts and "functions" not in path.parts)
    return {".".join(["own", *path.relative_to(folder).with_suffix("").parts]): path for path in found}


@pytest.mark.parametrize("folder", MODULES, ids=lambda folder: folder.name)
def test_a_module_knows_the_interface_for_authors_and_no_other_module(folder: Path) -> None:
    own = sources(folder)
    for name, path in own.items():
        strangers = {
            other
            for other in imports(path, folder)
            if other not in own
            and not FOR_AUTHORS.fullmatch(other)
            and other.partition(".")[0] not in sys.stdlib_module_names
        }
        assert not strangers, name


@pytest.mark.parametrize("folder", MODULES, ids=lambda folder: folder.name)
def test_the_files_of_a_module_import_each_other_in_no_circle(folder: Path) -> None:
    TopologicalSorter({name: set(imports(path, folder)) for name, path in sources(folder).items()}).prepare()


def read_at_run_time() -> Iterator[Path]:
    """The files whose annotations typer reads, or pydantic, by its own record of its models."""
    kinds = [BaseModel]
    assert tuple(find_modules()), "each is imported as it is found"
    for kind in kinds:
        kinds += kind.__subclasses__()
    for name in {kind.__module__ for kind in kinds} | {"hclpress.cli"}:
        path = Path(str(sys.modules[name].__file__))
        if path.is_relative_to(PROJECT / "generator") or path.is_relative_to(PROJECT / "modules_templates"):
            yield path


READ_AT_RUN_TIME = sorted(read_at_run_time())


def test_the_files_are_found_whose_annotations_pydantic_and_typer_read() -> None:
    assert len(READ_AT_RUN_TIME) >= 45


@pytest.mark.parametrize("path", READ_AT_RUN_TIME, ids=lambda path: path.relative_to(PROJECT).as_posix())
def test_annotations_that_are_read_at_run_time_are_not_postponed(path: Path) -> None:
    assert "from __future__ import annotations" not in path.read_text()
