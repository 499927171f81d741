from pathlib import Path

import pytest

from hclpress.diagnostics import Diagnosed
from hclpress.spec.environment_file import find_environments
from hclpress.spec.shard import Shard


def make(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("")


def test_environments_are_found_in_the_order_of_their_addresses(tmp_path: Path) -> None:
    make(tmp_path, "web/prod.yaml", "web/dev.yaml", "shop-a/dev.yaml", "shop/dev.yaml", "schema.json", "web/notes.md")
    found = find_environments(tmp_path)
    assert [one.address for one in found] == ["shop/dev", "shop-a/dev", "web/dev", "web/prod"]
    assert [one.path for one in found] == [tmp_path / f"{one.address}.yaml" for one in found]


def test_a_share_is_that_part_of_all_and_wrong_names_are_told_in_each(tmp_path: Path) -> None:
    make(tmp_path, "web/prod.yaml", "web/dev.yaml", "web/base.yaml", "shop/dev.yaml")
    shares = [find_environments(tmp_path, (), Shard(number, 2)) for number in (1, 2)]
    assert [[one.address for one in share] for share in shares] == [["shop/dev"], ["web/dev", "web/prod"]]
    assert (*shares[0], *shares[1]) == find_environments(tmp_path)
    make(tmp_path, "web/9.yaml")
    with pytest.raises(Diagnosed):
        find_environments(tmp_path, (), Shard(1, 2))


def test_what_is_there_to_be_extended_or_lies_deeper_is_no_environment(tmp_path: Path) -> None:
    make(
        tmp_path,
        "web/base.yaml",
        "web/base-small.yaml",
        "web/_waivers.yaml",
        "web/old/dev.yaml",
        "web/dev.yaml",
        "a.yaml",
    )
    assert [one.address for one in find_environments(tmp_path)] == ["web/dev"]


def test_a_folder_that_is_linked_is_looked_into(tmp_path: Path) -> None:
    make(tmp_path / "elsewhere", "dev.yaml")
    (tmp_path / "environments").mkdir()
    (tmp_path / "environments/web").symlink_to(tmp_path / "elsewhere")
    assert [one.address for one in find_environments(tmp_path / "environments")] == ["web/dev"]


def test_every_name_that_no_environment_can_have_is_told(tmp_path: Path) -> None:
    make(tmp_path, "Web/dev.yaml", "web/.dev.yaml", "web/dev.yaml", "web/9.yaml")
    with pytest.raises(Diagnosed) as caught:
        find_environments(tmp_path)
    assert [one.summary.split()[0] for one in caught.value.diagnostics] == ["Web/dev", "web/.dev", "web/9"]


def test_a_folder_without_any_or_that_is_not_there_is_told(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(Diagnosed) as caught:
            find_environments(folder)
        assert [one.code for one in caught.value.diagnostics] == ["spec/no-environments"]
