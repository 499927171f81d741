"""Break one setting in what is rendered, and the check whose business it is names the resource.

A check must also find its problem in real output, or it would look for HCL that nobody writes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import yaml
from msgspec import Struct

from hclpress.catalog import find_checks
from hclpress.hcl.parsers import read
from hclpress.model.generated_file import GeneratedFile
from hclpress.model.parsed_stack import ParsedFile, ParsedStack


class Breakage(Struct, frozen=True):
    """One setting that is broken.

    Attributes:
        where: the environment, or the example of a module.
        path: the file of its output.
        check: the check whose business it is.
        names: the address that it names.
        before: a text of the file; the first place that has it is changed.
        after: the text that is put there.
    """

    where: str
    path: str
    check: str
    names: str
    before: str
    after: str

    def __str__(self) -> str:
        return f"{self.check}-{self.where}-{self.names}"


def breakages() -> tuple[Breakage, ...]:
    """Every row of the table."""
    table = yaml.safe_load(Path(__file__).with_name("broken_settings.yaml").read_text("utf-8"))
    return tuple(
        Breakage(where, path, row["check"], row["names"], row["from"], row["to"])
        for where, files in table.items()
        for path, rows in files.items()
        for row in rows
    )


BREAKAGES = breakages()


def broken(parsed: ParsedStack, path: str, old: str, new: str) -> ParsedStack:
    """The stack with one piece of text in one file replaced, once, and the file read again."""

    def reread(file: ParsedFile) -> ParsedFile:
        if file.source.path.as_posix() != path:
            return file
        assert old in file.source.text, f"{path} does not hold {old!r}"
        text = file.source.text.replace(old, new, 1)
        return ParsedFile(GeneratedFile.of_text(file.source.path, text, file.source.instance), read(text, path))

    assert any(file.source.path.as_posix() == path for file in parsed.files), f"nothing is rendered to {path}"
    return ParsedStack(parsed.stack, tuple(map(reread, parsed.files)))


@pytest.mark.parametrize("one", BREAKAGES, ids=map(str, BREAKAGES))
def test_a_check_names_what_is_broken_in_real_output(one: Breakage, generated: Callable[[str], ParsedStack]) -> None:
    (check,) = (each for each in find_checks() if each.id == one.check)
    whole = generated(one.where)

    def findings(parsed: ParsedStack) -> set[tuple[str, str]]:
        return {(found.placed.address, found.summary) for found in check.run(parsed) if found.placed}

    found = findings(broken(whole, one.path, one.before, one.after)) - findings(whole)
    assert {address for address, _ in found} == {one.names}


def test_every_check_is_tried_on_real_output() -> None:
    assert {one.check for one in BREAKAGES} == {one.id for one in find_checks()}


def test_the_table_holds_as_many_settings_as_were_broken_to_find_the_gaps() -> None:
    assert len(BREAKAGES) == len(set(BREAKAGES)) >= 152
