"""The catalog: modules and checks are found by folder, and what is incomplete fails at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from hclpress.catalog import find_checks, find_modules
from hclpress.diagnostics import Diagnosed, Severity

CONTRACT = '''
from hclpress.module import Module

class Bucket(Module):
    """A bucket."""
    summary = "A bucket."
'''


def module(folder: Path, name: str, contract: str = CONTRACT, *templates: str) -> Path:
    home = folder / name
    home.mkdir(parents=True)
    (home / "contract.py").write_text(contract)
    for template in templates:
        (home / template).write_text("")
    return home


def codes(*folders: Path) -> list[str]:
    with pytest.raises(Diagnosed) as caught:
        for _ in find_modules(folders):
            pass
    return [found.code for found in caught.value.diagnostics]


def test_folders_with_an_underscore_are_no_modules() -> None:
    assert "vpc" in find_modules().names
    assert not any(name.startswith("_") for name in find_modules().names)


def test_a_module_of_ones_own_stands_beside_the_shipped_ones(tmp_path: Path) -> None:
    module(tmp_path, "own-bucket", CONTRACT, "main.tf.j2")
    catalog = find_modules((tmp_path,))
    assert {"own-bucket", "vpc"} <= set(catalog.names)
    assert catalog.module("own-bucket").settings.summary == "A bucket."
    assert catalog.module("own-bucket").templates == ("main.tf.j2",)


def test_a_name_that_is_taken_is_refused(tmp_path: Path) -> None:
    module(tmp_path, "vpc", CONTRACT, "main.tf.j2")
    assert codes(tmp_path) == ["module/module-twice"]


@pytest.mark.parametrize(
    ("contract", "code"),
    [
        ("", "module/contract-not-one"),
        (CONTRACT + CONTRACT.replace("Bucket", "Other"), "module/contract-not-one"),
        (CONTRACT.replace('summary = "A bucket."', ""), "module/no-summary"),
        ("def (", "module/not-python"),
        ("import nothing_of_this_name", "module/contract-failed"),
    ],
)
def test_an_incomplete_contract_fails_with_its_place(tmp_path: Path, contract: str, code: str) -> None:
    module(tmp_path, f"bad{abs(hash(contract))}", contract, "main.tf.j2")
    assert codes(tmp_path) == [code]


def test_a_module_without_templates_fails(tmp_path: Path) -> None:
    module(tmp_path, "empty-one")
    assert codes(tmp_path) == ["module/no-templates"]


def test_a_folder_without_modules_fails(tmp_path: Path) -> None:
    assert codes(tmp_path / "nowhere") == ["module/no-modules"]


def test_every_check_has_an_id_a_title_and_a_reason() -> None:
    checks = find_checks()
    assert len(checks) >= 6
    for check in checks:
        assert check.id == check.id.lower()
        assert check.title.endswith(".")
        assert len(check.reason) > 80
        assert check.severity in Severity
