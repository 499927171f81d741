"""require: each `versions.tf` names the first Terraform that reads its folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from hclpress.model.generated_file import GeneratedFile
from hclpress.stages.require import require

VERSIONS = 'terraform {\n  required_version = ">= 1.5"\n}\n'
S3 = 'terraform {\n  backend "s3" {\n    bucket = "state"\n%s  }\n}\n'


def file(path: str, text: str) -> GeneratedFile:
    return GeneratedFile.of_text(PurePosixPath(path), text)


def needed(*files: GeneratedFile, folder: str = ".") -> str:
    found = {one.path: one.text for one in require((file(f"{folder}/versions.tf", VERSIONS), *files))}
    return found[PurePosixPath(folder, "versions.tf")].partition('">= ')[2].partition('"')[0]


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ('resource "aws_sqs_queue" "a" {\n  name = "a"\n}\n', "1.5"),
        ('import {\n  to = aws_sqs_queue.a\n  id = "a"\n}\n', "1.5"),
        ("moved {\n  from = aws_sqs_queue.a\n  to   = aws_sqs_queue.b\n}\n", "1.5"),
        (
            'import {\n  for_each = { a = "a" }\n  to       = aws_sqs_queue.a[each.key]\n  id       = each.value\n}\n',
            "1.7",
        ),
        ("removed {\n  from = aws_sqs_queue.a\n\n  lifecycle {\n    destroy = false\n  }\n}\n", "1.7"),
        ('variable "a" {\n  type      = string\n  ephemeral = true\n}\n', "1.10"),
        ('variable "a" {\n  type      = string\n  ephemeral = false\n}\n', "1.5"),
        ('output "a" {\n  value     = var.a\n  ephemeral = true\n}\n', "1.10"),
        ('ephemeral "aws_secretsmanager_secret_version" "a" {\n  secret_id = "a"\n}\n', "1.10"),
        ('resource "aws_ssm_parameter" "a" {\n  value_wo         = var.a\n  value_wo_version = 1\n}\n', "1.11"),
        ('resource "aws_x" "a" {\n  login {\n    password_wo = var.a\n  }\n}\n', "1.11"),
        ('resource "aws_ssm_parameter" "a" {\n  description = "value_wo = 1"\n}\n', "1.5"),
        (S3 % "", "1.5"),
        (S3 % '    assume_role  = { role_arn = "a" }\n', "1.6"),
        (S3 % "    use_lockfile = true\n", "1.10"),
        (
            'variable "a" {\n  type = string\n\n  validation {\n    condition     = var.a != ""\n    error_message = "A."\n  }\n}\n',
            "1.5",
        ),
        (
            'variable "a" {\n  type = string\n\n  validation {\n    condition     = var.a != var.b\n    error_message = "A."\n  }\n}\n',
            "1.9",
        ),
    ],
)
def test_what_a_file_uses_decides(text: str, version: str) -> None:
    assert needed(file("main.tf", text)) == version


@pytest.mark.parametrize(
    ("text", "version"),
    [
        ('run "a" {\n  command = plan\n}\n', "1.6"),
        ('mock_provider "aws" {\n}\n', "1.7"),
        ('run "a" {\n  override_resource {\n    target = a.b\n    values = {}\n  }\n}\n', "1.7"),
        ('run "a" {\n  override_resource {\n    target          = a.b\n    override_during = plan\n  }\n}\n', "1.11"),
    ],
)
def test_the_tests_of_a_root_module_count_since_init_reads_them(text: str, version: str) -> None:
    assert needed(file("tests/shop.tftest.hcl", text)) == version


def test_the_file_that_needs_most_decides_and_only_for_its_folder() -> None:
    files = (
        file("modules/a/main.tf", "removed {\n  from = aws_sqs_queue.a\n}\n"),
        file("modules/a/more.tf", 'resource "aws_ssm_parameter" "a" {\n  value_wo = var.a\n}\n'),
    )
    assert needed(*files, folder="modules/a") == "1.11"
    assert needed(*files) == "1.5"
    assert needed(*files, folder="modules/b") == "1.5"


def test_a_folder_of_plain_terraform_says_by_itself_what_it_needs() -> None:
    plain = GeneratedFile(PurePosixPath("modules/a/versions.tf"), VERSIONS.encode(), copied_from=Path("a"))
    other = GeneratedFile(PurePosixPath("modules/a/main.tf"), b"removed {\n}\n", copied_from=Path("a"))
    assert require((plain, other)) == (plain, other)
