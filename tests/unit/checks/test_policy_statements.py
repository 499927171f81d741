"""One policy, in every form in which it can be written, has the same statements."""

from __future__ import annotations

import json
from pathlib import PurePosixPath

import pytest
from examples import examples

from hclpress.catalog import Catalog, Check
from hclpress.checks._policy_statements import PolicyCondition, PolicyStatement, Principal, policies
from hclpress.hcl.parsers import accept, read
from hclpress.model.generated_file import GeneratedFile
from hclpress.model.parsed_stack import ParsedFile, ParsedStack

WANTED = PolicyStatement(
    allows=True,
    principals=(Principal("AWS", ("arn:aws:iam::123456789012:root",)),),
    not_principals=(),
    actions=("s3:GetObject", "s3:PutObject"),
    not_actions=(),
    resources=("arn:aws:s3:::files/*",),
    not_resources=(),
    conditions=(PolicyCondition("Bool", "aws:securetransport", ("true",)),),
)
JSON = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"AWS": "arn:aws:iam::123456789012:root"},
            "Action": ["s3:GetObject", "s3:PutObject"],
            "Resource": "arn:aws:s3:::files/*",
            "Condition": {"Bool": {"aws:SecureTransport": "true"}},
        }
    ],
}
OBJECT = json.dumps(JSON)
DOCUMENT = """
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["arn:aws:s3:::files/*"]

    principals {
      type        = "AWS"
      identifiers = ["arn:aws:iam::123456789012:root"]
    }

    condition {
      test     = "Bool"
      variable = "aws:SecureTransport"
      values   = ["true"]
    }
"""
STATEMENT = json.dumps(JSON["Statement"][0])  # type: ignore[index]  # a list
FORMS = {
    "document": f'data "aws_iam_policy_document" "x" {{\n  statement {{{DOCUMENT}  }}\n}}\n',
    "dynamic": (
        'data "aws_iam_policy_document" "x" {\n  dynamic "statement" {\n    for_each = ["x"]\n\n'
        f"    content {{{DOCUMENT}    }}\n  }}\n}}\n"
    ),
    "by name": (
        'locals {\n  actions = ["s3:GetObject", "s3:PutObject"]\n}\n\ndata "aws_iam_policy_document" "x" {\n'
        f"  statement {{{DOCUMENT.replace('[' + chr(34) + 's3:GetObject' + chr(34) + ', ' + chr(34) + 's3:PutObject' + chr(34) + ']', 'local.actions')}  }}\n}}\n"
    ),
    "jsonencode": f'resource "aws_iam_policy" "x" {{\n  policy = jsonencode({OBJECT})\n}}\n',
    "text": f'resource "aws_iam_policy" "x" {{\n  policy = {json.dumps(OBJECT)}\n}}\n',
    "heredoc": f'resource "aws_iam_policy" "x" {{\n  policy = <<EOT\n{OBJECT}\nEOT\n}}\n',
    "indented": f'resource "aws_iam_policy" "x" {{\n  policy = <<-EOT\n    {OBJECT}\n  EOT\n}}\n',
    "object": f"locals {{\n  policy = {OBJECT}\n}}\n",
    "nested": f'resource "aws_iam_role" "x" {{\n  inline_policy {{\n    policy = jsonencode({OBJECT})\n  }}\n}}\n',
    "chosen": (f'resource "aws_iam_policy" "x" {{\n  policy = var.open ? jsonencode({OBJECT}) : ""\n}}\n'),
    "each": (
        'resource "aws_iam_policy" "x" {\n'
        f"  policy = jsonencode({{ Statement = [for one in var.all : {STATEMENT}] }})\n}}\n"
    ),
    "together": (
        'resource "aws_iam_policy" "x" {\n'
        f"  policy = jsonencode({{ Statement = concat([{STATEMENT}], var.more) }})\n}}\n"
    ),
    "alone": f'resource "aws_iam_policy" "x" {{\n  policy = jsonencode({{ Statement = {STATEMENT} }})\n}}\n',
}


@pytest.mark.parametrize("form", FORMS)
def test_a_policy_is_read_in_every_form(form: str, catalog: Catalog, checks: tuple[Check, ...]) -> None:
    text = FORMS[form]
    accept(text, form)
    whole = next(one for one in examples() if str(one) == "vpc/own-tiers").generate(catalog, checks).parsed
    file = ParsedFile(GeneratedFile.of_text(PurePosixPath("modules/network/x.tf"), text, "network"), read(text, form))
    found = [one.statements for one in policies(ParsedStack(whole.stack, (file,)))]
    assert found == [(WANTED,)]
