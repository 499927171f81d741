"""Which keys a `for_each` has, followed to where they are written."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from hclpress.hcl.parsers import read
from hclpress.model.module_declarations import Scope
from hclpress.model.parsed_stack import PlacedBlock

TEXT = """locals {
  zones = {
    "a" = "10.0.0.0/24"
    "b" = "10.0.1.0/24"
  }
}

resource "aws_subnet" "single" {
  vpc_id = var.vpc_id
}

resource "aws_subnet" "local" {
  for_each = local.zones
}

resource "aws_subnet" "map" {
  for_each = {
    "x" = 1
  }
}

resource "aws_subnet" "set" {
  for_each = toset(["a", "b, c"])
}

resource "aws_subnet" "lines" {
  for_each = toset([
    "a",
    "b",
  ])
}

resource "aws_subnet" "none" {
  for_each = toset([])
}

resource "aws_route" "follows" {
  for_each = aws_subnet.local
}

resource "aws_subnet" "unknown" {
  for_each = toset(var.names)
}
"""


@pytest.mark.parametrize(
    ("label", "keys"),
    [
        ("aws_subnet.single", None),
        ("aws_subnet.local", ("a", "b")),
        ("aws_subnet.map", ("x",)),
        ("aws_subnet.set", ("a", "b, c")),
        ("aws_subnet.lines", ("a", "b")),
        ("aws_subnet.none", ()),
        ("aws_route.follows", ("a", "b")),
        ("aws_subnet.unknown", None),
    ],
)
def test_the_keys_of_a_block_are(label: str, keys: tuple[str, ...] | None) -> None:
    scope = Scope.of(PlacedBlock(one, PurePosixPath("main.tf"), "vpc") for one in read(TEXT, "main.tf").blocks)
    assert scope.keys_of(scope.blocks[label]) == keys
