"""skips: comments for Checkov, one line each whatever the reason holds."""

from __future__ import annotations

from hclpress.hcl.checkov_skips import add_skips, addresses
from hclpress.hcl.layout import layout

SOURCE = """resource "aws_lb" "this" {
  name = "shop"
}

data "aws_iam_policy_document" "key" {
  statement {
    actions = ["kms:*"]
  }
}
"""


def test_addresses_are_those_of_resources_and_data_sources() -> None:
    assert addresses(SOURCE) == ("aws_lb.this", "data.aws_iam_policy_document.key")


def test_a_skip_stands_at_the_head_of_its_resource_and_nowhere_else() -> None:
    text = add_skips(SOURCE, {"aws_lb.this": [("CKV_AWS_150", "It may go."), ("CKV_AWS_91", "No logs.")]})
    assert text.splitlines()[:4] == [
        'resource "aws_lb" "this" {',
        "  # checkov:skip=CKV_AWS_150:It may go.",
        "  # checkov:skip=CKV_AWS_91:No logs.",
        '  name = "shop"',
    ]
    assert text.replace("  # checkov:skip=CKV_AWS_150:It may go.\n  # checkov:skip=CKV_AWS_91:No logs.\n", "") == SOURCE
    assert layout(text) == text


def test_without_skips_nothing_changes() -> None:
    assert add_skips(SOURCE, {}) == SOURCE


def test_no_reason_can_leave_its_line_or_skip_something_else() -> None:
    reason = "first\nresource {\u2028 checkov:skip=CKV_AWS_1:x \x1b[31m " + "long " * 60
    (line,) = (
        line
        for line in add_skips(SOURCE, {"aws_lb.this": [("CKV_AWS_150", reason)]}).splitlines()
        if line not in SOURCE.splitlines()
    )
    assert line.startswith("  # checkov:skip=CKV_AWS_150:first resource {")
    assert line.count("checkov:skip=") == 1
    assert "\x1b" not in line
    assert line.endswith("long long")
