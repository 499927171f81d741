"""Which keys a `for_each` has, followed to where they are written."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from hclpress.hcl.parsers import read
from hclpress.hcl.structure import HclValue
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


COUNTED = """variable "on" {
  type    = bool
  default = false
}

variable "mode" {
  type = string
}

variable "names" {
  type = list(string)
}

locals {
  two = 2
}

resource "aws_eip" "it" {
  count = %s
}
"""


@pytest.mark.parametrize(
    ("count", "keys"),
    [
        ("2", (0, 1)),
        ("0", ()),
        ("local.two", (0, 1)),
        ("var.on ? 1 : 0", ()),
        ("!var.on ? 1 : 0", (0,)),
        ("(var.on) ? 1 : local.two", (0, 1)),
        ('var.mode == "big" ? 3 : 1', (0, 1, 2)),
        ('var.mode != "big" ? 3 : 1', (0,)),
        ("var.mode == null ? 1 : 0", ()),
        ("length(var.names)", (0, 1)),
        ("var.elsewhere ? 1 : 0", None),
        ("var.elsewhere", None),
        ("max(1, 2)", None),
        ("length(aws_subnet.all)", None),
        ("var.on ? 1 : var.mode == null ? 2 : 3", None),
        ("local.loop", None),
        ("-1", None),
        ("1.5", None),
        ("true", None),
    ],
)
def test_the_indexes_of_a_count_are_told_if_they_are_certain(count: str, keys: tuple[int, ...] | None) -> None:
    blocks = read(COUNTED % count, "main.tf").blocks
    given: dict[str, HclValue] = {"mode": "big", "names": ("a", "b")}
    scope = Scope.of((PlacedBlock(one, PurePosixPath("main.tf"), "vpc") for one in blocks), given)
    assert scope.keys_of(scope.blocks["aws_eip.it"]) == keys
    assert scope.has_unknown_keys(scope.blocks["aws_eip.it"]) == (keys is None)


def test_a_name_that_stands_for_itself_has_no_value() -> None:
    text = 'locals {\n  a = local.b\n  b = local.a\n}\nresource "aws_eip" "it" {\n  count = local.a\n}\n'
    scope = Scope.of(PlacedBlock(one, PurePosixPath("main.tf"), "vpc") for one in read(text, "main.tf").blocks)
    assert scope.keys_of(scope.blocks["aws_eip.it"]) is None
