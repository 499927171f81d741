"""One word for one thing: no two files of the package share a name, and no two public classes."""

from __future__ import annotations

import ast
from collections import defaultdict
from pathlib import Path

from examples import PROJECT

PACKAGE = PROJECT / "generator/hclpress"
COMMANDS = PACKAGE / "commands"
FILES = sorted(
    path for path in PACKAGE.rglob("*.py") if PACKAGE / "modules" not in path.parents and not path.stem.startswith("__")
)
"""The files of the package, without the modules and without `__init__` and `__main__`."""


def is_named_after_a_function(command: Path, others: list[Path]) -> bool:
    """Whether the one other file of its name holds the function of that name, such as a stage."""
    functions = {
        node.name
        for path in others
        for node in ast.parse(path.read_text("utf-8")).body
        if isinstance(node, ast.FunctionDef)
    }
    return len(others) == 1 and command.stem in functions


def test_no_two_files_share_a_name_except_a_command_and_the_function_it_is_named_after() -> None:
    by_name: dict[str, list[Path]] = defaultdict(list)
    for path in FILES:
        by_name[path.stem].append(path)
    assert len(by_name) > 200
    clashes = []
    for paths in by_name.values():
        commands = [path for path in paths if path.parent == COMMANDS]
        others = [path for path in paths if path.parent != COMMANDS]
        if len(paths) > 1 and not (commands and is_named_after_a_function(commands[0], others)):
            clashes.append([path.relative_to(PACKAGE).as_posix() for path in paths])
    assert clashes == []


def test_no_two_public_classes_share_a_name() -> None:
    by_name: dict[str, list[str]] = defaultdict(list)
    for path in FILES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                by_name[node.name].append(path.relative_to(PACKAGE).as_posix())
    assert len(by_name) > 100
    assert {name: paths for name, paths in by_name.items() if len(paths) > 1} == {}
