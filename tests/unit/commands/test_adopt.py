"""adopt, from a state to a spec."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from shops import SPEC
from typer.testing import CliRunner, Result

from hclpress.cli import app
from hclpress.commands.adopt import AdoptOptions, adopt
from hclpress.project.project import Project
from hclpress.project.project_file import ProjectFile
from hclpress.ui.console import Console

TABLE = {"id": "shop-orders-t1", "name": "shop-orders-t1"}
BUCKET = {"id": "acme-photos", "bucket": "acme-photos"}
QUEUE = {"id": "https://sqs/1/q", "url": "https://sqs/1/q", "name": "q"}


@pytest.fixture(autouse=True)
def spec(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    file = tmp_path / "environments/shop/dev.yaml"
    file.parent.mkdir(parents=True)
    file.write_text(SPEC)
    return file


def hclpress(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["adopt", "shop/dev", "--state", "state.json", *arguments], catch_exceptions=False)


def state(**resources: dict[str, str]) -> None:
    found = [
        {"address": f"{kind}.old", "mode": "managed", "type": kind, "values": values}
        for kind, values in resources.items()
    ]
    document = {"format_version": "1.0", "values": {"root_module": {"resources": found}}}
    Path("state.json").write_text(json.dumps(document))


def test_what_is_certain_is_written_and_renders(spec: Path) -> None:
    state(aws_dynamodb_table=TABLE, aws_sqs_queue=QUEUE)
    result = hclpress()
    assert result.exit_code == 0, result.output
    line = "    adopt:\n      orders: shop-orders-t1\n"
    assert spec.read_text() == SPEC.replace("      carts: {hash_key: id}\n", f"      carts: {{hash_key: id}}\n{line}")
    assert "module.store.aws_dynamodb_table.orders" in result.stdout
    assert "aws_sqs_queue.old" in result.stdout
    assert "module.store.aws_dynamodb_table.carts" in result.stdout
    assert "1 line written, 0 unclear" in result.stdout
    again = hclpress("--format", "json")
    told = json.loads(again.stdout)
    assert (told["adopted"], told["lines"], told["written"]) == ([], [], False)
    assert "module.store.aws_dynamodb_table.orders" not in told["created"]
    assert spec.read_text().count("adopt:") == 1


def test_a_dry_run_prints_and_writes_nothing(spec: Path) -> None:
    state(aws_dynamodb_table=TABLE)
    result = hclpress("--dry-run")
    assert result.exit_code == 0
    assert spec.read_text() == SPEC
    assert "      orders: shop-orders-t1" in result.stdout


def test_what_is_unclear_is_listed_with_the_lines_to_paste(spec: Path) -> None:
    state(aws_s3_bucket=BUCKET)
    result = hclpress()
    assert result.exit_code == 1
    assert spec.read_text() == SPEC
    assert "adopt/unclear" in result.stderr
    assert "shop-photos-t1: acme-photos" in result.stderr
    assert "photos: acme-photos" in result.stderr


def test_an_answer_keeps_the_name(spec: Path) -> None:
    state(aws_s3_bucket=BUCKET)
    answers = iter(["x", "7", "1"])
    options = AdoptOptions(Path("state.json"), ask=lambda _: next(answers))
    assert adopt(Console(), Project.of(ProjectFile()), "shop/dev", options) == 0
    assert "names:\n  shop-photos-t1: acme-photos\n" in spec.read_text()
    assert "    adopt:\n      photos: acme-photos\n" in spec.read_text()


@pytest.mark.parametrize("answer", ["0", ""])
def test_none_of_them_is_an_answer_and_so_is_the_end_of_input(spec: Path, answer: str) -> None:
    def ask(_: str) -> str:
        if not answer:
            raise EOFError
        return answer

    state(aws_s3_bucket=BUCKET)
    options = AdoptOptions(Path("state.json"), ask=ask)
    assert adopt(Console(), Project.of(ProjectFile()), "shop/dev", options) == 0
    assert spec.read_text() == SPEC


def test_lines_go_into_the_spec_itself_where_a_base_has_the_instance(spec: Path) -> None:
    (spec.parent / "base.yaml").write_text(SPEC)
    spec.write_text("extends: base.yaml\n")
    (spec.parent / "base.yaml").rename(spec.parent.parent / "base.yaml")
    spec.write_text("extends: ../base.yaml\n")
    state(aws_dynamodb_table=TABLE)
    assert hclpress().exit_code == 0
    assert spec.read_text() == ("extends: ../base.yaml\nmodules:\n  store:\n    adopt:\n      orders: shop-orders-t1\n")


def test_a_text_that_cannot_be_changed_safely_stays(spec: Path) -> None:
    text = SPEC.replace("  store:\n", "  store: &store\n") + "  more: *store\n"
    spec.write_text(text.replace("suffix: t1", 'suffix: t1\nnaming: "{project}-{name}-{suffix}"'))
    before = spec.read_text()
    state(aws_dynamodb_table=TABLE)
    result = hclpress()
    assert result.exit_code == 1
    assert spec.read_text() == before


def test_a_missing_file_is_an_error_with_a_way_out() -> None:
    result = hclpress()
    assert result.exit_code == 1
    assert "adopt/no-state" in result.stderr
    assert "terraform show -json" in result.stderr
