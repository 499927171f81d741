from datetime import date
from pathlib import Path

import pytest
from msgspec.structs import replace

from hclpress.cache.fingerprint import Fingerprint
from hclpress.cache.results_file import FOLDER, Index, Result
from hclpress.diagnostics import Diagnostic, Severity, Span

WARNING = Diagnostic("check/x", "It is so", "And so.", Span("a.yaml", 1, 2, 3, 4), Severity.WARNING)
RESULT = Result(
    inputs=Fingerprint(("environments/a/b.yaml",), "1", "2"),
    outputs={"out": Fingerprint((".hclpress.json", "main.tf", "modules/a/main.tf"), "3", None)},
    warnings=(WARNING, replace(WARNING, span=None)),
    resources=4,
    modules=2,
    since=date(2026, 1, 2),
    until=date(2026, 3, 4),
)


def kept(root: Path, program: str = "p") -> Index:
    index = Index(root, program)
    index.note("environments/a/b.yaml", RESULT)
    index.save()
    return index


def test_what_is_noted_and_saved_is_there_in_the_next_run(tmp_path: Path) -> None:
    kept(tmp_path)
    index = Index(tmp_path, "p")
    assert index.result("environments/a/b.yaml") == RESULT
    assert index.result("environments/a/c.yaml") is None


def test_results_of_another_toolchain_are_discarded(tmp_path: Path) -> None:
    kept(tmp_path)
    assert Index(tmp_path, "q").result("environments/a/b.yaml") is None


def test_an_index_with_any_byte_changed_or_cut_off_is_discarded(tmp_path: Path) -> None:
    kept(tmp_path)
    file = tmp_path / FOLDER / "results.json"
    content = file.read_bytes()
    for index in range(0, len(content), 7):
        file.write_bytes(content[:index] + bytes([content[index] ^ 1]) + content[index + 1 :])
        assert Index(tmp_path, "p").result("environments/a/b.yaml") is None
        file.write_bytes(content[:index])
        assert Index(tmp_path, "p").result("environments/a/b.yaml") is None
    file.write_bytes(content)
    assert Index(tmp_path, "p").result("environments/a/b.yaml") == RESULT


@pytest.mark.parametrize("content", [b"", b"\n", b"no\n{}", b"\xff\xfe", b"[]"])
def test_a_file_that_is_no_index_is_discarded(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "results.json").write_bytes(content)
    assert Index(tmp_path, "p").result("a") is None
    assert kept(tmp_path).result("environments/a/b.yaml") == RESULT


def test_an_index_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / FOLDER).write_text("a file where its folder belongs")
    kept(tmp_path)
    assert Index(tmp_path, "p").result("environments/a/b.yaml") is None


def test_a_name_that_cannot_stand_in_it_is_no_error(tmp_path: Path) -> None:
    index = kept(tmp_path)
    index.note("\udcff", RESULT)
    index.save()
    assert Index(tmp_path, "p").result("environments/a/b.yaml") == RESULT


def test_the_folder_keeps_itself_out_of_version_control(tmp_path: Path) -> None:
    kept(tmp_path)
    assert (tmp_path / FOLDER / ".gitignore").read_text().endswith("\n*\n")
    assert sorted(path.name for path in (tmp_path / FOLDER).iterdir()) == [".gitignore", "results.json"]


def test_nothing_is_written_where_nothing_is_new(tmp_path: Path) -> None:
    Index(tmp_path, "p").save()
    assert not (tmp_path / FOLDER).exists()


@pytest.mark.parametrize(
    ("day", "holds"), [("2026-01-01", False), ("2026-01-02", True), ("2026-03-04", True), ("2026-03-05", False)]
)
def test_a_result_holds_from_its_day_to_the_last_day_of_its_first_waiver(day: str, holds: bool) -> None:
    assert RESULT.holds_on(date.fromisoformat(day)) is holds
    assert replace(RESULT, until=None).holds_on(date(2030, 1, 1))
