"""The table of Checkov's checks holds each that is about a type which is rendered, and no other."""

from __future__ import annotations

import pytest
import yaml
from examples import PROJECT, examples
from scanner import checks_of_types

from hclpress.hcl.parsers import read

TABLE = yaml.safe_load((PROJECT / "tests/checks/checkov_checks.yaml").read_text("utf-8"))
# No environment of its own: what a resource exists beside is in the table as soon as something renders it.
FOLDERS = [PROJECT / "out", PROJECT / "tests/existing/expected", *(one.folder / "expected" for one in examples())]

pytestmark = pytest.mark.checkov


def rendered() -> set[tuple[str, str]]:
    """The resources and data sources that are rendered, each by its kind of block and its type."""
    return {
        (block.type, block.labels[0])
        for folder in FOLDERS
        for path in folder.rglob("*.tf")
        for block in read(path.read_text("utf-8"), path.name).blocks
        if block.type in {"resource", "data"}
    }


def test_the_table_holds_every_check_for_what_is_rendered() -> None:
    types = {("data." if block == "data" else "") + kind for block, kind in rendered()}
    known = checks_of_types()
    found: dict[str, set[str]] = {}
    for kind in types:
        for check in known.get(kind, ()):
            found.setdefault(check, set()).add(kind.removeprefix("data."))
    assert {check: set(row["types"]) for check, row in TABLE.items()} == found
