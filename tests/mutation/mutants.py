"""Templates with one small fault each: a line gone, a value changed, a condition turned around."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import jinja2
from msgspec import Struct

# Where a value may stand: a string without templates, a number that is no part of a name, a truth value.
_STRING = re.compile(r'"((?:[^"\\{}$%\n]|\\.)*)"')
_NUMBER = re.compile(r"(?<![\w.\"-])\d+(?![\w.\"])")
_TRUTH = re.compile(r"\b(?:true|false)\b")
_CONDITION = re.compile(r"^(\s*\{% (?:el)?if )(.+)( %\})$")
_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_STATEMENT = re.compile(r"^\s*\{%.*%\}\s*$")


class Mutant(Struct, frozen=True):
    """One template with one fault.

    Attributes:
        template: the template's file.
        line: 1-based line of the fault.
        what: what was done there.
        text: the whole template with it.
    """

    template: Path
    line: int
    what: str
    text: str

    def __str__(self) -> str:
        return f"{self.template.parent.name}/{self.template.name}:{self.line}: {self.what}"


def mutants(template: Path) -> Iterator[Mutant]:
    """Every mutant of a template that is still a template. Comments of Jinja and blank lines are left alone."""
    lines = template.read_text(encoding="utf-8").splitlines(keepends=True)
    for index in code_lines("".join(lines)):
        line = lines[index]
        for what, changed in _changes(line.rstrip("\n")):
            text = "".join([*lines[:index], f"{changed}\n" if changed is not None else "", *lines[index + 1 :]])
            if _compiles(text):
                yield Mutant(template, index + 1, what, text)


def code_lines(text: str) -> list[int]:
    """The 0-based numbers of all lines with anything in them besides Jinja's comments."""
    # A comment's line breaks stay, so that lines keep their numbers.
    without = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    return [index for index, line in enumerate(without.splitlines()) if line.strip()]


def is_statement(line: str) -> bool:
    """Whether the line prints nothing by itself."""
    return _STATEMENT.fullmatch(line) is not None


def _changes(line: str) -> Iterator[tuple[str, str | None]]:
    yield f"without `{line.strip()}`", None
    if condition := _CONDITION.fullmatch(line):
        yield f"not ({condition[2]})", f"{condition[1]}not ({condition[2]}){condition[3]}"
    if line.lstrip().startswith("#"):
        # A remark to people: that it stands there is shown by the line itself.
        return
    for found in _TRUTH.finditer(line):
        other = "false" if found[0] == "true" else "true"
        yield f"{found[0]} is {other}", _put(line, found, other)
    for found in _NUMBER.finditer(line):
        yield f"{found[0]} is {int(found[0]) + 1}", _put(line, found, str(int(found[0]) + 1))
    for found in _STRING.finditer(line):
        yield f"{found[0]} is another text", _put(line, found, f'"{found[1]}~"')


def _put(line: str, found: re.Match[str], other: str) -> str:
    return line[: found.start()] + other + line[found.end() :]


def _compiles(text: str) -> bool:
    environment = jinja2.Environment(trim_blocks=True, lstrip_blocks=True, autoescape=True)
    environment.filters = dict.fromkeys(("bare", "fragment", "identifier"), str)
    try:
        environment.compile(text)
    except jinja2.TemplateSyntaxError:
        return False
    return True
