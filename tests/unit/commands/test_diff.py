"""hclpress diff: two environments, and which of their differences postures and names explain."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from repositories import SPEC
from typer.testing import CliRunner, Result

from hclpress.cli import app

TABLE = "module.stock.aws_dynamodb_table.orders"


@pytest.fixture
def specs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a sandbox and a production that differ in one setting beside posture and names."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "environments/shop"
    folder.mkdir(parents=True)
    (folder / "dev.yaml").write_text(SPEC)
    prod = SPEC.replace("suffix: t1", "suffix: p1").replace("posture: sandbox", "posture: prod")
    waiver = "waivers:\n  - {check: stores-have-keys-of-their-own, reason: Keys come later., until: 2030-01-01}\n"
    (folder / "prod.yaml").write_text(prod.replace("{hash_key: id}", "{hash_key: id, ttl: expires}") + waiver)
    return folder


def diff(*words: str) -> Result:
    return CliRunner().invoke(app, ["diff", *words], catch_exceptions=False)


def told(*words: str) -> dict[str, Any]:
    return dict(json.loads(diff(*words, "--format", "json").stdout))


def places(ones: list[dict[str, Any]]) -> set[tuple[str, str]]:
    return {(one["address"], one["change"]["path"] if one["change"] else "") for one in ones}


def test_what_neither_posture_nor_names_explain_stands_apart(specs: Path) -> None:
    report = told("shop/dev", "shop/prod")
    assert places(report["unexplained"]) == {(TABLE, "ttl")}
    assert places(report["unexpected"]) == {(TABLE, "ttl")}
    assert (TABLE, "name") in places(report["by_names"])
    assert (TABLE, "deletion_protection_enabled") in places(report["by_posture"])


def test_settings_are_told_with_their_places(specs: Path) -> None:
    settings = {".".join(map(str, one["path"])): one for one in told("shop/dev", "shop/prod")["settings"]}
    assert settings.keys() == {"suffix", "posture", "modules.stock.tables.orders.ttl"}
    assert settings["posture"]["places"] == ["environments/shop/dev.yaml:6", "environments/shop/prod.yaml:6"]
    assert (settings["suffix"]["first"], settings["suffix"]["second"]) == ("t1", "p1")


def test_the_text_groups_what_the_posture_explains_by_its_aspect(specs: Path) -> None:
    text = diff("shop/dev", "shop/prod").stdout
    assert "Differences that neither the posture nor names explain: 1" in text
    assert "Explained by the posture: backup" in text
    assert '+ ttl = {attribute_name = "expires", enabled = true}' in text


def test_an_environment_does_not_differ_from_itself(specs: Path) -> None:
    report = told("shop/dev", "shop/dev")
    assert [report[name] for name in ("settings", "unexplained", "by_posture", "by_names")] == [[], [], [], []]


def test_only_differences_that_are_not_expected_stop_a_pipeline(specs: Path, tmp_path: Path) -> None:
    expected = tmp_path / "expected.yaml"
    expected.write_text("expected: []\n")
    assert diff("shop/dev", "shop/prod", "--expect", str(expected)).exit_code == 4
    expected.write_text(f"expected:\n  - {{resource: '{TABLE}', attribute: ttl, reason: Only prod forgets.}}\n")
    done = diff("shop/dev", "shop/prod", "--expect", str(expected))
    assert done.exit_code == 0
    assert "listed as expected: 1" in done.stdout
    expected.write_text("expected:\n  - {resource: 'module.stock.*', reason: Only prod forgets.}\n")
    assert diff("shop/dev", "shop/prod", "--expect", str(expected)).exit_code == 0


def test_an_expectation_that_covers_nothing_is_told_at_its_line(specs: Path, tmp_path: Path) -> None:
    expected = tmp_path / "expected.yaml"
    expected.write_text("expected:\n  - {resource: 'module.gone.*', reason: Once.}\n")
    (found,) = told("shop/dev", "shop/prod", "--expect", str(expected))["diagnostics"]
    assert (found["code"], found["severity"], found["span"]["line"]) == ("diff/expects-nothing", "warning", 2)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("expected:\n  - {resource: 'x'}\n", "spec/missing-key"),
        ("expect: []\n", "spec/unknown-key"),
        ("expected: [\n", "yaml/syntax"),
        (None, "diff/unreadable"),
    ],
)
def test_a_wrong_file_of_expectations_is_refused(specs: Path, tmp_path: Path, text: str | None, code: str) -> None:
    expected = tmp_path / "expected.yaml"
    if text is not None:
        expected.write_text(text)
    done = diff("shop/dev", "shop/prod", "--expect", str(expected), "--format", "json")
    assert done.exit_code == 1
    assert code in {one["code"] for one in json.loads(done.stdout)["diagnostics"]}


def test_an_environment_that_cannot_have_the_other_posture_says_that_nothing_is_explained(specs: Path) -> None:
    dev, prod = specs / "dev.yaml", specs / "prod.yaml"
    dev.write_text(dev.read_text().replace("photos: {}", f"{'p' * 50}: {{}}"))
    prod.write_text(prod.read_text().replace("suffix: p1", "suffix: production-of-the-shop"))
    report = told("shop/dev", "shop/prod")
    assert [one["code"] for one in report["diagnostics"]] == ["diff/not-split"]
    assert report["by_names"] == report["by_posture"] == []
    assert report["unexplained"]
