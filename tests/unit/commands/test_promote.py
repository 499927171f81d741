"""hclpress promote: values go from one spec into another, and nothing else of that changes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hclpress.cli import app

BASE = """\
project: shop
owner: me
region: us-east-1
account_id: "123456789012"
posture: sandbox
modules:
  stock:
    module: dynamodb
    tables:
      orders: {hash_key: id}
"""
DEV = """\
extends: base.yaml
suffix: d1
modules:
  stock:
    tables:
      orders:
        ttl: expires
        billing: {read: 2, write: 3}
      carts: {hash_key: cart}
  keys:
    module: kms
    keys:
      data: {description: For data}
tags:
  Stage: !format "stage of {suffix}"
"""
PROD = """\
# The one that earns money.
extends: base.yaml
suffix: p1   # never change it

modules:
  # Stock comes first.
  stock:
    tables:
      orders:
        ttl: until  # asked for by the auditors
"""


@pytest.fixture
def prod(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The spec of a production beside one of a development."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "environments/shop"
    folder.mkdir(parents=True)
    (folder / "base.yaml").write_text(BASE)
    (folder / "dev.yaml").write_text(DEV)
    (folder / "prod.yaml").write_text(PROD)
    assert CliRunner().invoke(app, ["render"], catch_exceptions=False).exit_code == 0
    return folder / "prod.yaml"


def promote(*words: str) -> Result:
    return CliRunner().invoke(app, ["promote", "shop/dev", "shop/prod", *words], catch_exceptions=False)


def test_a_value_is_replaced_where_it_stands(prod: Path) -> None:
    done = promote("modules.stock.tables.orders.ttl")
    assert done.exit_code == 0
    assert prod.read_text() == PROD.replace("ttl: until", "ttl: expires")
    assert "~ ttl.attribute_name" in done.stdout


def test_a_mapping_is_added_where_it_is_missing(prod: Path) -> None:
    assert promote("modules.stock.tables.orders.billing", "modules.keys").exit_code == 0
    assert prod.read_text() == (
        f"{PROD}        billing:\n          read: 2\n          write: 3\n"
        '  keys:\n    module: kms\n    keys:\n      data:\n        description: "For data"\n'
    )


def test_text_with_placeholders_stays_text_with_placeholders(prod: Path) -> None:
    assert promote("tags.Stage").exit_code == 0
    assert prod.read_text() == f'{PROD}tags:\n  Stage: !format "stage of {{suffix}}"\n'


def test_a_value_that_is_the_same_already_changes_nothing(prod: Path) -> None:
    assert promote("modules.stock.tables.orders.hash_key").exit_code == 0
    assert prod.read_text() == PROD


def test_a_trial_previews_and_writes_nothing(prod: Path) -> None:
    done = promote("modules.stock.tables.orders.ttl", "--dry-run")
    assert done.exit_code == 0
    assert "~ ttl.attribute_name" in done.stdout
    assert prod.read_text() == PROD


@pytest.mark.parametrize(
    ("path", "code", "words"),
    [
        ("modules.stock.tables.orders.tll", "promote/not-set", "Did you mean `modules.stock.tables.orders.ttl`?"),
        ("modules.stock.tables.orders.ttl_enabled", "promote/not-set", "a default is not carried"),
    ],
)
def test_a_value_that_is_not_set_is_refused(prod: Path, path: str, code: str, words: str) -> None:
    done = promote(path, "--format", "json")
    assert done.exit_code == 1
    (found,) = json.loads(done.stdout)["diagnostics"]
    assert found["code"] == code
    assert words in found["detail"]
    assert prod.read_text() == PROD


def test_a_mapping_with_more_keys_there_is_refused(prod: Path) -> None:
    prod.write_text(PROD + "  files:\n    module: s3\n    buckets:\n      photos: {}\n")
    before = prod.read_text()
    done = promote("modules", "--format", "json")
    assert done.exit_code == 1
    (found,) = json.loads(done.stdout)["diagnostics"]
    assert found["code"] == "promote/more-there"
    assert "modules.files" in found["detail"]
    assert prod.read_text() == before


def test_a_spec_that_would_have_a_problem_is_put_back(prod: Path) -> None:
    done = promote("modules.keys.module", "--format", "json")
    assert done.exit_code == 1
    assert json.loads(done.stdout)["diagnostics"]
    assert prod.read_text() == PROD


def test_a_text_that_is_too_unusual_is_left_alone_with_the_lines_to_write(prod: Path) -> None:
    unusual = PROD.replace(
        "ttl: until  # asked for by the auditors", "ttl: &text until\n      carts: {hash_key: *text}"
    )
    prod.write_text(unusual)
    done = promote("modules.stock.tables.orders.ttl", "--format", "json")
    (found,) = json.loads(done.stdout)["diagnostics"]
    assert found["code"] == "promote/cannot-write"
    assert "ttl: expires" in found["detail"]
    assert prod.read_text() == unusual
