"""The commands, from arguments to exit code: results on stdout, diagnostics on stderr, nothing written when wrong."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml
from examples import PROJECT
from typer.testing import CliRunner, Result

from hclpress import __version__
from hclpress.catalog import find_modules
from hclpress.cli import app
from hclpress.commands.new import systems
from hclpress.commands.schema import spec_schema

SPEC = """\
project: shop
suffix: t1
owner: platform-team
region: us-east-1
modules:
  vpc:
    cidr: 10.0.0.0/16
    zones: [us-east-1a, us-east-1b]
    subnets:
      public: {size: 24}
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "environments" / "web").mkdir(parents=True)
    (tmp_path / "environments" / "web" / "base.yaml").write_text(SPEC)
    (tmp_path / "environments" / "web" / "dev.yaml").write_text("extends: base.yaml\n")
    (tmp_path / "environments" / "web" / "prod.yaml").write_text("extends: base.yaml\nsuffix: p1\nposture: prod\n")
    return tmp_path


def hclpress(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments), catch_exceptions=False)


def tree(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text() for path in folder.rglob("*") if path.is_file()}


def test_render_writes_every_environment_and_then_has_nothing_to_do(project: Path) -> None:
    first = hclpress("render")
    assert first.exit_code == 0
    assert "out/web/dev: written, 12 new" in first.stdout
    assert sorted(path.name for path in (project / "out/web").iterdir()) == ["dev", "prod"]
    second = hclpress("render", "--all")
    assert second.exit_code == 0
    assert "out/web/prod: current, 12 files" in second.stdout


def test_render_takes_addresses_systems_and_paths(project: Path) -> None:
    for wanted in ("web/dev", "environments/web/dev.yaml"):
        assert "web/prod" not in hclpress("render", wanted).stdout
    assert "web/prod" in hclpress("render", "web").stdout


def test_render_check_exits_3_when_out_of_date_and_writes_nothing(project: Path) -> None:
    stale = hclpress("render", "--check")
    assert stale.exit_code == 3
    assert "  + main.tf" in stale.stdout
    assert not (project / "out").exists()
    hclpress("render")
    assert hclpress("render", "--check").exit_code == 0
    (project / "environments/web/base.yaml").write_text(SPEC.replace("platform-team", "another-team"))
    changed = hclpress("render", "--check")
    assert changed.exit_code == 3
    assert "  ~ providers.tf" in changed.stdout


def test_one_wrong_environment_keeps_all_of_them_from_being_written(project: Path) -> None:
    (project / "environments/web/prod.yaml").write_text("extends: base.yaml\nsufix: p1\n")
    result = hclpress("render")
    assert result.exit_code == 1
    assert "environments/web/prod.yaml:2:1" in result.stderr
    assert "Did you mean `suffix`?" in result.stderr
    assert result.stdout == ""
    assert not (project / "out").exists()


def test_one_edited_file_keeps_all_environments_as_they_were(project: Path) -> None:
    hclpress("render")
    edited = project / "out/web/prod/main.tf"
    edited.write_text("# by hand\n")
    before = tree(project / "out")
    (project / "environments/web/base.yaml").write_text(SPEC.replace("10.0.0.0/16", "10.1.0.0/16"))
    result = hclpress("render")
    assert result.exit_code == 1
    assert "out/web/prod/main.tf was edited by hand" in result.stderr
    assert tree(project / "out") == before


def test_json_carries_results_and_diagnostics_on_stdout() -> None:
    result = json.loads(hclpress("render", "--format", "json").stdout)
    assert result["diagnostics"] == []
    assert [one["environment"] for one in result["environments"]] == ["web/dev", "web/prod"]
    wrong = hclpress("render", "web/prd", "--format", "json")
    assert wrong.exit_code == 1
    (found,) = json.loads(wrong.stdout)["diagnostics"]
    assert found["code"] == "spec/no-such-environment"
    assert "Did you mean web/prod?" in found["detail"]


