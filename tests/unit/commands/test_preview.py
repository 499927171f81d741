"""hclpress preview in real repositories: what a change will do, by working tree, revisions and versions."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from repositories import HEAD, SPEC, STOCK, Repository
from typer.testing import CliRunner, Result

from hclpress.cli import app
from hclpress.ui.preview_markdown import MOST

TABLE = "module.stock.aws_dynamodb_table.orders"


@pytest.fixture
def shop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Repository]:
    """A repository with one environment, rendered and committed."""
    for variable in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(variable, raising=False)
    made = Repository.new(tmp_path)
    monkeypatch.chdir(tmp_path)
    return made


def preview(*words: str) -> Result:
    return CliRunner().invoke(app, ["preview", *words], catch_exceptions=False)


def told(*words: str, code: int = 0) -> dict[str, Any]:
    result = preview(*words, "--format", "json")
    assert result.exit_code == code, result.output
    return dict(json.loads(result.stdout))


def actions(*words: str, code: int = 0) -> dict[str, str]:
    report = told(*words, code=code)
    return {one["address"]: one["action"] for env in report["environments"] for one in env["resources"]}


def codes(*words: str, code: int = 0) -> list[str]:
    return [one["code"] for one in told(*words, code=code)["diagnostics"]]


def test_nothing_changes_where_nothing_was_edited(shop: Repository) -> None:
    result = preview()
    assert (result.exit_code, result.stdout.strip()) == (0, "Nothing would change in 1 environment.")
    assert actions("--no-cache") == {}


def test_a_change_is_told_attribute_by_attribute_and_nothing_is_written(shop: Repository) -> None:
    shop.change("orders: {hash_key: id}", "orders: {hash_key: id, ttl: expires}")
    before = {path: path.read_bytes() for path in shop.out.rglob("*") if path.is_file()}
    (env,) = told()["environments"]
    (one,) = env["resources"]
    assert (one["address"], one["action"], one["loses"]) == (TABLE, "update", "")
    assert [(each["path"], each["was"], each["now"]) for each in one["attributes"]] == [
        ("ttl", None, '{attribute_name = "expires", enabled = true}')
    ]
    assert {path: path.read_bytes() for path in shop.out.rglob("*") if path.is_file()} == before


def test_a_change_that_a_render_refuses_is_shown_with_what_it_destroys(shop: Repository) -> None:
    shop.change("hash_key: id", "hash_key: sku")
    report = told(code=1)
    (one,) = report["environments"][0]["resources"]
    assert (one["action"], one["loses"]) == ("replace", "its items")
    assert [each["path"] for each in one["attributes"] if each["forces"]] == ["hash_key"]
    assert [each["code"] for each in report["diagnostics"]] == ["state/would-be-replaced"]
    text = preview().stdout
    assert "-/+ module.stock.aws_dynamodb_table.orders  (destroys its items)" in text
    assert 'hash_key "id" → "sku"  # forces the replacement' in text


def test_what_comes_goes_moves_and_is_let_go_is_told(shop: Repository) -> None:
    shop.rename("keys", "secrets")
    shop.write(
        shop.spec.read_text().replace('      flag: {value: "on"}\n', "      mode: {value: fast}\n")
        + "removed:\n  files: {destroy: false, note: They stay.}\n"
    )
    shop.write(shop.spec.read_text().replace("  files:\n    module: s3\n    buckets:\n      photos: {}\n", ""))
    found = actions()
    assert found["module.secrets.aws_kms_key.data"] == "move"
    assert found["module.files.aws_s3_bucket.photos"] == "forget"
    assert found["module.config.aws_ssm_parameter.flag"] == "delete"
    assert found["module.config.aws_ssm_parameter.mode"] == "create"
    assert "> " in preview().stdout
    assert "moved from module.keys.aws_kms_key.data" in preview().stdout


def test_a_new_environment_is_all_created(shop: Repository) -> None:
    (shop.spec.parent / "prod.yaml").write_text(SPEC.replace("suffix: t1", "suffix: t2"))
    found = told("shop/prod")["environments"][0]["resources"]
    assert {one["action"] for one in found} == {"create"}
    assert TABLE in {one["address"] for one in found}


def test_the_base_is_where_the_work_branched_off(shop: Repository) -> None:
    shop.git("checkout", "-q", "-b", "work")
    shop.change("orders: {hash_key: id}", "orders: {hash_key: id, ttl: expires}")
    shop.rendered("ttl")
    shop.git("checkout", "-q", "main")
    shop.change('flag: {value: "on"}', 'flag: {value: "off"}')
    shop.rendered("flag")
    shop.git("checkout", "-q", "work")
    assert actions("--since", "main") == {TABLE: "update"}
    assert actions() == {TABLE: "update"}
    assert actions("--since", "HEAD") == {}


def test_two_revisions_are_compared_by_their_output(shop: Repository) -> None:
    shop.git("tag", "first")
    shop.change("orders: {hash_key: id}", "orders: {hash_key: id, ttl: expires}")
    shop.rendered("ttl")
    shop.git("tag", "second")
    shop.rename("stock", "goods")
    shop.rendered("rename")
    shop.git("tag", "third")
    shop.change('flag: {value: "on"}', 'flag: {value: "off"}')
    assert actions("--since", "first", "--until", "second") == {TABLE: "update"}
    moved = "module.goods.aws_dynamodb_table.orders"
    assert actions("--since", "second", "--until", "third") == {moved: "move"}
    assert actions("--since", "first", "--until", "third") == {moved: "update"}
    assert actions("--since", "first", "--until", "first") == {}
    assert codes("shop/none", "--since", "first", "--until", "second", code=1) == ["preview/not-committed"]


def test_an_environment_that_is_new_in_a_revision_is_all_created(shop: Repository) -> None:
    shop.git("tag", "first")
    (shop.spec.parent / "prod.yaml").write_text(SPEC.replace("suffix: t1", "suffix: t2"))
    assert shop.run("render").code == 0
    shop.commit("prod")
    for words in (["--since", "first", "--until", "HEAD"], ["--since", "first"]):
        (dev, prod) = told(*words)["environments"]
        assert dev["resources"] == []
        assert {one["action"] for one in prod["resources"]} == {"create"}


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--since", "nowhere"], "git/refused"),
        (["--since", "--all"], "git/refused"),
        (["--until", "nowhere"], "git/refused"),
        (["--against", "9.9.9"], "preview/no-such-version"),
    ],
)
def test_a_revision_that_is_not_there_is_refused(shop: Repository, words: list[str], code: str) -> None:
    assert codes(*words, code=1) == [code]


def test_a_shallow_clone_says_that_it_lacks_the_history(
    shop: Repository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shop.git("tag", "first")
    shop.change("orders: {hash_key: id}", "orders: {hash_key: id, ttl: expires}")
    shop.rendered("ttl")
    clone = tmp_path_factory.mktemp("clone") / "shallow"
    shop.git("clone", "-q", "--depth", "1", f"file://{shop.top}", str(clone))
    os.chdir(clone)
    report = told("--since", "first", code=1)
    assert [one["code"] for one in report["diagnostics"]] == ["git/refused"]
    assert "fetch" in report["diagnostics"][0]["detail"]


def test_without_a_repository_the_last_render_counts_as_applied(shop: Repository) -> None:
    shutil.rmtree(shop.top / ".git")
    shop.change("orders: {hash_key: id}", "orders: {hash_key: id, ttl: expires}")
    assert actions() == {TABLE: "update"}
    assert codes("--since", "main", code=1) == ["git/refused"]


def test_the_output_of_a_version_is_the_base(shop: Repository) -> None:
    main = shop.folder / "main.tf"
    assert "Generated by hclpress 0.1.0" in main.read_text()
    shop.change("orders: {hash_key: id}", "orders: {hash_key: id, ttl: expires}")
    assert actions("--against", "0.1.0") == {TABLE: "update"}
    main.write_text(main.read_text().replace("hclpress 0.1.0", "hclpress 0.2.0"))
    shop.commit("upgrade")
    assert actions("--against", "0.1.0") == {TABLE: "update"}
    assert "0.2.0, 0.1.0" in told("--against", "0.3.0", code=1)["diagnostics"][0]["detail"]


def test_a_gate_stops_at_the_changes_that_it_names(shop: Repository) -> None:
    shop.change('flag: {value: "on"}', 'other: {value: "on"}')
    assert preview("--fail-on", "replace").exit_code == 0
    assert preview("--fail-on", "destroy").exit_code == 4
    assert preview("--fail-on", "data").exit_code == 0
    shop.write(f"{HEAD}{STOCK}removed:\n  files: {{destroy: true}}\n  keys: {{destroy: true}}\n")
    shop.write(shop.spec.read_text().replace("posture: sandbox", "posture: sandbox\ndestroyable: true"))
    assert preview("--fail-on", "data").exit_code == 4


def test_an_environment_whose_spec_is_gone_is_told(shop: Repository) -> None:
    (shop.spec.parent / "prod.yaml").write_text(SPEC.replace("suffix: t1", "suffix: t2"))
    assert shop.run("render").code == 0
    shop.commit("prod")
    (shop.spec.parent / "prod.yaml").unlink()
    assert codes() == ["preview/environment-gone"]
    assert codes("shop/dev") == []


def test_a_spec_with_an_error_is_refused_at_its_place(shop: Repository) -> None:
    shop.change("hash_key: id", "hash_kye: id")
    report = told(code=1)
    assert [one["code"] for one in report["diagnostics"]] == ["spec/missing-key", "spec/unknown-key"]
    assert report["diagnostics"][0]["span"]["file"].endswith("environments/shop/dev.yaml")


def test_alike_environments_are_told_once(shop: Repository) -> None:
    for number in range(2, 15):
        (shop.spec.parent / f"t{number}.yaml").write_text(SPEC.replace("suffix: t1", f"suffix: t{number}"))
    assert shop.run("render").code == 0
    shop.commit("many")
    for path in shop.spec.parent.iterdir():
        value = "shop-off" if path.stem == "t3" else "other"
        path.write_text(path.read_text().replace('value: "on"', f"value: {value}"))
    text = preview().stdout
    assert "The same in 13 environments: 1 to change" in text
    assert text.count('value "on" → "other"') == 1
    assert "shop/t3: 1 to change" in text
    assert "14 of 14 environments would change." in text
    assert [len(one) for one in told()["alike"]] == [13, 1]
    assert shop.run("render").code == 0
    shop.commit("values")
    assert [len(one) for one in told("--since", "HEAD~1", "--until", "HEAD")["alike"]] == [13, 1]


def test_a_tag_of_all_resources_is_told_once_and_by_its_key(shop: Repository) -> None:
    shop.change("owner: me", "owner: you")
    text = preview().stdout
    assert text.count('~ tags_all.Owner "me" → "you"') == 1
    assert re.search(r"^  ~   \d+ resources$", text, re.MULTILINE)
    assert "1 of 1 environment would change." in text
    (env,) = told()["environments"]
    assert all(one["action"] == "update" for one in env["resources"])


def test_notes_about_the_history_are_told(shop: Repository) -> None:
    shop.manifest.unlink()
    assert codes() == ["state/taken-from-git"]


def test_output_outside_of_the_repository_has_no_version(
    shop: Repository, tmp_path_factory: pytest.TempPathFactory
) -> None:
    out = tmp_path_factory.mktemp("elsewhere") / "out"
    shutil.copytree(shop.out, out)
    assert codes("--against", "0.1.0", "--out", str(out), code=1) == ["preview/no-such-version"]


def test_findings_of_alike_environments_are_told_once(shop: Repository) -> None:
    for number in range(2, 5):
        (shop.spec.parent / f"t{number}.yaml").write_text(SPEC.replace("suffix: t1", f"suffix: t{number}"))
    assert shop.run("render").code == 0
    shop.commit("many")
    for path in shop.spec.parent.iterdir():
        path.write_text(path.read_text().replace("hash_key: id", "hash_key: sku"))
    result = preview()
    assert result.exit_code == 1
    assert result.stderr.count("[state/would-be-replaced]") == 1
    assert "The same 1 finding is told of 3 more environments." in result.stdout
    assert len(told(code=1)["diagnostics"]) == 4


def test_a_comment_is_folded_and_fits_into_a_pull_request(shop: Repository) -> None:
    shop.change("orders: {hash_key: id}", "orders: {hash_key: id, ttl: expires}")
    small = preview("--format", "markdown").stdout
    assert "<details open><summary><code>shop/dev</code>: 1 to change</summary>" in small
    assert f"! ~   {TABLE}" in small
    parameters = "".join(f"      p{number}: {{value: '{'x' * 90}'}}\n" for number in range(2000))
    shop.change('      flag: {value: "on"}\n', f'      flag: {{value: "on"}}\n{parameters}')
    large = preview("--format", "markdown").stdout
    assert len(large) <= MOST + 1
    assert "<details><summary>" in large
    assert "more lines" in large
    assert large.count("```") == 2


def test_sarif_carries_what_a_render_would_refuse(shop: Repository) -> None:
    shop.change("hash_key: id", "hash_key: sku")
    result = preview("--format", "sarif")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["runs"][0]["results"][0]["ruleId"] == "state/would-be-replaced"
