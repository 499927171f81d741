"""load: chains of files, and what may be wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from hclpress.diagnostics import Diagnosed
from hclpress.stages.load import load


def write(folder: Path, **texts: str) -> None:
    for name, text in texts.items():
        (folder / f"{name}.yaml").write_text(text)


def chain(folder: Path, name: str) -> list[str]:
    return [file.path.stem for file in load(folder / f"{name}.yaml")]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def codes(path: Path) -> list[tuple[str, str]]:
    with pytest.raises(Diagnosed) as caught:
        load(path)
    return [(str(found.span), found.code) for found in caught.value.diagnostics]


def test_bases_come_before_what_extends_them(tmp_path: Path) -> None:
    write(tmp_path, prod="extends: staging.yaml", staging="extends: base.yaml", base="project: shop")
    assert chain(tmp_path, "prod") == ["base", "staging", "prod"]


def test_parents_stand_in_the_order_they_are_named_in(tmp_path: Path) -> None:
    write(tmp_path, prod="extends: [one.yaml, two.yaml]", one="a: 1", two="a: 2")
    assert chain(tmp_path, "prod") == ["one", "two", "prod"]


def test_a_base_that_two_parents_share_is_read_once_and_first(tmp_path: Path) -> None:
    write(
        tmp_path, prod="extends: [one.yaml, two.yaml]", one="extends: base.yaml", two="extends: base.yaml", base="a: 0"
    )
    assert chain(tmp_path, "prod") == ["base", "one", "two", "prod"]


def test_paths_are_relative_to_the_file_that_names_them(tmp_path: Path) -> None:
    (tmp_path / "shared").mkdir()
    write(tmp_path / "shared", base="a: 1")
    (tmp_path / "web").mkdir()
    write(tmp_path / "web", prod="extends: ../shared/base.yaml")
    assert chain(tmp_path / "web", "prod") == ["base", "prod"]


def test_a_cycle_is_named_with_every_file_in_it(tmp_path: Path) -> None:
    write(tmp_path, a="extends: b.yaml", b="extends: c.yaml", c="extends: b.yaml")
    with pytest.raises(Diagnosed) as caught:
        load(tmp_path / "a.yaml")
    (found,) = caught.value.diagnostics
    assert found.code == "spec/extends-cycle"
    assert str(found.span) == "c.yaml:1:10"
    assert "b.yaml → c.yaml → b.yaml" in found.detail


def test_a_missing_base_is_reported_where_it_is_named_with_what_there_is_instead(tmp_path: Path) -> None:
    write(tmp_path, prod="extends: bas.yaml", base="a: 1")
    with pytest.raises(Diagnosed) as caught:
        load(tmp_path / "prod.yaml")
    (found,) = caught.value.diagnostics
    assert (str(found.span), found.code) == ("prod.yaml:1:10", "spec/no-such-file")
    assert "base.yaml" in found.detail


def test_everything_wrong_in_every_file_is_reported_at_once(tmp_path: Path) -> None:
    write(tmp_path, prod="extends: [one.yaml, gone.yaml, 7]\n", one="a: 1\na: 2\n")
    assert codes(tmp_path / "prod.yaml") == [
        ("one.yaml:2:1", "yaml/duplicate-key"),
        ("prod.yaml:1:21", "spec/no-such-file"),
        ("prod.yaml:1:32", "spec/extends-not-a-path"),
    ]


def test_an_absolute_path_is_refused(tmp_path: Path) -> None:
    write(tmp_path, prod="extends: /base.yaml")
    assert codes(tmp_path / "prod.yaml") == [("prod.yaml:1:10", "spec/extends-absolute")]


def test_a_folder_in_place_of_a_file_is_an_error_and_no_traceback(tmp_path: Path) -> None:
    write(tmp_path, prod="extends: base.yaml")
    (tmp_path / "base.yaml").mkdir()
    assert codes(tmp_path / "prod.yaml") == [("prod.yaml:1:10", "spec/unreadable")]


def test_a_chain_without_end_is_cut_off(tmp_path: Path) -> None:
    for number in range(70):
        write(tmp_path, **{f"f{number}": f"extends: f{number + 1}.yaml"})
    assert [code for _, code in codes(tmp_path / "f0.yaml")] == ["spec/extends-too-many"]


def test_a_chain_may_not_hold_more_than_one_file_may(tmp_path: Path) -> None:
    write(
        tmp_path,
        prod="extends: [one.yaml, two.yaml]",
        one="a: [" + "1," * 24_000 + "]",
        two="b: [" + "1," * 24_000 + "]",
    )
    assert codes(tmp_path / "prod.yaml") == [("two.yaml:1:1", "spec/too-many-values")]
    write(tmp_path, prod="extends: [one.yaml, two.yaml]", one="#" * 600_000, two="#" * 600_000)
    assert codes(tmp_path / "prod.yaml") == [("two.yaml:1:1", "spec/too-many-bytes")]
