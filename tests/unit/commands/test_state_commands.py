"""verify and mv, from arguments to exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shops import SPEC
from typer.testing import CliRunner, Result

from hclpress.cli import app
from hclpress.history.manifest import MANIFEST

DSQL = (
    SPEC.split("  store:")[0]
    + "  one:\n    module: dsql\n  two:\n    module: dynamodb\n    tables: {a: {hash_key: id}}\n"
)


@pytest.fixture(autouse=True)
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "environments/shop/dev.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(DSQL)
    assert hclpress("render").exit_code == 0
    return file


def hclpress(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def change(spec: Path, old: str, new: str) -> None:
    assert spec.read_text().count(old) == 1
    spec.write_text(spec.read_text().replace(old, new))


def test_verify_proves_an_output_and_then_names_what_was_edited(spec: Path) -> None:
    result = hclpress("verify")
    assert (result.exit_code, result.stderr) == (0, "")
    assert "shop/dev: verified, " in result.stdout
    Path("out/shop/dev/main.tf").write_text("")
    result = hclpress("verify", "shop")
    assert result.exit_code == 3
    assert "verify/edited" in result.stderr
    assert "out/shop/dev/main.tf is edited" in result.stderr


def test_verify_tells_machines_too(spec: Path) -> None:
    Path("out/shop/dev/own.tf").write_text("")
    result = hclpress("verify", "--format", "json")
    assert result.exit_code == 3
    found = json.loads(result.stdout)
    assert found["environments"][0]["differences"] == [{"path": "own.tf", "what": "foreign"}]
    assert found["diagnostics"][0]["code"] == "verify/foreign"
    sarif = json.loads(hclpress("verify", "--format", "sarif").stdout)
    assert sarif["runs"][0]["results"][0]["ruleId"] == "verify/foreign"


def test_verify_of_everything_finds_an_output_without_a_spec(spec: Path) -> None:
    spec.rename(spec.with_name("prod.yaml"))
    hclpress("render")
    result = hclpress("verify")
    assert result.exit_code == 3
    assert "shop/dev: has no spec" in result.stdout
    assert hclpress("verify", "shop/prod").exit_code == 0


def test_verify_of_a_share_compares_that_share_and_leaves_the_others_alone(spec: Path) -> None:
    spec.with_name("prod.yaml").write_text(DSQL)
    hclpress("render")
    Path("out/shop/dev/main.tf").write_text("")
    first, second = (hclpress("verify", "--shard", f"{number}/2") for number in (1, 2))
    assert (first.exit_code, second.exit_code) == (3, 0)
    assert "shop/dev: 1 of" in first.stdout
    assert "shop/prod: verified" in second.stdout
    assert "has no spec" not in first.stdout + second.stdout


def test_a_question_is_answered_with_mv_and_the_answer_rendered(spec: Path) -> None:
    change(spec, "  one:", "  cluster:")
    result = hclpress("render")
    assert result.exit_code == 1
    assert "hclpress mv shop/dev one cluster" in " ".join(result.stderr.split())
    assert hclpress("check").exit_code == 1
    assert hclpress("mv", "shop/dev", "one", "cluster").exit_code == 0
    assert hclpress("render").exit_code == 0
    text = Path("out/shop/dev/moved.tf").read_text()
    assert "  from = module.one\n  to   = module.cluster\n" in text
    assert hclpress("render", "--check").exit_code == 0
    assert hclpress("verify").exit_code == 0


def test_moves_are_forgotten_one_by_one_or_all_at_once(spec: Path) -> None:
    for old, new in (("one", "cluster"), ("cluster", "database")):
        hclpress("mv", "shop/dev", old, new)
        change(spec, f"  {old}:", f"  {new}:")
        assert hclpress("render").exit_code == 0
    result = hclpress("mv", "shop/dev", "--forget", "one", "--format", "json")
    assert json.loads(result.stdout)["forgotten"] == [{"from": "module.one", "to": "module.cluster"}]
    assert hclpress("render", "--check").exit_code == 3
    assert hclpress("render").exit_code == 0
    assert Path("out/shop/dev/moved.tf").read_text().count("moved {") == 1
    assert hclpress("mv", "shop/dev", "--forget").exit_code == 0
    assert hclpress("render").exit_code == 0
    assert not Path("out/shop/dev/moved.tf").exists()
    assert hclpress("verify").exit_code == 0


def test_a_move_to_nowhere_is_refused_when_rendered_and_can_be_taken_back(spec: Path) -> None:
    assert hclpress("mv", "shop/dev", "one", "nowhere").exit_code == 0
    result = hclpress("render")
    assert result.exit_code == 1
    assert "state/move-to-nowhere" in result.stderr
    assert "hclpress mv shop/dev --forget module.one" in result.stderr
    assert hclpress("mv", "shop/dev", "--forget", "module.one").exit_code == 0
    assert hclpress("render", "--check").exit_code == 0


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("three", "four"), "mv/no-such-address"),
        (("one", "two"), "mv/address-taken"),
        (("one", "module.x.aws_dsql_cluster.this"), "mv/of-another-kind"),
        (("module.one.aws_dsql_cluster.this", "module.x.aws_s3_bucket.this"), "mv/of-another-kind"),
        (("--forget", "three"), "mv/nothing-moved"),
    ],
)
def test_a_move_that_cannot_be_changes_nothing(spec: Path, arguments: tuple[str, ...], code: str) -> None:
    before = Path("out/shop/dev", MANIFEST).read_bytes()
    result = hclpress("mv", "shop/dev", *arguments)
    assert result.exit_code == 1
    assert code in result.stderr
    assert Path("out/shop/dev", MANIFEST).read_bytes() == before
    assert sorted(path.name for path in Path("out").iterdir()) == [".gitattributes", "shop"]


def test_a_move_of_what_was_never_rendered_is_refused(spec: Path) -> None:
    result = hclpress("mv", "shop/dev", "one", "two", "--out", "elsewhere")
    assert result.exit_code == 1
    assert "mv/never-rendered" in result.stderr
    assert not Path("elsewhere").exists()


@pytest.mark.parametrize("address", ["module.a.", "x y", "module.a.aws_vpc.this[x]", 'a" {', ""])
def test_what_is_no_address_is_refused(spec: Path, address: str) -> None:
    before = Path("out/shop/dev", MANIFEST).read_bytes()
    result = hclpress("mv", "shop/dev", "one", address)
    assert result.exit_code == 1
    assert "mv/not-an-address" in result.stderr
    assert Path("out/shop/dev", MANIFEST).read_bytes() == before


def test_mv_wants_two_names_or_forget(spec: Path) -> None:
    assert hclpress("mv", "shop/dev", "one").exit_code == 2
    assert hclpress("mv", "shop/dev").exit_code == 2
