"""Modules that are broken as a whole: their files, their classes and what they do to Python are told like any mistake."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from pages import write
from typer.testing import CliRunner

from hclpress.cli import app

QUEUES = Path("modules/queues")
CONTRACT, TEMPLATE, MACROS = QUEUES / "contract.py", QUEUES / "main.tf.j2", QUEUES / "macros.j2"
METHOD = "    def outputs(self, site: Site) -> Iterator[Output]:\n"
FIELD = "    attempts: Annotated[int,"
SUMMARY = '    summary = "SQS queues, each with a dead letter queue."\n'
IMPORT = "{% from 'macros.j2' import x %}\n"
FACTS = "from hclpress.module import Encryption, NameRule, ResourceFacts, Stateful\n"


def contract(old: str, new: str) -> Callable[[], None]:
    """Replaces text of the contract, which may use the facts."""

    def change() -> None:
        text = CONTRACT.read_text("utf-8")
        assert old in text
        text = text.replace(old, new, 1).replace(
            "from hclpress.module import", f"{FACTS}from hclpress.module import", 1
        )
        CONTRACT.write_text(text, encoding="utf-8")

    return change


def facts(text: str) -> Callable[[], None]:
    """Declares facts of resource types."""
    return contract(SUMMARY, f"{SUMMARY}    resource_facts = {text}\n")


def template(before: str, **others: str) -> Callable[[], None]:
    """Writes text in front of the template, and other templates beside it."""

    def change() -> None:
        TEMPLATE.write_text(before + TEMPLATE.read_text("utf-8"), encoding="utf-8")
        for name, text in others.items():
            (QUEUES / f"{name}.j2").write_text(text, encoding="utf-8")

    return change


def raw(path: Path, content: bytes) -> Callable[[], None]:
    """Writes bytes to a file of the module, which the template imports."""

    def change() -> None:
        template(IMPORT)()
        path.write_bytes(content)

    return change


def folder(path: Path) -> Callable[[], None]:
    """Puts a folder where a file is expected."""

    def change() -> None:
        path.unlink(missing_ok=True)
        path.mkdir()

    return change


def link(path: Path) -> Callable[[], None]:
    """Puts a link to nothing where a file is expected."""

    def change() -> None:
        path.unlink(missing_ok=True)
        path.symlink_to("nothing")

    return change


# Each: what is done to the module, the code, the file and words of the line that is reported.
MISTAKES = {
    "a template that is not UTF-8": (raw(TEMPLATE, b"\n# \xff\n"), "template-syntax", TEMPLATE, 2),
    "an import that is not UTF-8": (raw(MACROS, b"\n# \xff\n"), "template-syntax", MACROS, 2),
    "an import with a syntax error": (template(IMPORT, macros="\n{% macro %}"), "template-syntax", MACROS, 2),
    "an import of an import with one": (
        template(IMPORT, macros="{% macro x() %}{% endmacro %}{% import 'b.j2' as b %}", b="{% if %}"),
        "template-syntax",
        QUEUES / "b.j2",
        1,
    ),
    "an import of itself": (template("{% from 'main.tf.j2' import x %}\n"), "template-circle", TEMPLATE, 1),
    "an import that imports itself": (
        template(IMPORT, macros="{% from 'macros.j2' import y %}{% macro x() %}{% endmacro %}"),
        "template-circle",
        MACROS,
        1,
    ),
    "imports in a circle": (
        template(IMPORT, macros="\n{% from 'b.j2' import y %}", b="{% from 'macros.j2' import x %}"),
        "template-circle",
        MACROS,
        2,
    ),
    "an import of a number": (template("{% from 5 import x %}\n"), "unknown-template", TEMPLATE, 1),
    "an import from above": (template("{% import '../x.j2' as x %}\n"), "unknown-template", TEMPLATE, 1),
    "a block twice": (
        template("{% block a %}{% endblock %}\n{% block a %}{% endblock %}\n"),
        "template-syntax",
        TEMPLATE,
        2,
    ),
    "a block twice in an import": (
        template(IMPORT, macros="{% macro x() %}{% endmacro %}{% block a %}{% endblock %}{% block a %}{% endblock %}"),
        "template-syntax",
        MACROS,
        1,
    ),
    "an argument twice": (template("{% macro a(b, b) %}{% endmacro %}\n"), "template-syntax", TEMPLATE, 1),
    "a folder for a template": (folder(TEMPLATE), "template-no-file", TEMPLATE, 1),
    "a folder for a second template": (folder(QUEUES / "b.tf.j2"), "template-no-file", QUEUES / "b.tf.j2", 1),
    "a link to no template": (link(TEMPLATE), "template-no-file", TEMPLATE, 1),
    "facts that are a number": (facts("5"), "wrong-attribute", CONTRACT, "class Queues"),
    "facts of a wrong kind": (facts("ResourceFacts(name_rules=5)"), "wrong-attribute", CONTRACT, "class Queues"),
    "a length that is text": (
        facts('ResourceFacts(name_rules={"aws_x": NameRule("x", "80", "[a-z]+", "letters")})'),
        "wrong-attribute",
        CONTRACT,
        "class Queues",
    ),
    "a pattern that is none": (
        facts('ResourceFacts(name_rules={"aws_x": NameRule("x", 80, "[((", "letters")})'),
        "wrong-attribute",
        CONTRACT,
        "class Queues",
    ),
    "data that is text": (
        facts('ResourceFacts(stateful={"aws_sqs_queue": "x"})'),
        "wrong-attribute",
        CONTRACT,
        "class Queues",
    ),
    "encryption without a tuple": (
        facts('ResourceFacts(encryption={"aws_sqs_queue": Encryption("x")})'),
        "wrong-attribute",
        CONTRACT,
        "class Queues",
    ),
    "a type that is a number": (
        facts('ResourceFacts(stateful={5: Stateful("x", ())})'),
        "wrong-attribute",
        CONTRACT,
        "class Queues",
    ),
    "a scope that is none": (
        contract(SUMMARY, f'{SUMMARY}    carries_waf = "nope"\n'),
        "wrong-attribute",
        CONTRACT,
        "class Queues",
    ),
    "a summary that is a number": (contract(SUMMARY, "    summary = 5\n"), "wrong-attribute", CONTRACT, "class Queues"),
    "a static method": (
        contract(METHOD, f"    @staticmethod\n    def inputs():\n        return ()\n\n{METHOD}"),
        "wrong-method",
        CONTRACT,
        "@staticmethod",
    ),
    "a property": (
        contract(METHOD, f"    @property\n    def inputs(self):\n        return ()\n\n{METHOD}"),
        "wrong-method",
        CONTRACT,
        "@property",
    ),
    "a class for a method": (
        contract(METHOD, f"    class inputs:\n        pass\n\n{METHOD}"),
        "wrong-method",
        CONTRACT,
        "class ",
    ),
    "a number for a method": (
        contract(METHOD, f"    inputs = 5\n\n{METHOD}"),
        "",
        CONTRACT,
        "class Queues",
    ),
    "a constructor": (
        contract(METHOD, f"    def __init__(self):\n        pass\n\n{METHOD}"),
        "own-constructor",
        CONTRACT,
        "__init__",
    ),
    "a constructor of an item": (
        contract(FIELD, f"    def __init__(self):\n        pass\n\n{FIELD}"),
        "own-constructor",
        CONTRACT,
        "__init__",
    ),
    "an unknown name in an annotation": (
        contract("Mapping[ItemName, Queue]", '"Mapping[ItemName, Nope]"'),
        "settings-failed",
        CONTRACT,
        "class Queues",
    ),
    "an annotation that is no Python": (
        contract("Mapping[ItemName, Queue]", '"Mapping[ItemName"'),
        "",
        CONTRACT,
        "",
    ),
    "a setting that always holds itself": (
        contract(FIELD, f'    inner: "Queue"\n{FIELD}'),
        "endless-settings",
        CONTRACT,
        "class Queue(",
    ),
    "a setting that is a type": (contract(FIELD, f"    f: type = int\n{FIELD}"), "settings-failed", CONTRACT, ""),
    "a folder for a contract": (folder(CONTRACT), "no-contract", CONTRACT, 1),
    "a link to no contract": (link(CONTRACT), "no-contract", CONTRACT, 1),
    "a contract with a NUL byte": (raw(CONTRACT, b"x = 1\0\n"), "not-python", CONTRACT, 1),
    "a contract that is not UTF-8": (raw(CONTRACT, b"x = '\xff'\n"), "not-python", CONTRACT, 1),
    "an exit at the top": (
        contract("class Queue(Item)", "import sys\nsys.exit(0)\n\n\nclass Queue(Item)"),
        "contract-failed",
        CONTRACT,
        "sys.exit",
    ),
    "a raised exit at the top": (
        contract("class Queue(Item)", "raise SystemExit(0)\n\n\nclass Queue(Item)"),
        "contract-failed",
        CONTRACT,
        "raise SystemExit",
    ),
}
EXITS = {
    "names": ("        keys = {key:", "        raise SystemExit(0)\n        keys = {key:"),
    "outputs": (
        '        """The ARN of each queue."""\n',
        '        """The ARN of each queue."""\n        raise SystemExit(0)\n',
    ),
}


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The project of docs/modules.md."""
    write(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def hclpress(*arguments: str) -> Result:
    """Run a command with the module; nothing but an exit ends it."""
    result = CliRunner().invoke(app, [*arguments, "--modules", "modules"], env={"COLUMNS": "300"})
    assert result.exception is None or isinstance(result.exception, SystemExit), repr(result.exception)
    return result


def told(*arguments: str) -> list[dict[str, Any]]:
    """The diagnostics of a command."""
    result = hclpress(*arguments, "--format", "json")
    assert result.exit_code == 1, result.output
    found: list[dict[str, Any]] = json.loads(result.stdout)["diagnostics"]
    return found


@pytest.mark.parametrize("name", MISTAKES)
def test_a_broken_module_is_reported_at_its_place_and_nothing_is_written(name: str, project: Path) -> None:
    change, code, file, words = MISTAKES[name]
    change()
    found = told("render", "--no-cache")
    places = [one["span"] for one in found if one["code"] == f"module/{code}" or not code]
    assert file.as_posix() in {place["file"] for place in places}, found
    for line in [place["line"] for place in places if place["file"] == file.as_posix()]:
        assert line == words or str(words) in file.read_text("utf-8").splitlines()[line - 1]
    for one in found:
        assert one["summary"]
        assert one["detail"].endswith(".")
    assert not (project / "out").exists()
    for command in (["modules"], ["modules", "queues"], ["schema"]):
        assert hclpress(*command).exit_code == 1


@pytest.mark.parametrize("method", EXITS)
def test_an_exit_in_a_method_is_a_diagnostic(method: str, project: Path) -> None:
    contract(*EXITS[method])()
    (found,) = told("render", "--no-cache")
    assert found["code"] == "module/contract-failed"
    assert "SystemExit" in str(found["detail"])
    assert not (project / "out").exists()


def test_facts_are_reported_together_each_with_its_path() -> None:
    facts('ResourceFacts(stateful={"aws_a": "x"}, encryption={"aws_b": (Encryption(5),)})')()
    summaries = {str(one["summary"]) for one in told("check")}
    assert summaries == {
        "`resource_facts.stateful['aws_a']` of module queues is a str",
        "`resource_facts.encryption['aws_b'][0].argument` of module queues is a int",
    }


@pytest.mark.parametrize("command", ["modules", "schema"])
def test_all_broken_modules_are_reported(command: str) -> None:
    for name in ("first", "second"):
        other = Path("modules", name)
        other.mkdir()
        (other / "contract.py").write_text("class X(:\n", encoding="utf-8")
    template("{% if %}\n")()
    output = hclpress(command).output
    for path in ("modules/first/contract.py:1", "modules/second/contract.py:1", "modules/queues/main.tf.j2:1"):
        assert path in output
