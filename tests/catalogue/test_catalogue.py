"""Each row of docs/catalogue.yaml is shown by an example, a plan, an error and an edit, or says that it is open."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from examples import PROJECT
from rows import EVERYWHERE, Row, missing, read_catalogue

from hclpress.module_folders import SHIPPED

PAGE = PROJECT / "docs/catalogue.md"
CATALOGUE = read_catalogue()
ROWS = [(module, row) for module, rows in CATALOGUE.sections() for row in rows if not row.dropped]
BUILT = [(module, row) for module, row in ROWS if not row.open]
OPEN = [(module, row) for module, row in ROWS if row.open]


def _ids(rows: list[tuple[str, Row]]) -> list[str]:
    return [f"{module}: {row.item}" for module, row in rows]


@pytest.mark.parametrize(("module", "row"), ROWS, ids=_ids(ROWS))
def test_a_row_names_its_example_its_assertion_its_limit_and_its_edit(module: str, row: Row) -> None:
    assert row.unnamed == []


@pytest.mark.parametrize(("module", "row"), BUILT, ids=_ids(BUILT))
def test_a_row_that_is_built_is_shown_by_everything_it_names(
    module: str, row: Row, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(PROJECT)
    assert [*missing(module, row)] == []


@pytest.mark.parametrize(("module", "row"), OPEN, ids=_ids(OPEN))
def test_a_row_is_open_only_while_something_is_missing(module: str, row: Row, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(PROJECT)
    assert [*missing(module, row)], "everything is there: remove `open`"


def test_a_row_leaves_only_with_a_reason() -> None:
    dropped = [row for _, rows in CATALOGUE.sections() for row in rows if row.dropped]
    assert all(len(row.dropped.split()) > 5 and not row.open for row in dropped)


def test_items_of_a_module_differ() -> None:
    for module, rows in CATALOGUE.sections():
        items = [row.item for row in rows]
        assert len(items) == len(set(items)), module


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("example", "nowhere", "there is no example"),
        ("plan", "module.keys.aws_kms_key.none.description", "asserts no"),
        ("edit", "modules.keys.keys.none", "no edit"),
        ("limit", "shapes.yaml: kms/nothing", "announces no"),
    ],
)
def test_a_proof_that_is_not_there_is_missed(field: str, value: str, words: str) -> None:
    sound = {
        "item": "Rotation",
        "example": "services",
        "plan": "module.keys.aws_kms_alias.data.name",
        "limit": "shapes.yaml: spec/wrong-value: the least is 90",
        "edit": "modules.keys.keys.messages.deletion_window_days",
    }
    assert [*missing("kms", Row(**sound))] == []
    (sentence,) = missing("kms", Row(**{**sound, field: value}))
    assert words in sentence


def test_the_page_is_current(update_goldens: bool) -> None:
    page = "\n".join(_page())
    if update_goldens:
        PAGE.write_text(page, "utf-8")
    assert PAGE.read_text("utf-8") == page


def _page() -> Iterator[str]:
    yield "# Catalogue of settings"
    yield ""
    yield "Generated from `docs/catalogue.yaml` by `pytest tests/catalogue --update-goldens`; do not edit it."
    yield ""
    yield "The page lists the modules of the second round and the settings that it adds to earlier modules. An example shows"
    yield "each row that is built, and tests hold its plan, its errors and its edits. A row without an example is planned."
    for title, table in (("New modules", CATALOGUE.modules), ("Settings", CATALOGUE.settings)):
        yield ""
        yield f"## {title}"
        for module, rows in table.items():
            yield ""
            yield f"### {module}"
            yield ""
            yield "| setting | example |"
            yield "|---|---|"
            for row in rows:
                yield f"| {row.item} | {_shown(module, row)} |"
    yield ""


def _shown(module: str, row: Row) -> str:
    if row.dropped:
        return f"Not offered. {row.dropped}"
    if row.open:
        return "planned"
    example = row.example if module == EVERYWHERE else f"{module}/{row.example}"
    folder = SHIPPED.relative_to(PROJECT) / Path(example).parts[0] / "examples" / Path(example).parts[1]
    return f"[{Path(example).parts[1]}](../{folder.as_posix()}/spec.yaml)"
