"""show --effective: every value that holds, each with its origin."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hclpress.cli import app

BASE = """\
project: shop
owner: platform-team
region: us-east-1
modules:
  vpc:
    cidr: 10.0.0.0/16
    zones: [us-east-1a, us-east-1b]
    subnets: {public: {size: 24}, isolated: {size: 24}}
  db: {module: aurora, engine: postgresql, version: "16.6", capacity: {min: 0.5, max: 1}, subnets: isolated}
  keys: {module: kms, regions: [us-east-1, eu-west-1], keys: {data: {description: Data}}}
  settings: {module: ssm, parameters: {host: {value: !format "{environment}.{db.endpoint}"}}}
"""
PROD = "extends: base.yaml\nsuffix: p1\nposture: prod\nmodules:\n  db: {backup_days: 21}\n"


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "environments" / "web").mkdir(parents=True)
    (tmp_path / "environments" / "web" / "base.yaml").write_text(BASE)
    (tmp_path / "environments" / "web" / "prod.yaml").write_text(PROD)
    return tmp_path


def hclpress(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["show", "web/prod", *arguments, "--effective"], catch_exceptions=False)


def rows(*arguments: str) -> dict[str, tuple[str, str]]:
    lines = [line.split("  ") for line in hclpress(*arguments).stdout.splitlines()[1:]]
    cells = [[cell.strip() for cell in line if cell.strip()] for line in lines]
    return {path: (value, origin) for path, value, origin in cells}


@pytest.mark.parametrize(
    ("path", "value", "origin"),
    [
        ("project", '"shop"', "environments/web/base.yaml:1"),
        ("destroyable", "false", "posture prod"),
        ("environment", '"prod"', "default"),
        ("modules.db.module", '"aurora"', "environments/web/base.yaml:9"),
        ("modules.vpc.module", '"vpc"', "environments/web/base.yaml:5"),
        ("modules.db.vpc", '"vpc"', "the only instance"),
        ("modules.db.backup_days", "21", "environments/web/prod.yaml:5"),
        ("modules.db.instances", "2", "posture prod"),
        ("modules.db.force_tls", "true", "default"),
        ("modules.db.region", '"us-east-1"', "environments/web/base.yaml:3"),
        ("modules.keys-eu-west-1.region", '"eu-west-1"', "environments/web/base.yaml:10"),
        ("modules.vpc.subnets.public.size", "24", "environments/web/base.yaml:8"),
        (
            "modules.settings.parameters.host.value",
            '{"!format": "prod.{db.endpoint}"}',
            "environments/web/base.yaml:11",
        ),
    ],
)
def test_every_value_has_its_origin(path: str, value: str, origin: str) -> None:
    assert rows()[path] == (value, origin)


def test_a_part_of_the_spec_is_listed_alone() -> None:
    assert set(rows("modules.db.capacity")) >= {"modules.db.capacity.min", "modules.db.capacity.max"}
    assert all(path.startswith("modules.db.capacity.") for path in rows("modules.db.capacity"))


def test_the_json_tells_the_place_of_what_the_spec_sets() -> None:
    told = json.loads(hclpress("modules.db", "--format", "json").stdout)["values"]
    found = {one["path"][-1]: one for one in told}
    assert found["backup_days"]["origin"] == "spec"
    assert (found["backup_days"]["file"], found["backup_days"]["line"]) == ("environments/web/prod.yaml", 5)
    assert (found["force_tls"]["origin"], found["force_tls"]["file"]) == ("default", None)


@pytest.mark.parametrize(
    ("path", "words"), [("modules.db.capaciti", "Did you mean `capacity`?"), ("module", "Did you mean `modules`?")]
)
def test_a_path_without_a_value_is_answered_with_the_keys_there(path: str, words: str) -> None:
    result = hclpress(path)
    assert result.exit_code == 1
    assert words in result.stderr