def test_sarif_places_what_check_finds(project: Path) -> None:
    (project / "environments/web/dev.yaml").write_text("extends: base.yaml\nsufix: p1\n")
    result = hclpress("check", "--format", "sarif")
    assert result.exit_code == 1
    (found,) = json.loads(result.stdout)["runs"][0]["results"]
    assert found["ruleId"] == "spec/unknown-key"
    place = found["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("environments/web/dev.yaml", 2)


def test_check_reports_environments_without_problems_and_writes_nothing(project: Path) -> None:
    result = hclpress("check")
    assert result.exit_code == 0
    assert "web/dev: no problems" in result.stdout
    assert not (project / "out").exists()


def test_check_reports_only_what_a_framework_asks_for(project: Path) -> None:
    extra = "    extra: {aws_subnet.public: {map_public_ip_on_launch: true}}\n"
    (project / "environments/web/base.yaml").write_text(SPEC + extra)
    found = {word: hclpress("check", *(["--framework", word] if word else [])) for word in ("", "fsbp", "cis")}
    assert {one.exit_code for one in found.values()} == {0}
    assert {word: "check/addresses-are-given-on-purpose" in one.stderr for word, one in found.items()} == {
        "": True,
        "fsbp": True,
        "cis": False,
    }


def test_a_framework_leaves_out_findings_that_are_errors_but_no_problem_of_a_spec(project: Path) -> None:
    base = project / "environments/web/base.yaml"
    base.write_text(f"{SPEC}  tables:\n    module: dynamodb\n    tables: {{orders: {{key: {{name: id}}, tags: 1}}}}\n")
    assert hclpress("check", "--framework", "cis").exit_code == 1
    bucket = "    module: s3\n    buckets: {files: {}}\n    extra: {aws_s3_bucket.files: {force_destroy: true}}\n"
    base.write_text(f"{SPEC}  storage:\n{bucket}")
    assert hclpress("check", "web/prod").exit_code == 1
    assert hclpress("check", "web/prod", "--framework", "cis").exit_code == 0


def test_show_names_the_file_and_line_of_every_value() -> None:
    lines = hclpress("show", "web/prod").stdout.splitlines()
    assert any(line.split() == ["suffix", '"p1"', "environments/web/prod.yaml:2"] for line in lines)
    assert any(line.split() == ["project", '"shop"', "environments/web/base.yaml:1"] for line in lines)


def test_show_narrows_to_a_path_and_guesses_a_wrong_one() -> None:
    assert "modules.vpc.cidr" in hclpress("show", "web/prod", "modules.vpc.cidr").stdout
    wrong = hclpress("show", "web/prod", "modules.vcp")
    assert wrong.exit_code == 1
    assert "Did you mean `vpc`?" in wrong.stderr


def test_show_names_the_places_of_what_is_discarded(project: Path) -> None:
    path = project / "environments/web/prod.yaml"
    path.write_text(
        "extends: base.yaml\nmodules:\n  vpc:\n    existing:\n      id: vpc-0a1b2c3d4e5f67890\n      zones: [us-east-1a]\n"
        "      subnets: {public: {tags: {Tier: public}}}\n"
    )
    lines = [line.split() for line in hclpress("show", "web/prod").stdout.splitlines()]
    assert ["Path", "Discards"] in lines
    assert ["modules.vpc", "environments/web/base.yaml:6"] in lines
    told = json.loads(hclpress("show", "web/prod", "modules.vpc.existing.id", "--format", "json").stdout)
    place = {"path": ["modules", "vpc"], "file": "environments/web/base.yaml", "line": 6, "column": 3}
    assert told["discarded"] == [place]
    assert json.loads(hclpress("show", "web/prod", "suffix", "--format", "json").stdout)["discarded"] == []
    assert "Discards" not in hclpress("show", "web/dev").stdout


def test_show_wants_one_environment() -> None:
    result = hclpress("show", "web")
    assert result.exit_code == 1
    assert "Name one of web/dev, web/prod" in result.stderr


def test_modules_lists_them_and_the_settings_of_one() -> None:
    assert "vpc" in hclpress("modules").stdout
    settings = json.loads(hclpress("modules", "vpc", "--format", "json").stdout)["settings"]
    nat = next(one for one in settings if one["setting"] == "nat")
    assert (nat["kind"], nat["default"]) == ("none | single | per_zone", "posture: nat")
    assert hclpress("modules", "vcp").exit_code == 1


def test_every_setting_of_every_module_is_described() -> None:
    for module in find_modules().names:
        for setting in json.loads(hclpress("modules", module, "--format", "json").stdout)["settings"]:
            assert setting["description"], f"{module}: {setting['setting']} has no docstring"


def test_the_schema_accepts_every_shipped_spec_and_refuses_a_slip() -> None:
    schema = json.loads(hclpress("schema").stdout)
    validator = jsonschema.Draft202012Validator(schema)
    validator.check_schema(schema)
    specs = sorted((PROJECT / "environments").glob("*/*.yaml"))
    assert specs
    for path in specs:
        document = yaml.safe_load(re.sub("!append|!format|!unset", "", path.read_text("utf-8")))
        assert [error.message for error in validator.iter_errors(document)] == [], path
    assert list(validator.iter_errors({"sufix": "x"}))
    assert list(validator.iter_errors({"modules": {"vpc": {"cidrr": "x"}}}))
    assert list(validator.iter_errors({"modules": {"own": {"module": "vpc", "cidrr": "x"}}}))


def test_the_shipped_schema_is_current_and_every_spec_names_it() -> None:
    shipped = PROJECT / "environments" / "schema.json"
    assert shipped.read_text("utf-8") == spec_schema(find_modules()), "run: hclpress schema > environments/schema.json"
    for path in (PROJECT / "environments").glob("*/*.yaml"):
        assert path.read_text("utf-8").startswith("# yaml-language-server: $schema=../schema.json\n"), path


@pytest.mark.parametrize("like", [None, *systems()])
def test_a_new_spec_renders_at_once(like: str | None, project: Path) -> None:
    begin = ["--like", like] if like else []
    made = hclpress("new", "fresh/trial", "--owner", "me", "--account", "210987654321", *begin)
    assert made.exit_code == 0, made.stderr
    rendered = hclpress("render", "fresh/trial")
    assert rendered.exit_code == 0, rendered.stderr
    assert "210987654321" in (project / "out/fresh/trial/providers.tf").read_text()


def test_new_overwrites_nothing_and_says_what_is_wrong_at_once(project: Path) -> None:
    assert hclpress("new", "web/dev").exit_code == 1
    assert (project / "environments/web/dev.yaml").read_text() == "extends: base.yaml\n"
    wrong = hclpress("new", "Web", "--region", "eu-wst-1", "--account", "1")
    assert wrong.exit_code == 1
    for words in ("cannot name an environment", "Did you mean eu-west-1?", "It has 12 digits"):
        assert words in wrong.stderr
    assert "Did you mean web-app?" in hclpress("new", "a/b", "--like", "web-ap").stderr


def test_wrong_usage_exits_2() -> None:
    assert hclpress("render", "--nonsense").exit_code == 2
    assert hclpress("render", "web/dev", "--all").exit_code == 2
    assert hclpress("show").exit_code == 2


def test_without_any_environment_the_way_to_one_is_named(project: Path) -> None:
    result = hclpress("render", "--environments", "nowhere")
    assert result.exit_code == 1
    assert "hclpress new" in result.stderr


def test_a_module_of_ones_own_is_rendered_like_the_shipped_ones(project: Path) -> None:
    own = project / "own" / "ping"
    own.mkdir(parents=True)
    (own / "contract.py").write_text(
        "from hclpress.module import Module\n\n\n"
        'class Ping(Module):\n    """A topic."""\n\n    summary = "A topic."\n    title: str\n    """Its title."""\n'
    )
    (own / "main.tf.j2").write_text('resource "aws_ecr_repository" "this" {\n  name = {{ title }}\n}\n')
    (project / "environments/web/dev.yaml").write_text("extends: base.yaml\nmodules:\n  ping:\n    title: ${not.hcl}\n")
    assert hclpress("render", "web/dev", "--modules", "own").exit_code == 0
    assert r'name = "$${not.hcl}"' in (project / "out/web/dev/modules/ping/main.tf").read_text()


def test_version_and_help_answer_without_the_heavy_imports() -> None:
    assert hclpress("--version").stdout.strip() == f"hclpress {__version__}"
    code = (
        "import sys\nfrom typer.testing import CliRunner\nfrom hclpress.cli import app\n"
        "assert CliRunner().invoke(app, ['--help']).exit_code == 0\n"
        "print(sorted({'pydantic', 'jinja2', 'hcl2', 'yaml', 'pygohcl'} & set(sys.modules)))"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert result.stdout.strip() == "[]"


def test_environments_complete_in_the_shell(project: Path) -> None:
    environment = {"_HCLPRESS_COMPLETE": "complete_bash", "COMP_WORDS": "hclpress render web/p", "COMP_CWORD": "2"}
    result = subprocess.run(
        [Path(sys.executable).parent / "hclpress"],
        env={"PATH": "/usr/bin:/bin", **environment},
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert "web/prod" in result.stdout.split()
