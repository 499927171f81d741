"""Prose is plain English: docstrings, help texts and headings name their subject, and retired words stay retired."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from examples import PROJECT

HEADLESS = re.compile(r"\W*(What|How|Where|Who|Whatever|Whoever)\b")
"""The beginning of a sentence without a subject, such as "What Terraform reads"."""

MODULES = PROJECT / "modules_templates"

RETIRED = re.compile(
    r"""\b(
      press | pressed | presses | pressing
    | mould | moulds | moulded
    | verdict | verdicts
    | ledger | ledgers
    | filler | fillers
    | twin | twins
    | unsound
    | specify:
    | (?<!non-)Seals? (?=\ (a|the|what|holds))
    | recall | recalled | recalls
    )\b""",
    re.VERBOSE | re.IGNORECASE,
)
"""Words of the project's own that a stranger cannot know; HOUSE.md says which words replace them."""

RETIRED_PARTS = frozenset(
    {"press", "pressed", "pressing", "mould", "moulds", "verdict", "verdicts", "ledger", "filler", "fillers", "twin"}
    | {"twins", "recall", "recalled"}
)
"""Retired words as parts of identifiers."""


def _python(*folders: Path) -> list[Path]:
    """The Python files below folders, without the link from the package to the modules."""
    return sorted(
        path
        for folder in folders
        for path in folder.rglob("*.py")
        if PROJECT / "generator/hclpress/modules" not in path.parents
    )


SOURCES = _python(PROJECT / "generator", MODULES, PROJECT / "benchmarks")
TESTS = [path for path in _python(PROJECT / "tests") if path != Path(__file__)]
PAGES = sorted(
    [
        *(path for name in ("README.md", "CONTRIBUTING.md") if (path := PROJECT / name).is_file()),
        *(PROJECT / "docs").rglob("*.md"),
        *MODULES.glob("*/README.md"),
        *(PROJECT / "benchmarks").glob("README.md"),
    ]
)


def _name(path: Path) -> str:
    return path.relative_to(PROJECT).as_posix()


def _documented(tree: ast.AST) -> Iterator[ast.Constant]:
    """The docstrings of modules, classes and functions, and the strings under fields and constants."""
    for node in ast.walk(tree):
        for statement in getattr(node, "body", ()) if not isinstance(node, ast.Lambda | ast.IfExp) else ():
            if (
                isinstance(statement, ast.Expr)
                and isinstance(statement.value, ast.Constant)
                and isinstance(statement.value.value, str)
            ):
                yield statement.value


def _helps(tree: ast.AST) -> Iterator[ast.Constant]:
    """The texts of `help=` arguments."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "help" and isinstance(node.value, ast.Constant):
            yield node.value


def _headings(text: str) -> Iterator[tuple[int, str]]:
    """(line, text) of each heading and each cell of a table's header in a page of Markdown."""
    lines = re.sub(r"(?ms)^```.*?^```", lambda code: "\n" * code[0].count("\n"), text).splitlines()
    for number, line in enumerate(lines, start=1):
        if match := re.match(r"#+\s+(?:\d+\.\s+)?(.*)", line):
            yield number, match[1]
        elif line.startswith("|") and number < len(lines) and re.match(r"\|[\s:|-]+\|$", lines[number]):
            yield from ((number, cell.strip()) for cell in line.strip("|").split("|"))


def test_there_is_prose() -> None:
    assert len(SOURCES) > 300
    assert len(PAGES) > 20


@pytest.mark.parametrize("path", SOURCES, ids=_name)
def test_no_docstring_begins_without_its_subject(path: Path) -> None:
    tree = ast.parse(path.read_text("utf-8"))
    headless = [
        f"{_name(path)}:{one.lineno}: {one.value.split(chr(10))[0]}"
        for one in (*_documented(tree), *_helps(tree))
        if HEADLESS.match(str(one.value))
    ]
    assert not headless, "\n".join(headless)


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_no_heading_begins_without_its_subject(path: Path) -> None:
    headless = [
        f"{_name(path)}:{number}: {text}" for number, text in _headings(path.read_text("utf-8")) if HEADLESS.match(text)
    ]
    assert not headless, "\n".join(headless)


def test_no_rendered_description_begins_without_its_subject() -> None:
    block = re.compile(r'^(?:variable|output) "[^"]+" \{\n(?:  .*\n|\n)*?  description\s*= "([^"]*)"', re.MULTILINE)
    found = [
        (path, text) for path in sorted((PROJECT / "out").rglob("*.tf")) for text in block.findall(path.read_text())
    ]
    assert len(found) > 400
    headless = sorted({text for _, text in found if HEADLESS.match(text)})
    assert not headless, "\n".join(headless)


@pytest.mark.parametrize("path", [*SOURCES, *TESTS], ids=_name)
def test_no_text_or_identifier_uses_a_retired_word(path: Path) -> None:
    source = path.read_text("utf-8")
    tree = ast.parse(source)
    texts = [(node.lineno, node.value) for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    words = [
        (token.start[0], token.string)
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type in {tokenize.COMMENT, tokenize.NAME}
    ]
    found = [
        f"{_name(path)}:{line}: {match[0]}"
        for line, text in (*texts, *words)
        if isinstance(text, str) and (match := RETIRED.search(text))
    ]
    found += [
        f"{_name(path)}:{line}: {text}"
        for line, text in words
        if not text.startswith("#") and RETIRED_PARTS.intersection(_parts(text))
    ]
    assert not found, "\n".join(sorted(set(found)))


def _parts(identifier: str) -> list[str]:
    return [part.lower() for part in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", identifier)]


@pytest.mark.parametrize("path", PAGES, ids=_name)
def test_no_page_uses_a_retired_word(path: Path) -> None:
    found = [
        f"{_name(path)}:{number}: {line}"
        for number, line in enumerate(path.read_text("utf-8").splitlines(), start=1)
        if RETIRED.search(line)
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    ("text", "is_headless"),
    [
        ("What Terraform reads.", True),
        ("`How` it is said.", True),
        ("Whatever keeps data keeps it encrypted.", True),
        ("Whether it is current.", False),
        ("Whole files.", False),
        ("The files that Terraform reads.", False),
    ],
)
def test_the_lint_knows_a_headless_sentence(text: str, is_headless: bool) -> None:
    assert (HEADLESS.match(text) is not None) is is_headless


@pytest.mark.parametrize(
    ("text", "is_retired"),
    [
        ("The verdict on an environment.", True),
        ("A text's Mould", True),
        ("hclpress renders", False),
        ("the pressure", False),
        ("the toolchain", False),
    ],
)
def test_the_lint_knows_a_retired_word(text: str, is_retired: bool) -> None:
    assert (RETIRED.search(text) is not None) is is_retired
