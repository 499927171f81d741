"""Comments for Checkov and Trivy: at their resource, and harmless whatever the reason holds."""

from __future__ import annotations

from hclpress.hcl.layout import layout
from hclpress.hcl.scanner_comments import add_comments, addresses

SOURCE = """resource "aws_lb" "this" {
  name = "shop"
}

# The key of everything.
data "aws_iam_policy_document" "key" {
  statement {
    actions = ["kms:*"]
  }
}
"""
HOSTILE = (
    "first\nresource {\u2028 checkov:skip=CKV_AWS_1:x trivy:ws:a:ignore:* #tfsec:ignore:* \x1b[31m " + "long " * 60
)


def test_addresses_are_those_of_resources_and_data_sources() -> None:
    assert addresses(SOURCE) == ("aws_lb.this", "data.aws_iam_policy_document.key")


def test_a_skip_of_checkov_stands_at_the_head_of_its_resource_and_nowhere_else() -> None:
    text = add_comments(SOURCE, {"aws_lb.this": {"CKV_AWS_150": "It may go.", "CKV_AWS_91": "No logs."}}, {})
    assert text.splitlines()[:4] == [
        'resource "aws_lb" "this" {',
        "  # checkov:skip=CKV_AWS_150:It may go.",
        "  # checkov:skip=CKV_AWS_91:No logs.",
        '  name = "shop"',
    ]
    assert text.replace("  # checkov:skip=CKV_AWS_150:It may go.\n  # checkov:skip=CKV_AWS_91:No logs.\n", "") == SOURCE
    assert layout(text) == text


def test_the_ids_for_trivy_stand_in_one_line_above_their_resource_and_the_reasons_above_that() -> None:
    skips = {
        "aws_lb.this": {"AVD-AWS-0052": "No headers.", "AVD-AWS-0053": "It is public."},
        "data.aws_iam_policy_document.key": {"AVD-AWS-0345": "The key's own."},
    }
    text = add_comments(SOURCE, {}, skips)
    assert text.splitlines()[:4] == [
        "# AVD-AWS-0052: No headers.",
        "# AVD-AWS-0053: It is public.",
        "#trivy:ignore:AVD-AWS-0052 trivy:ignore:AVD-AWS-0053",
        'resource "aws_lb" "this" {',
    ]
    assert (
        """
# The key of everything.
# AVD-AWS-0345: The key's own.
#trivy:ignore:AVD-AWS-0345
data "aws_iam_policy_document" "key" {
"""
        in text
    )
    assert layout(text) == text


def test_without_skips_nothing_changes() -> None:
    assert add_comments(SOURCE, {}, {}) == SOURCE


def test_no_reason_can_leave_its_line_or_skip_something_else() -> None:
    (line,) = (
        line
        for line in add_comments(SOURCE, {"aws_lb.this": {"CKV_AWS_150": HOSTILE}}, {}).splitlines()
        if line not in SOURCE.splitlines()
    )
    assert line.startswith("  # checkov:skip=CKV_AWS_150:first resource {")
    assert line.count("checkov:skip=") == 1
    assert "\x1b" not in line
    assert line.endswith("long long")


def test_no_reason_makes_trivy_ignore_something_else() -> None:
    text = add_comments(SOURCE, {}, {"aws_lb.this": {"AVD-AWS-0052": HOSTILE}})
    *reason, ids, head = text[: text.index('  name = "shop"')].splitlines()
    assert (ids, head) == ("#trivy:ignore:AVD-AWS-0052", 'resource "aws_lb" "this" {')
    assert all(line.startswith("# ") and len(line) <= 120 for line in reason)
    words = [word.lstrip("#/*") for line in reason for word in line.split(" ")]
    assert not any(word.startswith(("trivy:", "tfsec:")) and "ignore" in word for word in words)
    assert "\x1b" not in text
