"""Plain Terraform as an instance: copied byte for byte, held against its variables, treated like ours."""

from __future__ import annotations

import json
import os
import shutil
import time
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from hclpress.catalog import Catalog, Check
from hclpress.cli import app
from hclpress.diagnostics import Diagnosed, Diagnostic, errors
from hclpress.fleet.terraform_plans import plan_generated
from hclpress.pipeline import Generated, generate, read_for
from hclpress.spec.environment_file import EnvironmentFile
from hclpress.terraform.discovery import Terraform
from hclpress.terraform.provider_mirror import find_mirror

HERE = Path(__file__).parent
TODAY = date(2026, 11, 28)
SPEC = "environments/shop/dev.yaml"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the project with its folders of Terraform."""
    for name in ("environments", "functions", "terraform"):
        shutil.copytree(HERE / name, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def environment(label: str) -> EnvironmentFile:
    return EnvironmentFile("shop", label, Path("environments/shop", f"{label}.yaml"))


def generated(label: str, catalog: Catalog, checks: tuple[Check, ...]) -> Generated:
    return generate(environment(label), catalog, checks, TODAY)


def problems(catalog: Catalog, checks: tuple[Check, ...]) -> tuple[Diagnostic, ...]:
    with pytest.raises(Diagnosed) as caught:
        generated("dev", catalog, checks)
    return caught.value.diagnostics


def edit(path: str, before: str, after: str) -> None:
    text = Path(path).read_text()
    assert before in text
    Path(path).write_text(text.replace(before, after, 1))


def hclpress(*arguments: str) -> Result:
    return CliRunner().invoke(app, arguments, catch_exceptions=False)


@pytest.mark.usefixtures("project")
def test_a_folder_is_copied_byte_for_byte(catalog: Catalog, checks: tuple[Check, ...]) -> None:
    files = {str(file.path): file.content for file in generated("dev", catalog, checks).files}
    for name in ("cache", "topics"):
        folder = Path("terraform", name)
        for path in (path for path in folder.rglob("*") if path.is_file()):
            assert files[f"modules/{name}/{path.relative_to(folder).as_posix()}"] == path.read_bytes()


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("label", ["dev", "registry"])
def test_the_root_module_calls_it_as_its_golden_file_says(
    label: str, catalog: Catalog, checks: tuple[Check, ...], update_goldens: bool
) -> None:
    (text,) = (file.text for file in generated(label, catalog, checks).files if str(file.path) == "main.tf")
    golden = HERE / "expected" / f"{label}.tf"
    if update_goldens:
        golden.parent.mkdir(exist_ok=True)
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text("utf-8")


@pytest.mark.usefixtures("project")
def test_code_that_nobody_looks_into_is_told(catalog: Catalog, checks: tuple[Check, ...]) -> None:
    told = [
        one.summary for one in generated("registry", catalog, checks).warnings if one.code == "plain/not-looked-into"
    ]
    assert told == [
        "The code of modules inside of cache is not looked into",
        "The code of queue is not looked into",
        "The code of code is not looked into",
    ]


@pytest.mark.terraform
@pytest.mark.usefixtures("project")
def test_folders_are_planned_with_everything_around_them(
    catalog: Catalog, checks: tuple[Check, ...], terraform: Terraform
) -> None:
    plan, warnings = plan_generated(generated("dev", catalog, checks), terraform, find_mirror(os.environ))
    assert not warnings
    addresses = {resource.address for resource in plan.resources()}
    assert {
        "module.cache.aws_elasticache_replication_group.this",
        "module.cache.module.alarms.aws_cloudwatch_metric_alarm.memory",
        'module.topics.aws_sns_topic.this["returns"]',
        "module.settings.aws_ssm_parameter.orders",
    } <= addresses


@pytest.mark.usefixtures("project")
def test_all_files_of_a_folder_count_as_sources(catalog: Catalog) -> None:
    assert Path("terraform/cache").absolute() in read_for(environment("dev"), catalog)


@pytest.mark.usefixtures("project")
def test_a_changed_folder_is_not_answered_from_the_cache_and_is_verified() -> None:
    assert hclpress("render", "--all").exit_code == 0
    assert hclpress("verify").exit_code == 0
    edit("terraform/topics/main.tf", "alias/aws/sns", "alias/shop")
    assert hclpress("verify").exit_code == 3
    assert hclpress("render", "--all").exit_code == 0
    assert "alias/shop" in Path("out/shop/dev/modules/topics/main.tf").read_text()
    assert hclpress("verify").exit_code == 0
    Path("out/shop/dev/modules/topics/main.tf").write_text("# edited\n")
    assert hclpress("verify").exit_code == 3


@pytest.mark.usefixtures("project")
def test_its_resources_are_followed_in_history() -> None:
    assert hclpress("render", "shop/dev").exit_code == 0
    edit("terraform/cache/main.tf", "replication_group_id       = var.name", 'replication_group_id       = "other"')
    result = hclpress("render", "shop/dev", "--format", "json")
    (found,) = [one for one in json.loads(result.stdout)["diagnostics"] if one["severity"] == "error"]
    assert found["code"] == "state/would-be-replaced"
    assert "module.cache.aws_elasticache_replication_group.this" in found["summary"]


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("before", "after", "code", "place", "words"),
    [
        (
            "multi_az_enabled",
            "multi_az_enable",
            "schema/unknown-argument",
            "terraform/cache/main.tf:13",
            "multi_az_enabled",
        ),
        (
            "num_cache_clusters         = 2",
            'num_cache_clusters         = "two"',
            "schema/wrong-type",
            "terraform/cache/main.tf:11",
            "",
        ),
        ('"${var.name}-cache"', '"${var.name}-cache', "hcl/invalid-syntax", "terraform/cache/main.tf:3", ""),
    ],
)
def test_a_fault_in_a_folder_is_placed_in_the_folder(
    before: str, after: str, code: str, place: str, words: str, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    edit("terraform/cache/main.tf", before, after)
    found = errors(problems(catalog, checks))[0]
    assert found.code == code
    assert str(found.span).startswith(place)
    assert words in found.detail


@pytest.mark.usefixtures("project")
def test_a_check_of_security_holds_for_a_folder_too(catalog: Catalog, checks: tuple[Check, ...]) -> None:
    edit("terraform/cache/main.tf", "at_rest_encryption_enabled = true", "at_rest_encryption_enabled = false")
    edit("terraform/topics/main.tf", 'actions   = ["sns:Publish"]', 'actions   = ["*"]')
    assert "check/policies-are-scoped" in {one.code for one in problems(catalog, checks)}


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("before", "after", "code", "line", "words"),
    [
        ("      name: shop-sessions", "      nme: shop-sessions", "plain/no-such-variable", 23, "Did you mean `name`?"),
        ("      name: shop-sessions\n", "", "plain/missing-input", 22, "terraform/cache/variables.tf:1:1"),
        ("name: shop-sessions", "name: [a]", "plain/wrong-type", 23, "It is a list."),
        ("{group: /shop/sessions}", "{type: a}", "plain/wrong-type", 26, "`slow`: Its attribute `group` is missing."),
        ("{group: /shop/sessions}", "text", "plain/wrong-type", 26, "`slow`: It is the text 'text'."),
        ("vpc.private_subnet_ids", "vpc.vpc_id", "spec/fact-of-another-type", 24, "A list(string) is required here."),
        ("vpc.private_subnet_ids", "vpc.privat_subnet_ids", "spec/no-such-fact", 24, "private_subnet_ids"),
        (
            "name: shop-sessions",
            'name: !format "{vpc.private_subnet_ids}"',
            "spec/fact-of-another-type",
            23,
            "A string",
        ),
        ("{group: /shop/sessions}", '!format "{vpc.vpc_id}"', "plain/wrong-type", 26, "`slow`: It is the text"),
        ("cache.endpoint", "cache.endpont", "spec/no-such-fact", 38, "Did you mean `endpoint`?"),
        ("./terraform/cache", "./terraform/cahe", "plain/no-folder", 21, "Did you mean `./terraform/cache`?"),
        ("./terraform/cache", "./terraform/none", "plain/no-folder", 21, "is no folder of the project"),
        ("./terraform/cache", "./terraform", "plain/no-module", 21, "holds no Terraform"),
        ("./terraform/cache", "./../cache", "plain/outside", 21, "leaves the project"),
        ("./terraform/cache", "terraform/cache", "plain/unknown-source", 21, "begins with `./`"),
        ("./terraform/cache", "a/b/c", "plain/no-version", 21, "version: 5.2.1"),
        ("./terraform/cache", "git::https://example.com/a.git", "plain/no-revision", 21, "?ref="),
        ("./terraform/cache", "git::https://example.com/a.git?ref=", "plain/no-revision", 21, "?ref="),
        ("./terraform/cache", "git::https://me:word@example.com/a.git?ref=v1", "plain/password-in-source", 21, "SSH"),
        ("./terraform/cache", "a/b/c\n    version: latest", "spec/wrong-value", 22, "'latest' is no version"),
        (
            "    source: ./terraform/cache\n",
            "    source: ./terraform/cache\n    version: 1.0.0\n",
            "plain/version-of-folder",
            22,
            "Remove `version`",
        ),
        (
            "    source: ./terraform/cache\n",
            "    source: ./terraform/cache\n    cidr: 1\n",
            "spec/setting-of-nothing",
            22,
            "below `inputs`",
        ),
        (
            "    source: ./terraform/cache\n",
            "    source: ./terraform/cache\n    module: vpc\n",
            "spec/setting-of-nothing",
            22,
            "no meaning beside `source`",
        ),
    ],
)
def test_bad_input_is_placed_with_a_way_out(
    before: str, after: str, code: str, line: int, words: str, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    edit(SPEC, before, after)
    found = [one for one in problems(catalog, checks) if one.code == code]
    assert found, problems(catalog, checks)
    assert str(found[0].span).startswith(f"{SPEC}:{line}:")
    assert words in f"{found[0].summary} {found[0].detail}"


@pytest.mark.usefixtures("project")
def test_text_with_facts_is_a_value_at_any_depth(catalog: Catalog, checks: tuple[Check, ...]) -> None:
    edit(SPEC, "name: shop-sessions", 'name: !format "{project}-{vpc.vpc_id}"')
    edit(SPEC, "{group: /shop/sessions}", '{group: !format "/shop/{vpc.vpc_id}/x"}')
    files = {str(file.path): file.text for file in generated("dev", catalog, checks).files if file.is_terraform}
    call = files["main.tf"].partition('module "cache"')[2]
    assert '"shop-${module.vpc.vpc_id}"' in call
    assert '"/shop/${module.vpc.vpc_id}/x"' in call
    assert "!format" not in call


@pytest.mark.usefixtures("project")
def test_a_link_to_a_folder_outside_says_where_it_leads(
    catalog: Catalog, checks: tuple[Check, ...], tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    shutil.move("terraform/cache", outside / "cache")
    Path("terraform/cache").symlink_to(outside / "cache")
    (found,) = problems(catalog, checks)
    assert (found.code, found.detail) == (
        "plain/no-folder",
        f"A link leads out of the project, to {outside / 'cache'}. Copy that folder into the project.",
    )


@pytest.mark.usefixtures("project")
def test_a_folder_with_links_is_refused(catalog: Catalog, checks: tuple[Check, ...]) -> None:
    Path("terraform/cache/link.tf").symlink_to("/etc/hostname")
    (found,) = problems(catalog, checks)
    assert found.code == "plain/link"


@pytest.mark.usefixtures("project")
def test_a_file_that_cannot_be_read_is_named(
    catalog: Catalog, checks: tuple[Check, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, _: str) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("hclpress.validation.plain_folders.contents", refuse)
    assert {one.code for one in problems(catalog, checks)} == {"plain/unreadable"}


@pytest.mark.usefixtures("project")
def test_leftovers_of_terraform_are_not_copied(catalog: Catalog, checks: tuple[Check, ...]) -> None:
    Path("terraform/cache/.terraform").mkdir()
    for name in (".terraform/x.tf", "terraform.tfstate", ".terraform.lock.hcl"):
        Path("terraform/cache", name).write_text("{}")
    paths = {str(file.path) for file in generated("dev", catalog, checks).files}
    assert not [path for path in paths if "tfstate" in path or ".terraform" in path]


@pytest.mark.usefixtures("project")
def test_an_edit_below_a_folder_is_noticed_after_a_settled_render() -> None:
    old = time.time() - 60
    for path in Path().rglob("*"):
        os.utime(path, (old, old))
    assert hclpress("render", "shop/dev").exit_code == 0
    file = Path("terraform/cache/alarms/main.tf")
    file.write_text(file.read_text().replace("threshold           = 90", "threshold           = 80"))
    assert hclpress("render", "shop/dev").exit_code == 0
    assert "= 80" in Path("out/shop/dev/modules/cache/alarms/main.tf").read_text()


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("file", "text", "code", "place", "words"),
    [
        ("x.tf", 'provider "aws" {\n}\n', "plain/own-provider", "x.tf:1", "`region:` of the instance"),
        ("x.tf", 'import {\n  to = a.b\n  id = "c"\n}\n', "plain/import-block", "x.tf:1", "under `adopt:`"),
        ("x.tf", 'terraform {\n  backend "s3" {\n  }\n}\n', "plain/root-only", "x.tf:2", "Remove the block."),
        ("x.tf", "terraform {\n  cloud {\n  }\n}\n", "plain/root-only", "x.tf:2", "Remove the block."),
        (
            "x.tf",
            "terraform {\n  required_providers {\n    aws = {\n      configuration_aliases = [aws.other]\n    }\n  }\n}\n",
            "plain/provider-aliases",
            "x.tf:3",
            "one folder for each region",
        ),
        ("x.tf", 'variable "count" {\n}\n', "plain/reserved-variable", "x.tf:1", "another name"),
        ("x.tf", 'module "a" {\n  source = "../topics"\n}\n', "plain/module-outside", "x.tf:2", "into the folder"),
        ("x.tf", 'module "a" {\n  source = "./alarm"\n}\n', "plain/no-inner-module", "x.tf:2", "./alarms"),
        ("x.tf", "variable {\n}\n", "plain/refused-block", "x.tf:1", "needs 1"),
        ("x.tf", 'output "endpoint" {\n  value = 1\n}\n', "plain/refused-block", "x.tf:1", "declares it already"),
        ("x.tf.json", "{}\n", "plain/json", "x.tf.json:1", "Write it as HCL"),
        ("x_override.tf", "locals {\n}\n", "plain/override-file", "x_override.tf:1", "remove it"),
    ],
)
def test_blocks_that_a_called_module_cannot_have_are_placed_in_the_folder(
    file: str, text: str, code: str, place: str, words: str, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    Path("terraform/cache", file).write_text(text)
    found = [one for one in problems(catalog, checks) if one.code == code]
    assert found, problems(catalog, checks)
    assert str(found[0].span).startswith(f"terraform/cache/{place}:")
    assert words in found[0].detail


@pytest.mark.usefixtures("project")
def test_a_folder_of_json_alone_is_told_apart_from_one_without_terraform(
    catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    shutil.rmtree("terraform/cache")
    Path("terraform/cache").mkdir()
    Path("terraform/cache/main.tf.json").write_text("{}\n")
    assert problems(catalog, checks)[0].code == "plain/json"


@pytest.mark.usefixtures("project")
def test_copies_that_an_editor_makes_are_no_part_of_the_module(catalog: Catalog, checks: tuple[Check, ...]) -> None:
    names = (".main.tf", "main.tf~", "#main.tf#", ".main.tf.swp")
    for name in names:
        Path("terraform/cache", name).write_text("resource {\n")
    paths = {path.path.name for path in generated("dev", catalog, checks).files}
    assert not paths & set(names)


@pytest.mark.usefixtures("project")
def test_a_mark_of_an_editor_is_read_over_and_copied(catalog: Catalog, checks: tuple[Check, ...]) -> None:
    file = Path("terraform/cache/variables.tf")
    file.write_bytes(b"\xef\xbb\xbf" + file.read_bytes().replace(b"\n", b"\r\n"))
    files = {str(one.path): one.content for one in generated("dev", catalog, checks).files}
    assert files["modules/cache/variables.tf"] == file.read_bytes()


@pytest.mark.usefixtures("project")
def test_files_that_are_no_configuration_are_not_read(catalog: Catalog, checks: tuple[Check, ...]) -> None:
    Path("terraform/cache/x.hcl").write_bytes(b"\xff{{")
    files = {str(one.path): one.content for one in generated("dev", catalog, checks).files}
    assert files["modules/cache/x.hcl"] == b"\xff{{"


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("what", ["pipe", "link", "large"])
def test_what_cannot_be_copied_is_refused_at_the_source(what: str, catalog: Catalog, checks: tuple[Check, ...]) -> None:
    path = Path("terraform/cache/data")
    if what == "pipe":
        os.mkfifo(path)
    elif what == "link":
        path.symlink_to("../topics", target_is_directory=True)
    else:
        path.write_bytes(bytes(2_000_000))
    (found,) = problems(catalog, checks)
    assert found.code == {"pipe": "plain/no-file", "link": "plain/link", "large": "plain/too-large"}[what]
    assert str(found.span).startswith(f"{SPEC}:21:")


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("variable", "value", "code", "words"),
    [
        ("type = string\n  nullable = false", "null", "plain/null-input", "Write a value."),
        ("type = tuple([string, number])", "[a, b]", "plain/wrong-type", "Item 2: It is the text 'b'."),
        ("type = tuple([string, number])", "[a]", "plain/wrong-type", "It has 1 items, and 2 are required."),
        ("type = tuple([string])", "a", "plain/wrong-type", "It is the text 'a'."),
    ],
)
def test_values_are_held_against_every_form_of_a_variable(
    variable: str, value: str, code: str, words: str, catalog: Catalog, checks: tuple[Check, ...]
) -> None:
    Path("terraform/cache/x.tf").write_text(f'variable "more" {{\n  {variable}\n}}\n')
    edit(SPEC, "      name: shop-sessions", f"      more: {value}\n      name: shop-sessions")
    (found,) = problems(catalog, checks)
    assert found.code == code
    assert words in found.detail


@pytest.mark.usefixtures("project")
def test_a_call_of_a_registry_inside_a_folder_is_told(catalog: Catalog, checks: tuple[Check, ...]) -> None:
    Path("terraform/topics/x.tf").write_text('module "a" {\n  source  = "a/b/c"\n  version = "1.0.0"\n}\n')
    told = [one.summary for one in generated("dev", catalog, checks).warnings if one.code == "plain/not-looked-into"]
    assert "The code of modules inside of topics is not looked into" in told


@pytest.mark.usefixtures("project")
def test_text_with_facts_may_stand_at_any_depth_of_an_input(catalog: Catalog, checks: tuple[Check, ...]) -> None:
    Path("terraform/topics/x.tf").write_text(
        'variable "more" {\n  type = any\n}\n\nvariable "one" {\n  type = string\n}\n'
    )
    edit(
        SPEC,
        "      prefix: shop-t1",
        '      one: !format "{cache.endpoint}:6379"\n'
        '      more: {a: {b_c: [!format "${{x}}{cache.endpoint}"]}, a_b: {c: {from: vpc.vpc_id}}}\n'
        "      prefix: shop-t1",
    )
    (text,) = (file.text for file in generated("dev", catalog, checks).files if str(file.path) == "main.tf")
    assert '"${module.cache.endpoint}:6379"' in text
    assert '"\\u0024{x}${module.cache.endpoint}"' in text
    assert "module.vpc.vpc_id" in text


@pytest.mark.usefixtures("project")
def test_text_with_facts_is_held_against_the_type_of_a_variable(catalog: Catalog, checks: tuple[Check, ...]) -> None:
    edit(SPEC, "topics: [orders, returns]", 'topics: !format "{cache.endpoint}"')
    (found,) = problems(catalog, checks)
    assert (found.code, "It is the text '{cache.endpoint}'." in found.detail) == ("plain/wrong-type", True)


@pytest.mark.usefixtures("project")
def test_rendered_output_is_no_source(catalog: Catalog, checks: tuple[Check, ...]) -> None:
    assert hclpress("render", "shop/dev").exit_code == 0
    edit(SPEC, "./terraform/cache", "./out/shop/dev/modules/cache")
    (found,) = problems(catalog, checks)
    assert found.code == "plain/rendered"
    assert str(found.span).startswith(f"{SPEC}:21:")
