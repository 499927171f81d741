"""conform: faults against the provider's schema, at the line that somebody can mend."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from hclpress.catalog import Check, find_modules
from hclpress.diagnostics import Diagnosed, Diagnostic, Severity
from hclpress.pipeline import Generated, generate
from hclpress.spec.environment_file import EnvironmentFile

SPEC = """project: shop
suffix: t1
owner: platform-team
region: us-east-1
providers: {aws: "%s"}
modules:
  keys:
    module: kms
    keys:
      data: {description: Encrypts data}
    extra:
      aws_kms_key.data:
%s
"""
CONTRACT = '''
from hclpress.module import Module

class Queues(Module):
    """Queues."""
    summary = "Queues."
    value: str = ""
    """A value."""
'''
TEMPLATE = """\
resource "aws_sqs_queue" "first" {
  name = "first"
}

resource "aws_sqs_queue" "second" {
  name = "second"
%s
}
"""


def generated(text: str, folder: Path, modules: tuple[Path, ...] = ()) -> Generated:
    file = folder / "environments/shop/prod.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")
    checks: tuple[Check, ...] = ()
    return generate(EnvironmentFile("shop", "prod", file), find_modules(modules), checks, date(2026, 6, 1))


def refused(text: str, folder: Path, modules: tuple[Path, ...] = ()) -> tuple[Diagnostic, ...]:
    with pytest.raises(Diagnosed) as caught:
        generated(text, folder, modules)
    return caught.value.diagnostics


def with_extra(*lines: str, aws: str = "~> 5.100") -> str:
    return SPEC % (aws, "\n".join(f"        {line}" for line in lines))


def place(found: Diagnostic) -> tuple[str, int, int]:
    assert found.span is not None
    return Path(found.span.file).name, found.span.line, found.span.column


def test_arguments_of_extra_that_the_provider_has_are_accepted(tmp_path: Path) -> None:
    assert generated(with_extra("bypass_policy_lockout_safety_check: true"), tmp_path).warnings == ()


def test_all_faults_of_extra_are_named_at_once_each_at_its_line(tmp_path: Path) -> None:
    found = refused(
        with_extra(
            "bypass_policy_lockout_safety_chek: true",
            "custom_key_store_id: [a]",
            "arn: b",
            "timeouts: 5",
            "tags_all:",
            "  good: text",
            "  bad: [text]",
        ),
        tmp_path,
    )
    assert [(one.code, place(one)) for one in found] == [
        ("schema/unknown-argument", ("prod.yaml", 13, 9)),
        ("schema/wrong-type", ("prod.yaml", 14, 30)),
        ("schema/computed-only", ("prod.yaml", 15, 9)),
        ("schema/block-as-argument", ("prod.yaml", 16, 9)),
        ("schema/wrong-type", ("prod.yaml", 19, 16)),
    ]
    assert "Did you mean `bypass_policy_lockout_safety_check`?" in found[0].detail
    assert "hashicorp/aws 5.100.0" in found[0].detail
    assert "extra" in found[3].detail
    assert not (tmp_path / "out").exists()


def test_blocks_of_extra_are_held_against_the_schema_at_their_lines(tmp_path: Path) -> None:
    assert generated(with_extra("timeouts: {create: 5m}"), tmp_path).warnings == ()
    lines = ("timeouts:", "  - create: 5m", "    delete: 5m", "lifecycle: {prevent_destroi: true}")
    found = refused(with_extra(*lines), tmp_path)
    assert [(one.code, place(one)) for one in found] == [
        ("schema/unknown-argument", ("prod.yaml", 15, 13)),
        ("schema/unknown-argument", ("prod.yaml", 16, 21)),
    ]
    assert "Did you mean `prevent_destroy`?" in found[1].detail


def test_a_block_beside_those_of_the_template_is_found_at_its_own_line(tmp_path: Path) -> None:
    text = SPEC.partition("  keys:")[0] % "~> 5.100" + (
        "  tables:\n    module: dynamodb\n    tables: {t: {hash_key: id}}\n    extra:\n      aws_dynamodb_table.t:\n"
        "        attribute:\n          - {name: a, type: S}\n          - {name: b, typ: S}\n"
    )
    found = refused(text, tmp_path)
    assert [(one.code, place(one)) for one in found] == [
        ("schema/missing-argument", ("prod.yaml", 14, 13)),
        ("schema/unknown-argument", ("prod.yaml", 14, 23)),
    ]


def test_what_replaces_an_argument_is_held_against_the_schema_at_its_line(tmp_path: Path) -> None:
    text = with_extra().replace("    extra:\n      aws_kms_key.data:", "    override:\n      aws_kms_key.data:")
    (found,) = refused(text.replace("aws_kms_key.data:\n", "aws_kms_key.data: {description: [a]}\n"), tmp_path)
    assert (found.code, place(found)) == ("schema/wrong-type", ("prod.yaml", 12, 39))


def test_a_fault_in_one_of_two_allowed_versions_is_a_fault_and_names_it(tmp_path: Path) -> None:
    line = "region: eu-west-1"
    assert generated(with_extra(line, aws="~> 6.0"), tmp_path).warnings == ()
    (found,) = refused(with_extra(line, aws=">= 5.100"), tmp_path)
    assert found.code == "schema/unknown-argument"
    assert "hashicorp/aws 5.100.0" in found.detail
    assert 'hashicorp/aws 6.62.0 has no such problem; `providers: {aws: "~> 6.62"}`' in found.detail
    assert generated(with_extra(line, aws="~> 6.62"), tmp_path).warnings == ()


def test_a_fault_in_both_allowed_versions_is_named_once(tmp_path: Path) -> None:
    (found,) = refused(with_extra("multi_regon: true", aws=">= 5.100"), tmp_path)
    assert "hashicorp/aws 5.100.0 and 6.62.0" in found.detail


@pytest.mark.parametrize("aws", [">= 8", ">= 7.0"])
def test_of_versions_without_a_schema_only_that_is_said(aws: str, tmp_path: Path) -> None:
    warnings = generated(with_extra("anything: true", aws=aws), tmp_path).warnings
    assert [one.code for one in warnings] == ["spec/provider-unknown"]


def own(folder: Path, *lines: str) -> tuple[tuple[Diagnostic, ...], str]:
    """The diagnostics for a module of a user's own with these lines in its second resource, and the module's file."""
    module = folder / "modules/queues"
    module.mkdir(parents=True)
    (module / "contract.py").write_text(CONTRACT, "utf-8")
    (module / "main.tf.j2").write_text(TEMPLATE % "\n".join(f"  {line}" for line in lines), "utf-8")
    text = SPEC.partition("  keys:")[0] % "~> 5.100" + "  queues: {value: many}\n"
    try:
        return generated(text, folder, (module.parent,)).warnings, "main.tf.j2"
    except Diagnosed as caught:
        return caught.diagnostics, "main.tf.j2"


@pytest.mark.parametrize(
    ("line", "code", "words"),
    [
        ("delay_secnds = 5", "unknown-argument", "Did you mean `delay_seconds`?"),
        ("delay_seconds = {{ value }}", "wrong-type", "Write digits, such as `5`."),
        ('arn = "a"', "computed-only", "Leave it out"),
        ("timeouts = {}", "block-as-argument", "`timeouts { … }`"),
        ("tags {}", "argument-as-block", "`tags = { … }`"),
        ("timeot {}", "unknown-block", "Did you mean `timeouts`?"),
        ("policy = []", "wrong-type", "Write text in quotes"),
        ('tags = ["a"]', "wrong-type", "Write it in braces"),
        ("lifecycle {\n    prevent_destry = true\n  }", "unknown-argument", "Did you mean `prevent_destroy`?"),
        ("lifecycle {\n    ignore_changes = [nam]\n  }", "unknown-argument", "Did you mean `name`?"),
    ],
)
def test_a_fault_of_a_template_is_named_at_its_line(line: str, code: str, words: str, tmp_path: Path) -> None:
    (found,), file = own(tmp_path, line)
    assert found.code == f"schema/{code}"
    assert place(found)[:2] == (file, 8 if line.startswith("lifecycle") else 7)
    assert words in found.detail
    assert "`hclpress test-modules`" in found.detail


def test_a_missing_argument_is_named_at_the_first_line_of_its_block(tmp_path: Path) -> None:
    (found,), file = own(
        tmp_path, '}\n\nresource "aws_sqs_queue_policy" "this" {', "  queue_url = aws_sqs_queue.first.id"
    )
    assert found.code == "schema/missing-argument"
    assert place(found)[:2] == (file, 9)
    assert "Add `policy = …` to the block; it is text." in found.detail


def test_an_unknown_type_is_named_and_those_of_other_providers_are_not_looked_at(tmp_path: Path) -> None:
    lines = ('}\n\nresource "aws_sqs_queu" "this" {', '}\n\nresource "random_pet" "this" {', "  anything = 1")
    (found,), file = own(tmp_path, *lines)
    assert found.code == "schema/unknown-type"
    assert place(found)[:2] == (file, 9)
    assert "Did you mean `aws_sqs_queue`?" in found.detail


def test_what_is_deprecated_is_a_warning(tmp_path: Path) -> None:
    (found,), _ = own(
        tmp_path, '}\n\nresource "aws_api_gateway_deployment" "this" {', '  rest_api_id = "a"', '  stage_name = "a"'
    )
    assert (found.code, found.severity) == ("schema/deprecated", Severity.WARNING)
    assert "/5.100.0/docs/resources/api_gateway_deployment" in found.detail


FUNCTION = (
    "  functions:\n    module: lambda\n    runtime: python3.13\n    functions:\n"
    "      f: {handler: index.handler, package: {s3: {bucket: builds, key: f.zip}}}\n"
    "    override:\n      aws_lambda_function.f:\n        runtime: %s\n"
)


def with_runtime(runtime: str, aws: str) -> str:
    return SPEC.partition("  keys:")[0] % aws + FUNCTION % runtime


def test_a_runtime_of_override_that_only_6_takes_is_named_at_its_value_with_the_way_out(tmp_path: Path) -> None:
    (found,) = refused(with_runtime("python3.14", ">= 5.100, < 7.0"), tmp_path)
    assert (found.code, place(found)) == ("schema/unknown-value", ("prod.yaml", 14, 18))
    assert 'providers: {aws: "~> 6.62"}' in found.detail
    assert generated(with_runtime("python3.14", "~> 6.62"), tmp_path).warnings == ()


def test_a_misspelt_value_of_override_gets_what_was_meant_and_a_newer_one_is_left_alone(tmp_path: Path) -> None:
    (found,) = refused(with_runtime("pyhton3.13", "~> 6.0"), tmp_path)
    assert 'Did you mean "python3.13"?' in found.detail
    assert generated(with_runtime("python3.19", "~> 6.0"), tmp_path).warnings == ()
    database = (
        "  vpc: {cidr: 10.0.0.0/16, zones: [us-east-1a, us-east-1b], subnets: {isolated: {size: 24}}}\n"
        '  db:\n    module: aurora\n    engine: postgresql\n    version: "17.5"\n    instances: 1\n'
        "    instance_class: db.r8g.large\n    override:\n      aws_rds_cluster_instance.this:\n"
        "        instance_class: %s\n"
    )
    text = SPEC.partition("  keys:")[0] % "~> 5.100" + database
    (found,) = refused(text % "db.r8g.2xlrge", tmp_path)
    assert (found.code, found.span and found.span.line) == ("schema/unknown-value", 16)
    assert 'Did you mean "db.r8g.2xlarge"?' in found.detail
    assert [one.code for one in generated(text % "db.r9g.large", tmp_path).warnings] == []
