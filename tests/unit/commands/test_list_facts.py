"""facts: every fact with its kind, and every use that is permitted, of one instance or of all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click import Command
from typer import Context
from typer.testing import CliRunner, Result

from hclpress.cli import _complete_instance, app

SPEC = """\
project: shop
suffix: t1
owner: platform-team
region: us-east-1
modules:
  vpc:
    cidr: 10.0.0.0/16
    zones: [us-east-1a, us-east-1b]
    subnets: {public: {size: 24}, isolated: {size: 24}}
  tables: {module: dynamodb, tables: {orders: {hash_key: id}}}
  db: {module: aurora, engine: postgresql, version: "16.6", capacity: {min: 0.5, max: 1}, subnets: isolated, iam_authentication: true}
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "environments" / "web").mkdir(parents=True)
    (tmp_path / "environments" / "web" / "dev.yaml").write_text(SPEC)
    (tmp_path / "environments" / "web" / "prod.yaml").write_text(
        f"{SPEC}outputs: {{orders: tables.orders_table_arn}}\n"
    )
    return tmp_path


def hclpress(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["facts", *arguments], catch_exceptions=False)


def test_the_facts_of_an_environment_are_listed_with_their_kinds() -> None:
    result = hclpress("web/dev")
    assert result.exit_code == 0
    lines = [" ".join(line.split()) for line in result.stdout.splitlines()]
    assert "tables.orders_table_name table name string tables_orders_table_name Name of the table orders." in lines
    assert "db.endpoint host string db_endpoint Host name of the writer." in lines


def test_one_instance_is_listed_with_the_uses_that_it_permits() -> None:
    result = hclpress("web/dev", "tables", "--format", "json")
    told = json.loads(result.stdout)
    assert {one["fact"].partition(".")[0] for one in told["facts"]} == {"tables"}
    assert [one["access"] for one in told["uses"]] == ["full", "read", "write"]
    assert told["uses"][0]["resource"] == "tables.orders"
    assert "dynamodb:BatchWriteItem" in told["uses"][0]["more_actions"]
    assert "dynamodb:BatchWriteItem" not in told["uses"][0]["actions"]


def test_the_names_that_the_spec_gives_its_outputs_are_told() -> None:
    told = json.loads(hclpress("web/prod", "tables", "--format", "json").stdout)
    assert {one["fact"]: one["exported"] for one in told["facts"]} == {
        "tables.orders_table_arn": ["orders"],
        "tables.orders_table_name": [],
        "tables.table_names": [],
    }


def test_any_user_of_a_database_may_be_granted() -> None:
    told = json.loads(hclpress("web/dev", "db", "--format", "json").stdout)
    uses = {(one["resource"], one["access"]) for one in told["uses"]}
    assert uses == {("db", "full"), ("db", "read"), ("db", "write"), ("db.<user>", "connect")}


def test_an_unknown_instance_is_named_with_those_that_there_are() -> None:
    result = hclpress("web/dev", "table")
    assert result.exit_code == 1
    assert "Did you mean `tables`? Instances: vpc, tables, db." in result.stderr


def test_the_instances_of_the_environment_are_completed() -> None:
    context = Context(Command("facts"))
    context.params = {"environment": "web/dev"}
    assert _complete_instance(context, "t") == ["tables"]
    context.params = {"environment": "web/none"}
    assert _complete_instance(context, "") == []
