"""Values that are known before an apply: literals, and references that lead to one."""

from __future__ import annotations

import pytest
from configurations import configuration

from hclpress.history.known_values import argument_of, known_text, only_source

TEXT = """
resource "aws_s3_bucket" "a" {
  bucket = "acme"
  tags   = { Name = "files" }
}

resource "aws_s3_bucket_versioning" "a" {
  bucket = aws_s3_bucket.a.id
}

resource "aws_iam_role" "a" {
  name = "orders"
}

resource "aws_iam_role_policy" "a" {
  name = "${aws_iam_role.a.name}-write"
  role = aws_iam_role.a.name
}

resource "aws_subnet" "a" {
  vpc_id = aws_vpc.a.id
}

resource "aws_vpc" "a" {
  enable_dns_support = true
}
"""


@pytest.mark.parametrize(
    ("address", "argument", "wanted"),
    [
        ("aws_s3_bucket.a", "bucket", "acme"),
        ("aws_s3_bucket.a", "tags.Name", "files"),
        ("aws_s3_bucket.a", "tags.Owner", None),
        ("aws_s3_bucket_versioning.a", "bucket", "acme"),
        ("aws_iam_role_policy.a", "role", "orders"),
        ("aws_iam_role_policy.a", "name", None),
        ("aws_subnet.a", "vpc_id", None),
        ("aws_vpc.a", "enable_dns_support", "true"),
        ("aws_vpc.a", "cidr_block", None),
    ],
)
def test_a_value_is_followed_to_the_literal_behind_it(address: str, argument: str, wanted: str | None) -> None:
    resources = configuration(TEXT).resources
    assert known_text(argument_of(resources[address], argument), resources) == wanted


def test_a_text_around_a_reference_is_not_that_reference() -> None:
    resources = configuration(TEXT).resources
    assert only_source(resources["aws_iam_role_policy.a"].arguments.values["name"]) is None
    assert only_source(resources["aws_subnet.a"].arguments.values["vpc_id"]) is not None
